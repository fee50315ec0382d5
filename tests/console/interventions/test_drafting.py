"""A new intervention: what it is given, what is refused, and what it does to the friction point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desirepath.console.audit.models import Entry
from desirepath.console.friction.actions.set_state import set_state
from desirepath.console.friction.reads import PointSeen, history_of, point_of
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.interventions.contents import Content, cohort_read, cohort_text
from desirepath.console.interventions.reads import interventions_of, interventions_of_point
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.errors import BadInput
from tests.console.interventions.made_drafts import draft_for, seen
from tests.console.stage import Stage


def test_it_begins_as_a_draft_and_the_friction_point_is_being_fixed(stage: Stage, point: PointSeen, slug: str) -> None:
    one = seen(stage, slug)
    assert (one.slug, one.state, one.kind, one.design) == ("help-for-the-quote", "draft", "field_level_help", "holdout")
    assert (one.step, one.cohort, one.created_by) == ("quote", point.cohort, "author@ours.example")
    now = point_of(stage.rollout.id, point.key)
    assert now is not None
    assert now.state == "being_fixed"
    assert history_of(point.id)[0].verb == "friction.state_set"
    assert interventions_of_point(stage.rollout.id, point.key) == (one,)
    assert Entry.objects.filter(verb="intervention.drafted", who="author@ours.example").count() == 1


def test_a_watched_friction_point_stays_watched(stage: Stage, seat: Seat, point: PointSeen) -> None:
    set_state(seat, stage.rollout, point.key, "watched")
    draft_intervention(seat, stage.rollout, draft_for(point))
    now = point_of(stage.rollout.id, point.key)
    assert now is not None
    assert now.state == "watched"


def test_a_viewer_drafts_nothing(stage: Stage, point: PointSeen) -> None:
    with pytest.raises(NotAllowed):
        draft_intervention(stage.seats[Role.VIEWER], stage.rollout, draft_for(point))


def test_two_of_one_title_have_two_ids(stage: Stage, seat: Seat, point: PointSeen, slug: str) -> None:
    again = draft_intervention(seat, stage.rollout, draft_for(point))
    assert (slug, again) == ("help-for-the-quote", "help-for-the-quote-2")


@pytest.mark.parametrize(
    ("title", "slug"), [("New", "new-2"), ("助けて", "intervention"), ("A" * 200, "a" * 50), ("--", "intervention")]
)
def test_every_title_gives_an_id_that_is_free(
    stage: Stage, seat: Seat, point: PointSeen, title: str, slug: str
) -> None:
    made = draft_intervention(seat, stage.rollout, replace(draft_for(point), content=Content(title=title, text="A.")))
    assert made == slug


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        (" ", "Text.", "no_title"),
        ("Title", "\n", "no_text"),
        ("x" * 201, "Text.", "title_too_long"),
        ("Title", "x" * 10_001, "text_too_long"),
    ],
)
def test_a_text_has_a_title_and_sensible_lengths(
    stage: Stage, seat: Seat, point: PointSeen, title: str, text: str, code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        draft_intervention(seat, stage.rollout, replace(draft_for(point), content=Content(title=title, text=text)))
    assert refused.value.mistakes[0].code == code
    assert interventions_of(stage.rollout.id) == ()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"step": ""}, "no_step"),
        ({"kind": "magic"}, "no_kind"),
        ({"blocker": "laziness"}, "no_blocker"),
        ({"design": "whoever"}, "no_design"),
        ({"cohort": Cohort((("region", "A;B"),))}, "cohort_unwritable"),
    ],
)
def test_what_the_tables_could_not_say_is_refused(
    stage: Stage, seat: Seat, point: PointSeen, wrong: dict[str, object], code: str
) -> None:
    draft = draft_for(point)
    with pytest.raises(BadInput) as refused:
        draft_intervention(seat, stage.rollout, replace(draft, facts=replace(draft.facts, **wrong)))  # type: ignore[arg-type]
    assert [one.code for one in refused.value.mistakes] == [code]


def test_the_owner_is_a_member(stage: Stage, seat: Seat, point: PointSeen) -> None:
    with pytest.raises(BadInput, match="somebody who works in this workspace"):
        draft_intervention(seat, stage.rollout, replace(draft_for(point), owner="administrator@theirs.example"))


def test_a_friction_point_of_another_rollout_is_not_touched(stage: Stage, seat: Seat, point: PointSeen) -> None:
    made = draft_intervention(seat, stage.rollout, replace(draft_for(point), friction_key="0" * 16))
    assert seen(stage, made).friction_key == ""


@pytest.mark.parametrize(
    ("text", "cohort"),
    [
        ("", EVERYONE),
        (" ; ", EVERYONE),
        ("role=buyer; region=EMEA", Cohort((("region", "EMEA"), ("role", "buyer")))),
        ("case:kind=a=b", Cohort((("case:kind", "a=b"),))),
    ],
)
def test_a_group_is_read_as_it_is_written(text: str, cohort: Cohort) -> None:
    assert cohort_read(text) == cohort
    assert cohort_read(cohort_text(cohort)) == cohort


@pytest.mark.parametrize("text", ["EMEA", "region=", "=EMEA", "region=EMEA;buyer", "a=" + "b" * 400])
def test_what_is_no_group_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="region=EMEA"):
        cohort_read(text)

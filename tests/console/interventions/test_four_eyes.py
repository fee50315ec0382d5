"""Nothing goes live that one person alone wrote, placed and approved."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from desirepath.console.friction.reads import PointSeen
from desirepath.console.interventions.actions.approve_version import approve_version
from desirepath.console.interventions.actions.ask_for_review import ask_for_review
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.interventions.actions.go_live import go_live
from desirepath.console.interventions.actions.roll_back import roll_back
from desirepath.console.interventions.actions.set_facts import set_facts
from desirepath.console.interventions.actions.set_plan import set_plan
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content
from desirepath.console.interventions.reads import versions_of
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import seat_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from tests.console.interventions.made_drafts import another, bring, draft_for, seen
from tests.console.interventions.test_states import FACTS, TOMORROW
from tests.console.stage import Stage

OWNERS = (Role.PROCESS_OWNER, Role.APPLICATION_OWNER, Role.ADOPTION_OWNER, Role.ADMINISTRATOR)


def refused(seat: Seat, stage: Stage, slug: str, number: int) -> bool:
    try:
        approve_version(seat, stage.rollout, slug, number)
    except BadInput as error:
        return error.mistakes[0].code == "four_eyes"
    return False


@pytest.mark.parametrize("role", OWNERS)
def test_nobody_approves_what_they_wrote_themselves_whatever_their_role(
    stage: Stage, point: PointSeen, role: Role
) -> None:
    slug = draft_intervention(stage.seats[role], stage.rollout, draft_for(point))
    ask_for_review(stage.seats[role], stage.rollout, slug, 1)
    assert refused(stage.seats[role], stage, slug, 1)
    assert seen(stage, slug).state == "review"
    for other in set(OWNERS) - {role}:
        assert not refused(stage.seats[other], stage, slug, 1)
        break
    assert seen(stage, slug).state == "staged"


@pytest.mark.parametrize("role", OWNERS)
def test_another_address_does_not_make_another_person(stage: Stage, point: PointSeen, role: Role) -> None:
    before = stage.seats[role]
    slug = draft_intervention(before, stage.rollout, draft_for(point))
    ask_for_review(before, stage.rollout, slug, 1)
    get_user_model().objects.filter(pk=before.person).update(email="another@ours.example")
    after = seat_of(before.person, "ours")
    assert after is not None
    assert after.email == "another@ours.example"
    assert refused(after, stage, slug, 1)


def test_asking_for_a_review_of_what_another_wrote_does_not_forbid_to_approve_it(stage: Stage, slug: str) -> None:
    owner = stage.seats[Role.PROCESS_OWNER]
    ask_for_review(owner, stage.rollout, slug, 1)
    assert not refused(owner, stage, slug, 1)


def test_who_said_where_and_for_whom_it_is_does_not_approve_it(stage: Stage, slug: str) -> None:
    owner = stage.seats[Role.PROCESS_OWNER]
    set_facts(owner, stage.rollout, slug, FACTS)
    bring_to_review = stage.seats[Role.AUTHOR]
    ask_for_review(bring_to_review, stage.rollout, slug, 1)
    assert refused(owner, stage, slug, 1)
    assert not refused(stage.seats[Role.ADMINISTRATOR], stage, slug, 1)


def test_an_approval_holds_for_one_version_only(stage: Stage, slug: str) -> None:
    bring(stage, slug, "staged")
    write_version(stage.seats[Role.AUTHOR], stage.rollout, slug, another(stage, slug), stands_on=1)
    assert seen(stage, slug).state == "draft"
    with pytest.raises(BadInput):
        go_live(stage.seats[Role.PROCESS_OWNER], stage.rollout, slug, 2)


def test_going_back_to_an_approved_text_needs_approval_again(stage: Stage, slug: str) -> None:
    bring(stage, slug, "live and live")
    owner = stage.seats[Role.PROCESS_OWNER]
    number = roll_back(owner, stage.rollout, slug, 1)
    versions = versions_of(seen(stage, slug).id)
    assert (versions[0].number, versions[0].text, versions[0].stage) == (number, versions[-1].text, "draft")
    assert seen(stage, slug).state == "live"
    with pytest.raises(BadInput):
        go_live(owner, stage.rollout, slug, number)
    ask_for_review(owner, stage.rollout, slug, number)
    assert refused(owner, stage, slug, number)
    assert not refused(stage.seats[Role.ADMINISTRATOR], stage, slug, number)


def test_what_is_live_stays_as_it_was_approved_until_the_next_version_is_live(stage: Stage, slug: str) -> None:
    bring(stage, slug, "live and staged")
    live = [one for one in versions_of(seen(stage, slug).id) if one.stage == "live"]
    assert [(one.number, one.text) for one in live] == [(1, "Attach the quote as a PDF.")]
    started = seen(stage, slug).starts_at
    go_live(stage.seats[Role.PROCESS_OWNER], stage.rollout, slug, 2)
    assert [(one.number, one.stage) for one in versions_of(seen(stage, slug).id)] == [(2, "live"), (1, "past")]
    assert seen(stage, slug).starts_at == started


def test_an_approval_names_who_gave_it_and_when(stage: Stage, slug: str) -> None:
    bring(stage, slug, "staged")
    [version] = versions_of(seen(stage, slug).id)
    assert (version.by, version.approved_by) == ("author@ours.example", "process_owner@ours.example")
    assert version.approved_at is not None
    assert version.approved_at >= version.at


def test_owner_and_last_day_can_change_without_another_approval(stage: Stage, slug: str) -> None:
    bring(stage, slug, "staged")
    set_plan(stage.seats[Role.AUTHOR], stage.rollout, slug, owner="author@ours.example", expires_on=TOMORROW)
    go_live(stage.seats[Role.PROCESS_OWNER], stage.rollout, slug, 1)
    assert seen(stage, slug).state == "live"


def test_a_version_that_changes_nothing_is_none(stage: Stage, slug: str) -> None:
    same = Content(title=" Help  for the quote ", text="\nAttach the quote as a PDF.\n", note="Nothing.")
    with pytest.raises(BadInput, match="word for word"):
        write_version(stage.seats[Role.AUTHOR], stage.rollout, slug, same, stands_on=1)
    with pytest.raises(BadInput, match="word for word"):
        roll_back(stage.seats[Role.AUTHOR], stage.rollout, slug, 1)

"""Whoever writes or approves a guide is told its heading, how many are held out, and what will not do as is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from desirepath.console.friction.reads import points_of
from desirepath.console.guides.whole_form import filled_with
from desirepath.console.guides.written import Written
from desirepath.console.interventions.actions.draft_intervention import draft_intervention
from desirepath.console.interventions.actions.write_version import write_version
from desirepath.console.interventions.contents import Content
from desirepath.console.interventions.models import Intervention
from desirepath.console.interventions.reads import versions_of
from desirepath.console.workspaces.permissions import Role
from desirepath.vocabulary.guidance.contents import FieldHelp, FieldRule, RuleReinforcement, Tooltip
from tests.console.interventions.made_drafts import bring, draft_for, newest, seen
from tests.console.stage import Stage

SignedIn = Callable[[Role], Client]
LIST = "/w/ours/r/purchase-requests/interventions/"
PURPOSE = {"en": "Who pays for it: the cost centre of your team."}
HELP = FieldHelp(at=("#cost_centre",), purpose=PURPOSE)
COUNTED = FieldHelp(at=("form input:nth-child(3)",), purpose=PURPOSE)
SECRET = RuleReinforcement(
    at=("form",),
    title={"en": "Before you send"},
    rules=(
        FieldRule(field=("#password",), must="matches", pattern="[A-Z].*", says={"en": "It begins with a capital"}),
    ),
)


@dataclass(frozen=True)
class Sheet:
    """An intervention at the quote, for the buyers of EMEA, with what people do to it."""

    stage: Stage
    slug: str
    signed_in: SignedIn

    def write(self, written: Written) -> None:
        author, number = self.stage.seats[Role.AUTHOR], newest(self.stage, self.slug)
        content = Content.of_guide(written, heading="Help for the quote")
        write_version(author, self.stage.rollout, self.slug, content, stands_on=number)

    def page(self, role: Role = Role.PROCESS_OWNER) -> str:
        return self.signed_in(role).get(f"{LIST}{self.slug}/").content.decode()

    def looked_at(self, written: Written) -> str:
        """The form, once it was asked how the guide will look."""
        given = {**filled_with(written, "").texts, "kind": written.kind, "stands_on": "1", "do": "see"}
        return self.signed_in(Role.AUTHOR).post(f"{LIST}{self.slug}/guide/", given).content.decode()


def drafted(stage: Stage, signed_in: SignedIn) -> Sheet:
    point = next(one for one in points_of(stage.rollout.id) if one.step == "quote")
    return Sheet(stage, draft_intervention(stage.seats[Role.AUTHOR], stage.rollout, draft_for(point)), signed_in)


@pytest.fixture
def sheet(stage: Stage, signed_in: SignedIn) -> Sheet:
    return drafted(stage, signed_in)


@pytest.mark.parametrize("state", ["review", "staged"])
def test_who_approves_and_who_lets_it_go_live_reads_how_many_are_held_out(sheet: Sheet, state: str) -> None:
    sheet.write(Written(content=HELP, held_out=0.25))
    bring(sheet.stage, sheet.slug, state)
    page = sheet.page()
    assert "<b>25 of 100 people are held out</b>: they are not shown it" in page
    assert "to compare with · 25 of 100 people are held out</dd>" in page
    assert "Live now" not in page


def test_a_share_that_changes_is_read_beside_the_one_that_is_live(sheet: Sheet) -> None:
    sheet.write(Written(content=HELP, held_out=0.1))
    bring(sheet.stage, sheet.slug, "live")
    sheet.write(Written(content=HELP, held_out=0.5))
    bring(sheet.stage, sheet.slug, "review")
    page = sheet.page()
    assert "50 of 100 people are held out" in page
    assert "Live now: 10 of 100." in page


def test_where_nobody_is_held_out_it_is_said_what_that_means(sheet: Sheet) -> None:
    sheet.write(Written(content=HELP, held_out=0.0))
    bring(sheet.stage, sheet.slug, "review")
    assert "<b>Nobody is held out</b>: there will be nobody to compare with." in sheet.page()


def test_of_what_is_not_drawn_and_of_a_plain_text_no_share_is_said(sheet: Sheet) -> None:
    bring(sheet.stage, sheet.slug, "review")
    assert "people are held out" not in sheet.page()
    everyone = drafted(sheet.stage, sheet.signed_in)
    everyone.write(Written(content=HELP, held_out=0.1))
    Intervention.objects.filter(slug=everyone.slug).update(design="everyone")
    bring(everyone.stage, everyone.slug, "review")
    assert "held out" not in everyone.page()


@pytest.mark.parametrize(
    ("content", "says", "instead"),
    [
        (COUNTED, ":nth-child(3) counts places", "Find it by its id, name, role or label"),
        (SECRET, "the pattern [A-Z].* is never looked at", "Choose “is filled”"),
    ],
    ids=["a place that is counted", "a pattern for a secret"],
)
def test_what_will_not_do_as_is_meant_is_said_with_what_to_use_and_keeps_nobody_from_it(
    sheet: Sheet, content: FieldHelp | RuleReinforcement, says: str, instead: str
) -> None:
    written = Written(content=content)
    looked = sheet.looked_at(written)
    assert says in looked
    assert instead in looked
    assert "has to be mended" not in looked
    sheet.write(written)
    bring(sheet.stage, sheet.slug, "review")
    page = sheet.page()
    assert says in page
    assert "Approve version 2" in page


def test_a_guide_that_does_as_is_meant_gives_nothing_to_be_heeded(sheet: Sheet) -> None:
    assert "To be heeded" not in sheet.looked_at(Written(content=HELP))


def test_help_at_a_field_keeps_the_heading_and_a_tooltip_brings_its_own(sheet: Sheet) -> None:
    client = sheet.signed_in(Role.AUTHOR)
    for content, heading in ((HELP, "Help for the quote"), (Tooltip(at=("#a",), title={"en": "Costs"}), "Costs")):
        filled = filled_with(Written(content=content), "")
        number = str(newest(sheet.stage, sheet.slug))
        given = {**filled.texts, "kind": filled.form.name, "stands_on": number, "do": "keep"}
        assert client.post(f"{LIST}{sheet.slug}/guide/", given).status_code == 302
        assert versions_of(seen(sheet.stage, sheet.slug).id)[0].title == heading

"""The help that the demo begins with: it is approved by a second person, and whoever opens the application sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import TestCase
from playwright.sync_api import Browser

from desirepath.connectors.rollout_file import read_rollout
from desirepath.console.accounts.actions.make_person import person_of_email
from desirepath.console.friction.reads import PointSeen, point_of
from desirepath.console.interventions.example_help import AUTHOR, COST_CENTRE, FOR_WHOM, OWNER, put_help_live
from desirepath.console.interventions.reads import versions_of
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.workspaces.actions.make_workspace import make_workspace
from desirepath.console.workspaces.permissions import Role
from desirepath.intervene.assign import arm_of
from desirepath.vocabulary.guidance.contents import FieldHelp
from desirepath.warehouse.published_guides import read_published
from example.application.entries import quoted
from example.application.seats import Seat
from example.people.through_browser import ThroughBrowser
from tests.console.interventions.made_drafts import seen
from tests.console.stage import Stage
from tests.example.beside import WORKSPACE, guided

OFFERED = Seat(person="4711", role="buyer", region="EMEA")
"""Whom the application signs in unless somebody chooses otherwise."""
FIRST_LOAD = 6.0
"""Seconds that somebody looks for something to come: the page loads the guidance for the first time."""


def put_live(workspace: str, administrator: str) -> str:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return put_help_live(workspace, administrator)


def test_it_is_written_by_one_and_approved_by_another_against_the_friction_there(
    stage: Stage, point: PointSeen
) -> None:
    one = seen(stage, put_live("ours", stage.seats[Role.ADMINISTRATOR].email))
    (version,) = versions_of(one.id)
    assert (version.by, version.approved_by, version.stage) == (AUTHOR, OWNER, "live")
    assert (one.friction_key, one.cohort) == (point.key, point.cohort)
    fixed = point_of(stage.rollout.id, point.key)
    assert fixed is not None
    assert fixed.state == "being_fixed"


def test_it_is_published_for_the_buyers_of_emea_and_a_tenth_is_held_out_but_not_who_comes_first(stage: Stage) -> None:
    slug = put_live("ours", stage.seats[Role.ADMINISTRATOR].email)
    published = read_published(settings.HOME.folder, "ours")
    assert published is not None
    (guide,) = published.guides.guides
    assert (guide.id, guide.held_out, guide.content) == (slug, 0.1, COST_CENTRE.content)
    assert FOR_WHOM.pairs == (("region", OFFERED.region), ("role", OFFERED.role))
    assert arm_of(guide.id, OFFERED.person, guide.held_out) == "shown"


def test_what_it_says_is_what_the_application_takes() -> None:
    content = COST_CENTRE.content
    assert isinstance(content, FieldHelp)
    examples = [(one["en"], right) for right, said in ((True, content.right), (False, content.wrong)) for one in said]
    taken = [(text, "cost_centre" not in quoted({"cost_centre": text}, OFFERED).wrong) for text, _ in examples]
    assert taken == examples
    assert len(examples) == 2


@pytest.mark.browser
def test_whoever_signs_in_as_is_offered_reads_it_at_the_field(db: None, browser: Browser, made_up: Path) -> None:
    del db
    seat = make_workspace(WORKSPACE, "Demo", person_of_email("change-lead@example.com"))
    read = read_rollout(made_up)
    make_rollout(seat, read.id, read.title, made_up.read_text(encoding="utf-8"))
    put_live(WORKSPACE, seat.email)
    with guided(settings.HOME.folder, None) as application, browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        door = ThroughBrowser(application.address, page, waits=FIRST_LOAD)
        page.goto(application.address)
        page.click("#go")
        door.open("/requests/new")
        door.send({"what": "Two monitor arms", "amount": "240", "needed_on": "2027-03-01"}, "go")
        assert "4711-23" in door.read_at("cost_centre")

"""The whole loop in one sitting: from a friction point, over help at the field, to a decision on what it changed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from desirepath.cli.main import run
from desirepath.console.example import FILE
from desirepath.intervene.assign import Arm, arm_of
from example.application.guidance import Guidance
from example.application.serve import served
from example.people.person import Person
from example.people.through_browser import ThroughBrowser
from example.people.written import document, wrong_guide
from tests.clients.collecting import DESIREPATH
from tests.stories.loop.at_the_console import Somebody
from tests.stories.loop.console_served import AUTHOR, OWNER
from tests.stories.loop.sitting import Served, Taken, console_over, page_of, taken_into
from tests.stories.loop.weeks import (
    LAST_DAY,
    NEXT_MONDAY,
    weeks_before,
    weeks_with,
)
from tests.stories.loop.weeks_written import (
    AS_THEY_BEGAN,
    BUYERS,
    OTHERS,
    WITH_EXPOSURES,
    written_rows,
    written_shipped,
)

pytestmark = pytest.mark.browser
HELD_OUT = 0.5
ORDER = {"what": "Two monitor arms", "amount": "240", "needed_on": "2027-03-01"}
FIRST_LOAD = 6.0
"""Seconds that somebody looks for something to come: the page loads the guidance for the first time."""
WHY = "Four of ten gave up at the quote without it, hardly anybody with it. Those held out get it too."


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a rollout file, and the weeks of work before anything was shown."""
    return weeks_before(tmp_path_factory.mktemp("before"))


@pytest.fixture
def console(before: Path, tmp_path: Path) -> Iterator[Served]:
    with console_over(before, tmp_path) as made:
        yield made


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    return taken_into(tmp_path / "pictures")


def test_from_a_friction_point_over_help_at_the_field_to_a_decision(
    browser: Browser, console: Served, taken: Taken, tmp_path: Path
) -> None:
    with signed_in(browser, console, AUTHOR, taken) as author, signed_in(browser, console, OWNER, taken) as owner:
        author.diagnoses(None, "diagnosed")
        author.finds_the_friction("Buyers in EMEA", "Enter the quote")
        intervention = author.drafts_a_fix()
        author.writes_the_help()
        owner.approves(intervention)

        shown, held = of_arm(intervention, "shown"), of_arm(intervention, "held_out")
        with application(console) as address:
            assert "4711-23" in reads_at_the_field(browser, address, shown, taken)
            assert reads_at_the_field(browser, address, held, taken) == ""
            assert reads_at_the_field(browser, address, OTHERS[0], taken) == ""
        assert console.exposures(2) == {
            (console.name_of(shown.number), intervention, "shown"),
            (console.name_of(held.number), intervention, "held_out"),
        }

        written_rows(console.rollout, weeks_with(console.published()), "after")
        author.names_sources(AS_THEY_BEGAN, WITH_EXPOSURES)
        effect, decision = proved(console.rollout, tmp_path, "--warehouse", str(console.warehouse))
        assert (effect["stands"], decision) == (True, "expand")
        assert effect["low"] < effect["high"] < 0

        author.diagnoses(LAST_DAY, "diagnosed again")
        owner.decides("Expand", WHY)
    assert "The audit log is whole" in audit_verified(console.home)


def test_help_about_something_else_changes_nothing_and_is_not_expanded(before: Path, tmp_path: Path) -> None:
    folder = tmp_path / "wrong"
    shutil.copytree(before, folder)
    guide = wrong_guide(held_out=HELD_OUT)
    guides = document(guide, workspace="demo", now=NEXT_MONDAY)
    # Whom the guide is for is enough, and so is what they do up to the validation: told is what they do at the quote.
    written_rows(folder, weeks_with(guides, BUYERS, approved=False), "after")
    written_shipped(folder, guide.id, NEXT_MONDAY)
    file = folder / "rollout.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(AS_THEY_BEGAN, AS_THEY_BEGAN + WITH_EXPOSURES), encoding="utf-8")
    effect, decision = proved(folder, tmp_path)
    assert effect["low"] < 0 < effect["high"]
    assert decision != "expand"


@contextmanager
def signed_in(browser: Browser, console: Served, email: str, taken: Taken) -> Iterator[Somebody]:
    with page_of(browser, 1440, 900) as page:
        page.goto(console.links[email])
        yield Somebody(page, console.address, taken)


def of_arm(intervention: str, arm: Arm) -> Person:
    """The first buyer of EMEA whom the draw puts there."""
    return next(one for one in BUYERS if arm_of(intervention, one.number, HELD_OUT) == arm)


@contextmanager
def application(console: Served) -> Iterator[str]:
    """The application with the workspace's guidance built in."""
    told = Guidance(**json.loads((console.home / FILE).read_text(encoding="utf-8")))
    with served(told, prefix="P", port=console.ports.application) as address:
        yield address


def reads_at_the_field(browser: Browser, address: str, person: Person, taken: Taken) -> str:
    """What somebody reads who begins a request and comes to the cost centre; empty where nothing comes."""
    with page_of(browser, 1100, 800) as page:
        door = ThroughBrowser(address, page, waits=FIRST_LOAD)
        door.sign_in(person)
        door.open("/requests/new")
        door.send(ORDER, "go")
        read = door.read_at("cost_centre")
        taken(page, f"at the field {person.number}")
        leave(page)
    return read


def leave(page: Page) -> None:
    """Go elsewhere: a page sends what is left to be told as it is left."""
    page.goto("about:blank")


def proved(folder: Path, out: Path, *options: str) -> tuple[dict[str, Any], str]:
    """What `desirepath prove` says as of the last day: the effect that decides, and what follows."""
    file = out / "effects.json"
    asked = ["--quiet", "prove", str(folder / "rollout.yaml"), "--as-of", LAST_DAY.isoformat(), "--json", str(file)]
    assert run([*asked, *options]) == 0
    document = json.loads(file.read_text(encoding="utf-8"))
    (intervention,) = document["interventions"]
    (effect,) = [one for one in document["effects"] if one["role"] == "decides" and not one["cohort"]]
    assert effect["metric"] == "abandonment_rate"
    return effect, intervention["decision"]["decision"]


def audit_verified(home: Path) -> str:
    """What `desirepath audit verify` says, in a process of its own: it sets up Django, which this one does without."""
    command = [DESIREPATH, "audit", "verify", "--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout

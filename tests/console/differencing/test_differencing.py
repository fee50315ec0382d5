"""Nobody gets a group under the floor out of the pages of the console, over weeks of data, whatever they ask for."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from desirepath.console.diagnoses.models import Run
from desirepath.console.diagnoses.tasks import make_diagnosis
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_diagnosis import KeptDiagnosis, KeptIn, diagnose_and_keep, kept_diagnosis
from tests.console.conftest import client_of
from tests.console.differencing.asking import Asking, differing_facts, pages_of_figures
from tests.console.differencing.attacker import Attacker, figures_of, pinned, versions
from tests.console.differencing.week_by_week import Organisation, as_of_day, rollout_text

FLOOR = 10
SLUG = "differencing"


@dataclass(frozen=True)
class Played:
    """The diagnoses of some weeks: as they are shown, and as they would be without the rule."""

    organisation: Organisation
    seat: Seat
    runs: tuple[int, ...]
    shown: tuple[KeptDiagnosis, ...]
    true: tuple[KeptDiagnosis, ...]


@pytest.fixture
def played(seat: Seat, tmp_path: Path) -> Callable[[int], Played]:
    """Diagnoses of so many weeks, one a week, made by the console's own job."""
    return lambda weeks: _played(seat, tmp_path, weeks)


def _played(seat: Seat, folder: Path, weeks: int) -> Played:
    organisation = Organisation.drawn(seed=11, weeks=weeks - 1)
    rollout = make_rollout(seat, SLUG, "Week by week", rollout_text())
    rollout.file.write_text(rollout_text(), encoding="utf-8")  # a test's transaction never commits
    runs, true = [], []
    for number in range(weeks):
        organisation.write(rollout.folder, number)
        run = Run.objects.create(rollout_id=rollout.id, version=rollout.version, as_of=as_of_day(number))
        make_diagnosis.func(run.pk)
        run.refresh_from_db()
        assert run.state == "done", run.problems
        runs.append(run.pk)
        kept_in = KeptIn(folder / f"true-{number}")
        true.append(
            diagnose_and_keep(rollout.file, kept_in, as_of=as_of_day(number), warehouse=None, progress=lambda _: None)
        )
    shown = tuple(kept_diagnosis(settings.HOME.run(seat.slug, run)) for run in runs)
    return Played(organisation, seat, tuple(runs), shown, tuple(true))


def attacker_of(played: Played) -> Attacker:
    true = [figures_of(one) for one in played.true]
    return Attacker(played.organisation, versions([figures_of(one) for one in played.shown], true))


def attack(played: Played, requests: int) -> Asking:
    """Ask for pages and files, subtract what they show, and get nothing of fewer people than the floor."""
    asking = Asking(client_of(played.seat), (played.seat.slug, SLUG), played.runs, played.shown, random.Random(5))
    asking.ask(requests)
    attacker = attacker_of(played)
    assert asking.strangers == []
    assert list(differing_facts(asking.facts, attacker, FLOOR)) == []
    assert list(attacker.small_groups(FLOOR)) == []
    assert [found for one in played.shown for found in pinned(one, FLOOR)] == []
    return asking


def test_six_hundred_requests_over_five_weeks_give_no_small_group_away(played: Callable[[int], Played]) -> None:
    week_by_week = played(5)
    asking = attack(week_by_week, 600)
    assert asking.answered > 400
    assert len(asking.facts) > 200
    told = attacker_of(week_by_week).told
    assert len(told[(), "since_go_live"]) > 2
    assert max(len(at) for (cell, period), at in told.items() if cell and period == "since_go_live") > 1


@pytest.mark.long
def test_twenty_thousand_requests_over_ten_weeks_give_no_small_group_away(played: Callable[[int], Played]) -> None:
    asking = attack(played(10), 20_000)
    assert asking.answered > 12_000
    assert len(asking.facts) > 1_000


def test_without_the_rule_the_attack_gets_small_groups(played: Callable[[int], Played]) -> None:
    """The attack above can fail: of diagnoses that show everything it finds many."""
    week_by_week = played(3)
    true = [figures_of(one) for one in week_by_week.true]
    found = Attacker(week_by_week.organisation, versions(true, true)).small_groups(FLOOR)
    assert len(list(found)) > 10


def test_every_page_with_figures_is_asked_for() -> None:
    """A new page of figures has to be asked for here as well."""
    assert set(pages_of_figures()) == set(Asking.names)


def test_a_day_before_the_first_release_is_refused(played: Callable[[int], Played], seat: Seat) -> None:
    played(2)
    run = Run.objects.create(rollout_id=Run.objects.latest("pk").rollout_id, version=1, as_of="2025-12-24")
    make_diagnosis.func(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "as of a day before the first one that was shown" in run.problems[0]
    assert Client().get(f"/w/{seat.slug}/r/{SLUG}/").status_code == 302
    assert seat.role is Role.ADMINISTRATOR

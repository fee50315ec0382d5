"""Nobody gets a group under the floor out of the pages of the console, over weeks of data, whatever they ask for."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from desirepath.console.paths.variants import Told, keep_variants, kept_variants
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.kept_diagnosis import KeptIn, diagnose_and_keep, kept_diagnosis
from tests.console.conftest import client_of
from tests.console.differencing.asking import Asking, differing_facts, pages_of_figures, under_the_floor
from tests.console.differencing.attacker import FLOOR, SINCE, Attacker, figures_of, pinned, versions
from tests.console.differencing.beside import Shown, told_beside, versions_beside
from tests.console.differencing.deciding import decided_on, stands_on_what_was_told, written_down
from tests.console.differencing.diagnosing import diagnosed_with_ways, own_rollout
from tests.console.differencing.file_figures import known_in
from tests.console.differencing.week_by_week import Organisation, as_of_day, rollout_text

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Played:
    """The diagnoses of some weeks: as they are shown, and as they would be without the rule."""

    organisation: Organisation
    seat: Seat
    rollout: RolloutSeen
    runs: tuple[int, ...]
    shown: tuple[Shown, ...]
    true: tuple[Shown, ...]


@pytest.fixture
def played(seat: Seat, tmp_path: Path) -> Callable[[int], Played]:
    """Diagnoses of so many weeks, one a week, made by the console's own job."""
    return lambda weeks: _played(seat, tmp_path, weeks)


def _played(seat: Seat, folder: Path, weeks: int) -> Played:
    organisation = Organisation.drawn(seed=11, weeks=weeks - 1)
    rollout = own_rollout(seat, folder, rollout_text())
    runs, true = [], []
    for number in range(weeks):
        organisation.write(rollout.folder, number)
        runs.append(diagnosed_with_ways(rollout, as_of_day(number)).pk)
        true.append(_without_the_rule(rollout, folder / f"true-{number}", as_of_day(number)))
    kept = [kept_diagnosis(settings.HOME.run(seat.slug, run)) for run in runs]
    shown = tuple(Shown(one, kept_variants(one.folder)) for one in kept)
    written_down(seat, rollout)
    return Played(organisation, seat, rollout, tuple(runs), shown, tuple(true))


def _without_the_rule(rollout: RolloutSeen, folder: Path, as_of: date) -> Shown:
    said = lambda _: None  # noqa: E731 - nobody hears how far it is
    found = diagnose_and_keep(rollout.file, KeptIn(folder), as_of=as_of, warehouse=None, progress=said)
    told = Told(until=found.study.as_of, workflows=("request",))
    keep_variants(rollout.file, folder, told, warehouse=None, progress=said)
    return Shown(found, kept_variants(folder))


def attacker_of(shown: Sequence[Shown], played: Played) -> Attacker:
    figures = [figures_of(one) for one in shown]
    attacker = Attacker(played.organisation, versions(figures, [figures_of(one) for one in played.true]))
    told_at = {cell: told for (cell, period), told in attacker.told.items() if period == SINCE}
    beside = versions_beside(*([told_beside(one) for one in many] for many in (shown, played.true)), told_at)
    return replace(attacker, beside=beside)


def asking_of(played: Played, shown: Sequence[Shown]) -> Asking:
    """Somebody who asks, and holds what comes back against these diagnoses."""
    return Asking(client_of(played.seat), (played.seat.slug, played.rollout.slug), played.runs, shown, random.Random(5))


def attack(played: Played, requests: int) -> Asking:
    """Ask for pages and files, subtract what they show, and get nothing of fewer people than the floor."""
    asking = asking_of(played, played.shown)
    proof = played.shown[-1].found.proofs[0]
    decided_on(asking.client, asking.slugs, played.runs[-1], proof)
    asking.ask(requests)
    attacker = attacker_of(played.shown, played)
    assert stands_on_what_was_told(played.rollout.id, proof)
    assert asking.strangers == []
    assert asking.unexplained == []
    assert list(under_the_floor(asking.facts, FLOOR)) == []
    assert list(differing_facts(asking.facts, attacker, FLOOR)) == []
    assert list(attacker.small_groups(FLOOR)) == []
    assert list(attacker.small_arms(FLOOR)) == []
    assert [found for one in played.shown for found in pinned(one.found, FLOOR)] == []
    return asking


def test_three_hundred_requests_over_three_weeks_give_no_small_group_away(played: Callable[[int], Played]) -> None:
    week_by_week = played(3)
    asking = attack(week_by_week, 300)
    assert asking.answered > 200
    assert len(asking.facts) > 200
    assert {key[0] for _, key in asking.facts} >= {"metric", "way", "taken", "theme", "phrase", "friction people"}
    assert asking.read > 3_000
    told = attacker_of(week_by_week.shown, week_by_week).told
    assert len(told[(), "since_go_live"]) > 2
    assert max(len(at) for (cell, period), at in told.items() if cell and period == "since_go_live") > 1


@pytest.mark.long
def test_twenty_thousand_requests_over_ten_weeks_give_no_small_group_away(played: Callable[[int], Played]) -> None:
    asking = attack(played(10), 20_000)
    assert asking.answered > 12_000
    assert len(asking.facts) > 1_000
    assert asking.read > 200_000
    _LOG.info("%s answers, %s figures read, %s of files", asking.answered, asking.read, len(asking.facts))


def test_without_the_rule_the_attack_gets_small_groups(played: Callable[[int], Played]) -> None:
    """The attack above can fail: of diagnoses that show everything it finds many."""
    week_by_week = played(3)
    attacker = attacker_of(week_by_week.true, week_by_week)
    assert len(list(attacker.small_groups(FLOOR))) > 10
    facts = {
        (place, key): figure for place, one in enumerate(week_by_week.true) for key, figure in known_in(one).items()
    }
    assert {key[0] for key, *_ in differing_facts(facts, attacker, FLOOR)} >= {"metric", "step"}
    asking = asking_of(week_by_week, week_by_week.true)
    asking.ask(120)
    assert asking.strangers
    assert asking.unexplained


def test_every_page_with_figures_is_asked_for() -> None:
    """A new page of figures has to be asked for here as well."""
    assert set(pages_of_figures()) == set(Asking.names)

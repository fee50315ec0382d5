"""The ways that cases took are told with everyone's figures, or as they were told before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from desirepath.console.diagnoses.models import Run
from desirepath.console.paths.tasks import find_variants
from desirepath.console.paths.variants import kept_variants
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from tests.console.differencing.diagnosing import diagnosed, diagnosed_with_ways, own_rollout, refused

WEEK = timedelta(days=7)
GO_LIVE = date(2026, 1, 5)
ROLLOUT = f"""
rollout: told-over-time
title: Told over time
go_live: {GO_LIVE}
timezone: UTC
sources:
  - {{file: events.csv, table: events}}
workflows:
  - workflow: request
    case_ends_after: 10d
    path: ask order
"""


@pytest.fixture
def rollout(seat: Seat, tmp_path: Path) -> RolloutSeen:
    return own_rollout(seat, tmp_path, ROLLOUT)


def worked(rollout: RolloutSeen, *weeks: tuple[int, Iterable[int]]) -> None:
    """In each of these weeks from go-live, one case of each of these people, done on its Tuesday."""
    rows = ["case_id,activity,at,user_id"]
    for week, people in weeks:
        day = datetime.combine(GO_LIVE, datetime.min.time()) + WEEK * (week - 1) + timedelta(days=1, hours=9)
        rows += [
            f"{week}-{one}-{number},{step},{day + timedelta(hours=after)},person {one}"
            for number, one in enumerate(people)
            for after, step in enumerate(("ask", "order"))
        ]
    (rollout.folder / "events.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def cases_on_ways(rollout: RolloutSeen, run: Run) -> int | None:
    """How many cases the ways of a diagnosis count; None where none are told."""
    kept = kept_variants(settings.HOME.run(rollout.workspace, run.pk))
    return sum(one.cases for one in kept) if kept else None


def test_a_diagnosis_as_of_an_earlier_day_tells_the_ways_that_were_told_then(rollout: RolloutSeen) -> None:
    """Two weeks of 20 people were told. The day between on which two had begun is not told, nor what was mended since."""
    worked(rollout, (1, range(20)), (2, range(20)))
    first, second = (diagnosed_with_ways(rollout, GO_LIVE + WEEK * week) for week in (1, 2))
    assert [cases_on_ways(rollout, run) for run in (first, second)] == [20, 40]
    worked(rollout, (1, range(22)), (2, range(20)))
    between = diagnosed_with_ways(rollout, GO_LIVE + WEEK + timedelta(days=4))
    assert cases_on_ways(rollout, between) == 20


def test_people_below_the_floor_have_no_ways_however_many_cases_they_have(rollout: RolloutSeen) -> None:
    worked(rollout, (1, (*range(3),) * 10))
    assert cases_on_ways(rollout, diagnosed_with_ways(rollout, GO_LIVE + WEEK)) == 0


def test_ways_count_nothing_that_came_after_their_diagnosis(rollout: RolloutSeen) -> None:
    """They are found a little later than the rest, when two more people may have begun."""
    worked(rollout, (1, range(20)))
    run = diagnosed(rollout, None)
    worked(rollout, (1, range(20)), (2, range(2)))
    find_variants.func(rollout.id, run.pk)
    assert cases_on_ways(rollout, run) == 20


def test_a_diagnosis_made_again_as_of_the_same_day_has_ways(rollout: RolloutSeen) -> None:
    worked(rollout, (1, range(20)))
    runs = [diagnosed_with_ways(rollout, GO_LIVE + WEEK) for _ in range(2)]
    worked(rollout, (1, range(21)))
    runs.append(diagnosed_with_ways(rollout, GO_LIVE + WEEK))
    assert [cases_on_ways(rollout, run) for run in runs] == [20, 20, 20]


def test_a_day_before_the_first_release_is_refused(rollout: RolloutSeen) -> None:
    worked(rollout, (1, range(20)), (2, range(20)))
    diagnosed(rollout, GO_LIVE + 2 * WEEK)
    problems = refused(rollout, GO_LIVE + WEEK)
    assert "as of a day before the first one that was shown" in problems[0]

"""The cohort of a trouble beside all others, before and since, and week by week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE, week_name
from desirepath.observe.trouble_days import CasesInTime
from desirepath.statistics.moments import Moments
from desirepath.statistics.rates import mean_of_counts
from desirepath.statistics.shares import mean_of_shares
from desirepath.statistics.tallies import Flags, Tally, tally
from desirepath.vocabulary.friction import SideRate

Side = Literal["cohort", "others"]


def sides_by_week(rows: CasesInTime, floor: int) -> Iterator[SideRate]:
    """The share of cases in trouble of both sides, in the baseline, since go-live and in every week."""
    sides: tuple[tuple[Side, int], ...] = (("cohort", 1), ("others", 0))
    for period, chosen in _periods(rows):
        for side, inside in sides:
            yield from _rate(side, period, _by_person(rows, chosen & (rows.inside == inside)), floor)


def sides_of(counted: Tally, members: Flags, period: str, floor: int) -> Iterator[SideRate]:
    """What a tally counts of both sides, in one period."""
    sides: tuple[tuple[Side, Flags], ...] = (("cohort", members), ("others", ~members))
    for side, inside in sides:
        yield from _rate(side, period, Tally(counted.numerator[inside], counted.denominator[inside]), floor)


def _periods(rows: CasesInTime) -> Iterator[tuple[str, Flags]]:
    yield BASELINE, rows.week == 0
    yield SINCE_GO_LIVE, rows.week >= 1
    for week in np.unique(rows.week[rows.week >= 1]):
        yield week_name(int(week)), rows.week == week


def _by_person(rows: CasesInTime, mine: Flags) -> Tally:
    _, place = np.unique(rows.person[mine], return_inverse=True)
    return tally(np.bincount(place, weights=rows.part[mine]), np.bincount(place, weights=rows.whole[mine]))


def _rate(side: Side, period: str, counted: Tally, floor: int) -> Iterator[SideRate]:
    """The mean, each person counting once; nothing of fewer people than the floor."""
    # Sorted, so that the sums do not depend on the order in which an engine gives rows.
    ratios = np.sort(counted.ratios[counted.present])
    if len(ratios) < floor:
        return
    moments = Moments(len(ratios), float(ratios.sum()), float((ratios**2).sum()))
    interval = mean_of_shares(moments) if counted.is_of_shares else mean_of_counts(moments)
    yield SideRate(
        side=side,
        period=period,
        value=interval.value,
        low=interval.low,
        high=interval.high,
        people=len(ratios),
        cases=int(counted.denominator.sum()),
    )

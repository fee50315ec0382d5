"""The cohort of a trouble beside all others, before and since, and week by week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE, week_name
from desirepath.observe.trouble_days import CasesInTime
from desirepath.statistics.moments import Moments
from desirepath.statistics.shares import mean_of_shares
from desirepath.statistics.tallies import Flags
from desirepath.vocabulary.friction import SideRate

Side = Literal["cohort", "others"]


def sides(rows: CasesInTime, floor: int) -> tuple[SideRate, ...]:
    """Each person counts once in every period, with the share of their cases that are in trouble.

    A side of fewer people than the floor is left out.
    """
    return tuple(rate for period, chosen in _periods(rows) for rate in _of_period(rows, period, chosen, floor))


def _periods(rows: CasesInTime) -> Iterator[tuple[str, Flags]]:
    yield BASELINE, rows.week == 0
    yield SINCE_GO_LIVE, rows.week >= 1
    for week in np.unique(rows.week[rows.week >= 1]):
        yield week_name(int(week)), rows.week == week


def _of_period(rows: CasesInTime, period: str, chosen: Flags, floor: int) -> Iterator[SideRate]:
    names: tuple[tuple[Side, int], ...] = (("cohort", 1), ("others", 0))
    for side, inside in names:
        mine = chosen & (rows.inside == inside) & (rows.whole > 0)
        person, place = np.unique(rows.person[mine], return_inverse=True)
        if len(person) < floor:
            continue
        whole = np.bincount(place, weights=rows.whole[mine])
        # Sorted, so that the sums do not depend on the order in which an engine gives rows.
        ratios = np.sort(np.bincount(place, weights=rows.part[mine]) / whole)
        interval = mean_of_shares(Moments(len(person), float(ratios.sum()), float((ratios**2).sum())))
        yield SideRate(
            side=side,
            period=period,
            value=interval.value,
            low=interval.low,
            high=interval.high,
            people=len(person),
            cases=int(whole.sum()),
        )

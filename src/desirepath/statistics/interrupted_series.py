"""The change of level of a daily series since a day, less what a control did: before and after, with a control.

What hits both sides alike falls out of the difference: seasons, holidays, the days of the week. A straight trend of
the difference is taken out too, so that sides which drift apart do not look like a change; it costs width.

When not to use it
    Where people could be drawn by chance, or groups come one after the other: those say more. Where something else
    began for one of the sides on the same day: it cannot be told from what is looked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from desirepath.statistics.correlated_days import Coefficient, Days, Strength, coefficient
from desirepath.statistics.effect_estimate import EffectEstimate
from desirepath.statistics.tallies import Flags, Floats, Integers

METHOD = "interrupted series less a control"
FEWEST_BEFORE, FEWEST_SINCE = 28, 5
"""With fewer days before or since, nothing is read: a trend is not known, nor how days hang together."""
_SINCE = 2
"""The column of the change of level in the design."""
STRENGTHS = tuple(
    Strength(kept, shared)
    for kept in (0.3, 0.6, 0.8)
    for shared in ((0.0, 0.25, 0.5, 0.75, 1.0) if kept == 0.3 else (0.25, 0.5, 0.75, 1.0))
)
"""How much days may hang together. Days that do not count once, since without a shared part nothing is kept."""


@dataclass(frozen=True, slots=True)
class TwoSeries:
    """Cases that qualify (numerators) and all cases (denominators) of both sides, by day; days ascend.

    Raises ValueError for columns of unequal length, days that do not ascend, and what is not at least 0.
    """

    day: Integers
    numerator: Floats
    denominator: Floats
    control_numerator: Floats
    control_denominator: Floats

    def __post_init__(self) -> None:
        counts = (self.numerator, self.denominator, self.control_numerator, self.control_denominator)
        if any(count.shape != self.day.shape for count in counts):
            raise ValueError("days and counts of both sides are columns of one length")
        if np.any(np.diff(self.day) <= 0):
            raise ValueError("days ascend, each once")
        if not all(np.all(np.isfinite(count)) and np.all(count >= 0) for count in counts):
            raise ValueError("counts are finite numbers and never negative")

    def of(self, days: Flags) -> TwoSeries:
        """Some of the days."""
        return TwoSeries(
            self.day[days],
            self.numerator[days],
            self.denominator[days],
            self.control_numerator[days],
            self.control_denominator[days],
        )

    @property
    def known(self) -> TwoSeries:
        """The days on which both sides had a case."""
        return self.of((self.denominator > 0) & (self.control_denominator > 0))


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What could be read at the end of a day, and how strongly two days in a row hang together."""

    day: int
    estimate: EffectEstimate
    correlation: float


def level_change(series: TwoSeries, start: int, persons: int) -> LevelChange | None:
    """The change since day `start` as of the last day; None with too few days or no control.

    `persons` is how many stand behind the series, and is only passed on. The level is the ratio of sums of the
    treated side since the start.
    """
    last = level_changes(series, start, persons)
    return last[-1] if last else None


def level_changes(series: TwoSeries, start: int, persons: int) -> tuple[LevelChange, ...]:
    """The same at the end of each day since the start on which it can be read.

    The difference of both ratios is explained by a level, a straight trend and a change since the start, by
    generalised least squares over days that hang together; days count by their cases.
    Source: Turner, Karahalios, Forbes, Taljaard, Grimshaw & McKenzie 2021, BMC Medical Research Methodology (that
    errors are too small where days hang together); Lopez Bernal, Cummins & Gasparrini 2018 (controls).
    """
    known = series.known
    since = known.day >= start
    before = int(np.count_nonzero(~since))
    if before < FEWEST_BEFORE or np.count_nonzero(since) < FEWEST_SINCE:
        return ()
    counts = np.arange(before + FEWEST_SINCE, len(known.day) + 1)
    found = coefficient(_days_of(known, since), _SINCE, STRENGTHS, counts)
    treated = np.cumsum(np.where(since, known.numerator, 0.0)), np.cumsum(np.where(since, known.denominator, 0.0))
    return tuple(
        LevelChange(int(known.day[count - 1]), _estimate(one, float(level), persons), one.correlation)
        for one, count, level in zip(found, counts, treated[0][counts - 1] / treated[1][counts - 1], strict=True)
    )


def placebo(series: TwoSeries, start: int, persons: int) -> EffectEstimate | None:
    """The change at a day in the middle of the time before, where nothing was shipped; None with too few days."""
    before = series.known
    before = before.of(before.day < start)
    if len(before.day) < FEWEST_BEFORE + FEWEST_SINCE:
        return None
    pretended = int(before.day[max(FEWEST_BEFORE, len(before.day) // 2)])
    found = level_change(before, pretended, persons)
    return None if found is None else found.estimate


def unlikely(estimate: EffectEstimate) -> float:
    """How likely so large a change is where there is none (two-sided p-value)."""
    if estimate.standard_error <= 0:
        return float(estimate.value == 0)
    return float(2 * special.stdtr(estimate.freedom, -abs(estimate.value) / estimate.standard_error))


def _days_of(known: TwoSeries, since: Flags) -> Days:
    response = known.numerator / known.denominator - known.control_numerator / known.control_denominator
    noise = 1 / known.denominator + 1 / known.control_denominator
    trend = (known.day - known.day.mean()) / max(1.0, float(np.ptp(known.day)))
    return Days(known.day, response, noise, np.column_stack([np.ones(len(trend)), trend, since.astype(np.float64)]))


def _estimate(one: Coefficient, level: float, persons: int) -> EffectEstimate:
    return EffectEstimate(
        value=one.value,
        standard_error=one.standard_error,
        freedom=max(1.0, float(one.freedom)) if math.isfinite(one.freedom) else one.freedom,
        units=persons,
        with_it=level,
        without=level - one.value,
        method=METHOD,
    )


def by_day(day: Integers, numerator: Floats, denominator: Floats, is_treated: Flags) -> TwoSeries:
    """The series of rows of cases: whose day, what they count, and on which side they are."""
    days, row = np.unique(day, return_inverse=True)

    def summed(values: Floats, side: Sequence[bool] | Flags) -> Floats:
        return np.asarray(np.bincount(row, np.where(side, values, 0.0), minlength=len(days)), np.float64)

    return TwoSeries(
        days.astype(np.int64),
        summed(numerator, is_treated),
        summed(denominator, is_treated),
        summed(numerator, ~is_treated),
        summed(denominator, ~is_treated),
    )

"""How likely a cohort's count is without any trouble: against the others', and against its own baseline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desirepath.detect.excesses import Excesses
from desirepath.detect.outcome import Outcome
from desirepath.statistics.daily_baseline import LEAST_FREEDOM
from desirepath.statistics.scatter import scatter
from desirepath.statistics.tallies import Flags, Tally
from desirepath.statistics.two_counts import TwoCounts


@dataclass(frozen=True, slots=True)
class _Base:
    """What a count is held against: the rows of a tally."""

    tally: Tally
    rows: Flags

    @property
    def count(self) -> float:
        return float(self.tally.numerator[self.rows].sum())

    @property
    def exposure(self) -> float:
        return float(self.tally.denominator[self.rows].sum())

    @property
    def freedom(self) -> float:
        return max(LEAST_FREEDOM, float(np.count_nonzero(self.rows)) - 1)


def chance_of_cohort(outcome: Outcome, both: Excesses, members: Flags) -> float:
    """The one-sided chance of a cohort's count against the others', and its own baseline where there is one."""
    since, inside = outcome.since, members & outcome.since.present
    spread = scatter(since, ~members)
    others = _Base(since, ~members & since.present)
    if both.usual is None or outcome.reference == "step":
        over_others = _chance(since, inside, others, spread)
        return max(over_others, _over_baseline(outcome, both, inside, spread, over_others))
    # People who had more of it at other steps are expected to have more of it here too.
    usual = both.usual * since.denominator
    if others.exposure <= 0 or usual[others.rows].sum() <= 0:
        return _chance(since, inside, others, spread)
    times = float(usual[inside].sum() / usual[others.rows].sum())
    return TwoCounts(float(since.numerator[inside].sum()), others.count, times, spread, others.freedom).higher(1.0)


def chance_of_all(outcome: Outcome, both: Excesses) -> float:
    """The one-sided chance of everyone's count against the baseline; a half without one."""
    present = outcome.since.present
    if outcome.before is None:
        return 0.5
    return _over_baseline(outcome, both, present, scatter(outcome.before, np.ones_like(present)), 0.5)


def _chance(since: Tally, inside: Flags, base: _Base, spread: float) -> float:
    if base.exposure <= 0:
        return 1.0
    times = float(since.denominator[inside].sum()) / base.exposure
    return TwoCounts(float(since.numerator[inside].sum()), base.count, times, spread, base.freedom).higher(1.0)


def _over_baseline(outcome: Outcome, both: Excesses, inside: Flags, spread: float, without: float) -> float:
    before = outcome.before
    if before is None or both.usual is None or both.cell is None:
        return without
    cell = both.cell
    expected = float(outcome.since.denominator[inside] @ both.usual[inside])
    base = _Base(before, np.isin(cell, np.unique(cell[inside])) & before.present)
    if base.count <= 0 or expected <= 0:
        return _chance(outcome.since, inside, base, spread)
    count = float(outcome.since.numerator[inside].sum())
    return TwoCounts(count, base.count, expected / base.count, spread, base.freedom).higher(1.0)

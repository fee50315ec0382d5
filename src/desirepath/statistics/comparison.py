"""Whether two groups, or the time before and the time since, differ in more than chance and who is in them.

Persons are the clusters: each counts once with their own share (or count per case), so that a hundred cases of
two people are two observations. A person who is in both spans is not taken for two.

When not to use it
    For persons who influence each other (a team that shares one workaround): they are then fewer than they
    seem. For a difference that is read again every day: see `confidence_sequence`. And a difference is no
    effect: what else changed at the same time is in it too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from desirepath.statistics.bounds import Bounds, WeighedMean, count_bounds, share_bounds
from desirepath.statistics.interval import LEVEL, Interval, around
from desirepath.statistics.tallies import Flags, Floats, Integers, Tally

ENOUGH_IN_A_CELL = 2
"""A cell of one person has no scatter to tell of."""
_LEAST_P = 1e-12


@dataclass(frozen=True, slots=True)
class Strata:
    """What is held fixed: each person's cell, how many of a cell both sides need, and the mix (persons per cell).

    Without a mix it is that of the first side: what would the other have been with the first one's people?
    Raises ValueError for a negative cell, mix or fewer than two persons as enough.
    """

    cell: Integers
    enough: int = ENOUGH_IN_A_CELL
    mix: Floats | None = None

    def __post_init__(self) -> None:
        if self.enough < ENOUGH_IN_A_CELL or np.any(self.cell < 0):
            raise ValueError("cells are numbered from 0 and need two persons or more on either side")
        if self.mix is not None and (np.any(self.mix < 0) or len(self.mix) <= self.cell.max(initial=-1)):
            raise ValueError("a mix gives every cell a weight of at least 0")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first side minus the second, at the fixed mix if there is one.

    `first` and `second` are the two means; `higher` is the one-sided p-value for the first being higher (near
    0 where it is, near 1 where it is lower); `persons` counts those of the first, the second and both who were
    used; `left_out` is the share of the mix that stands in cells where one side has too few.
    """

    difference: Interval
    first: float
    second: float
    higher: float
    persons: tuple[int, int, int]
    left_out: float

    @property
    def p(self) -> float:
        """The two-sided p-value."""
        return min(1.0, 2 * min(self.higher, 1 - self.higher))


def compare_shares(
    first: Tally, second: Tally, strata: Strata | None = None, *, level: float = LEVEL
) -> Comparison | None:
    """The difference of two means of persons' shares, each person counting once.

    Direct standardisation over the cells in which both sides have enough persons; persons elsewhere are left
    out, and the result says how many. The variance is clustered by person with the correction of Bell and
    McCaffrey (exact for means), the degrees of freedom are Satterthwaite's; the two sides' Wilson bounds are
    joined by Newcombe's square-and-add with the correlation of those who are in both. The p-value belongs to
    the interval: it is below 5 % where 0 lies outside.
    None where no cell has enough persons on both sides. Raises ValueError for shares above 1 and unequal persons.
    Source: Bell & McCaffrey 2002, Survey Methodology; Newcombe 1998, Statistics in Medicine (both papers).
    """
    if not (first.is_of_shares and second.is_of_shares):
        raise ValueError("a share is a part of a whole, so a numerator is at most its denominator")
    return _compare(first, second, strata, share_bounds, level)


def compare_counts(
    first: Tally, second: Tally, strata: Strata | None = None, *, level: float = LEVEL
) -> Comparison | None:
    """The difference of two means of persons' counts per case (failures, tickets); otherwise as `compare_shares`.

    The bounds of each side are the score bounds of `rates.mean_of_counts`. With fewer than about twenty
    independent counts in all they are held wide.
    """
    return _compare(first, second, strata, count_bounds, level)


def _compare(first: Tally, second: Tally, strata: Strata | None, bounds: Bounds, level: float) -> Comparison | None:
    if len(first.numerator) != len(second.numerator):
        raise ValueError("two tallies that are compared list the same persons")
    held = Strata(np.zeros(len(first.numerator), dtype=np.int64)) if strata is None else strata
    weights, left_out = _weights(first, second, held)
    if not weights.any():
        return None
    one, other = _side(first, held.cell, weights), _side(second, held.cell, weights)
    pair = _Pair(one.mean, other.mean, _correlation(one, other), bounds)
    low, high = pair.limits((1 - level) / 2)
    both = one.used & other.used
    return Comparison(
        difference=around(pair.difference, low, high, "Newcombe, persons as clusters"),
        first=one.mean.value,
        second=other.mean.value,
        higher=pair.p_higher(),
        persons=(int(one.used.sum()), int(other.used.sum()), int(both.sum())),
        left_out=left_out,
    )


def _weights(first: Tally, second: Tally, strata: Strata) -> tuple[Floats, float]:
    """The weight of each cell, together 1, and the share of the mix that has no counterpart."""
    cells = int(strata.cell.max(initial=-1)) + 1
    of_first = np.bincount(strata.cell[first.present], minlength=cells)
    of_second = np.bincount(strata.cell[second.present], minlength=cells)
    wanted = of_first.astype(np.float64) if strata.mix is None else strata.mix[:cells].astype(np.float64)
    kept = np.where((of_first >= strata.enough) & (of_second >= strata.enough), wanted, 0.0)
    if not kept.any():
        return kept, 1.0
    return kept / kept.sum(), float(1 - kept.sum() / wanted.sum())


@dataclass(frozen=True, slots=True)
class _Side:
    """A standardised mean, each person's pull on it, and who was used."""

    mean: WeighedMean
    pull: Floats
    used: Flags


def _side(side: Tally, cell: Integers, weights: Floats) -> _Side:
    used = side.present & (weights[cell] > 0)
    ratios = side.ratios
    n = np.maximum(np.bincount(cell[used], minlength=len(weights)), ENOUGH_IN_A_CELL).astype(np.float64)
    means = np.bincount(cell[used], weights=ratios[used], minlength=len(weights)) / n
    # Leaving a person out of their own cell's mean makes up for what the mean took from their scatter.
    per_person = weights / np.sqrt(n * (n - 1))
    pull = np.where(used, per_person[cell] * (ratios - means[cell]), 0.0)
    shares = weights**2 / n
    mean = WeighedMean(
        value=float(weights @ means),
        persons=float(1 / shares.sum()),
        variance=float(pull @ pull),
        freedom=float(shares.sum() ** 2 / (shares**2 / (n - 1)).sum()),
    )
    return _Side(mean, pull, used)


def _correlation(one: _Side, other: _Side) -> float:
    scale = math.sqrt(one.mean.variance * other.mean.variance)
    return min(1.0, max(-1.0, float(one.pull @ other.pull) / scale)) if scale > 0 else 0.0


@dataclass(frozen=True, slots=True)
class _Pair:
    one: WeighedMean
    other: WeighedMean
    correlation: float
    bounds: Bounds

    @property
    def difference(self) -> float:
        return self.one.value - self.other.value

    def limits(self, tail: float) -> tuple[float, float]:
        """The bounds of the difference, each with this probability of leaving the truth outside."""
        (low, high), (other_low, other_high) = self.bounds(self.one, tail), self.bounds(self.other, tail)
        below = self._together(self.one.value - low, other_high - self.other.value)
        above = self._together(high - self.one.value, self.other.value - other_low)
        return self.difference - below, self.difference + above

    def p_higher(self) -> float:
        """The tail at which the bound that faces 0 reaches it."""
        if self.difference == 0:
            return 0.5
        side = 0 if self.difference > 0 else 1
        tail = self._tail_at_zero(side)
        return tail if side == 0 else 1 - tail

    def _tail_at_zero(self, side: int) -> float:
        sign = 1 if side == 0 else -1

        def clear_of_zero(log_tail: float) -> float:
            return sign * self.limits(math.exp(log_tail))[side]

        least, most = math.log(_LEAST_P), math.log(0.5)
        if clear_of_zero(least) > 0:
            return _LEAST_P
        if clear_of_zero(most) <= 0:
            return 0.5
        return math.exp(float(optimize.brentq(clear_of_zero, least, most, xtol=1e-6)))

    def _together(self, one: float, other: float) -> float:
        return math.sqrt(max(0.0, one**2 + other**2 - 2 * self.correlation * one * other))

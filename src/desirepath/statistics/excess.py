"""What each person adds to an excess: over the others, or over the baseline of the people who are alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desirepath.statistics.tallies import Flags, Floats, Integers, Tally

_DRAWN_BY = 5.0
"""As many persons of the average are added to a cell before its mean is believed."""
_STEADIED_BY = 50.0
"""The same before its level sets its variance: were it to follow a few events, these would no longer stand out."""
_RAREST = 0.02
"""A level below this is not taken to mean a smaller variance."""
_FEWEST_TO_FIT = 20


@dataclass(frozen=True, slots=True)
class Excess:
    """One row per person. `amount` adds up to the excess of any group, `weight` to how many persons it is over.

    `variance` is that of the amount were everybody's excess the same, and 0 for those who have no part in it.
    `since` are those who have a case since. Without a baseline the amounts add up to nothing.
    """

    amount: Floats
    weight: Floats
    variance: Floats
    has_baseline: bool

    @property
    def since(self) -> Flags:
        return self.weight > 0


def excess_over_others(tally: Tally, weight: Floats | None = None) -> Excess:
    """Each person's share or count per case less the mean of all; each person counts once, or by `weight`.

    Raises ValueError where nobody has a case.
    """
    present = tally.present.astype(np.float64)
    weights = present if weight is None else weight * present
    if not weights.any():
        raise ValueError("nobody has a case, so nobody has more than others")
    mean = float(weights @ tally.ratios / weights.sum())
    amount = weights * (tally.ratios - mean)
    noise = _Noise(weights**2, np.divide(weights**2, tally.denominator, out=np.zeros_like(weights), where=weights > 0))
    return Excess(amount, weights, _fitted(amount, noise, np.where(weights > 0, 1, 0)), has_baseline=False)


def excess_over_baseline(since: Tally, before: Tally, cell: Integers, *, fewest: int = 1) -> Excess:
    """Each person's share or count per case since, less what is expected of the persons of the same cell.

    Expected is the mean before of the cell, drawn to that of all as if it had five persons more of them.
    That mean is an estimate too: those who were there before carry the opposite amounts, so that the noise of
    the baseline is in the excess of a group, and a person who was always so adds nothing. Cells in which
    fewer than `fewest` persons were before are left out: their weight is 0. The larger the cells, the less is lost.
    Raises ValueError for unequal persons and where no cell has persons of both.
    """
    if not len(since.numerator) == len(before.numerator) == len(cell):
        raise ValueError("tallies and cells list the same persons")
    cells = int(cell.max(initial=-1)) + 1
    now, then = (np.bincount(cell[tally.present], minlength=cells).astype(np.float64) for tally in (since, before))
    known = (now > 0) & (then >= fewest)
    if not known.any():
        raise ValueError("no cell has persons both before and since, so there is no baseline")
    expected = _drawn_in(np.bincount(cell, weights=before.ratios, minlength=cells).astype(np.float64), then, _DRAWN_BY)
    is_now = (since.present & known[cell]).astype(np.float64)
    is_then = before.present * _pull_of_baseline(np.where(known, now, 0.0), then)[cell]
    amount = is_now * (since.ratios - expected[cell]) - is_then * (before.ratios - expected[cell])
    bounded = since.is_of_shares and before.is_of_shares
    both = np.bincount(cell, weights=before.ratios + since.ratios, minlength=cells).astype(np.float64)
    level = _level(_drawn_in(both, then + now, _STEADIED_BY), bounded=bounded)[cell]
    own = is_now**2 * _inverse(since.denominator) + is_then**2 * _inverse(before.denominator)
    noise = _Noise(level * (is_now**2 + is_then**2), level * own)
    span = np.where(is_now > 0, 1, 0) + np.where(is_then > 0, 2, 0)
    # A cell's mean has followed its persons; without them it would lie further off.
    followed = 1 / np.sqrt(1 - 1 / (then + _DRAWN_BY))[cell]
    shift = float(amount.sum() / is_now.sum())
    residual = is_now * (since.ratios - expected[cell] - shift) - is_then * followed * (before.ratios - expected[cell])
    return Excess(amount, is_now, _fitted(residual, noise, span), has_baseline=True)


def _drawn_in(total: Floats, persons: Floats, by: float) -> Floats:
    """The mean of every cell, drawn to the mean of all."""
    return np.asarray((total + by * total.sum() / persons.sum()) / (persons + by))


def _pull_of_baseline(now: Floats, then: Floats) -> Floats:
    """How much the expected amount of all who are there now moves with one person who was there before."""
    of_all = float((now * _DRAWN_BY / (then + _DRAWN_BY)).sum() / then.sum())
    return np.where(now > 0, now / (then + _DRAWN_BY), 0.0) + of_all


@dataclass(frozen=True, slots=True)
class _Noise:
    """The two parts a person's variance is made of: how persons differ, and how much their own cases scatter."""

    between: Floats
    within: Floats


def _level(expected: Floats, *, bounded: bool) -> Floats:
    """What the variance of a cell is proportional to."""
    if bounded:
        held = np.clip(expected, _RAREST, 1 - _RAREST)
        return np.asarray(held * (1 - held))
    return np.maximum(expected, _RAREST)


def _inverse(denominator: Floats) -> Floats:
    return np.divide(1.0, denominator, out=np.zeros_like(denominator), where=denominator > 0)


def _fitted(residual: Floats, noise: _Noise, span: Integers) -> Floats:
    """The variance of each person, its two parts scaled to what is seen among those of the same span."""
    variance = np.zeros_like(residual)
    for kind in np.unique(span[span > 0]):
        chosen = span == kind
        sample = chosen if chosen.sum() >= _FEWEST_TO_FIT else span > 0
        between, within = _two_scales(residual[sample] ** 2, noise.between[sample], noise.within[sample])
        variance[chosen] = between * noise.between[chosen] + within * noise.within[chosen]
    return variance


def _two_scales(seen: Floats, one: Floats, other: Floats) -> tuple[float, float]:
    """Least squares of what is seen on both parts, neither below zero, and in all as much as is seen."""
    size = np.maximum(one + other, 1e-12)
    columns = np.stack([one / size, other / size], axis=1)
    square = columns.T @ columns
    target = columns.T @ (seen / size)
    determinant = float(square[0, 0] * square[1, 1] - square[0, 1] ** 2)
    scales: Floats = np.zeros(2)
    if determinant > 1e-9 * float(square[0, 0] * square[1, 1]):
        scales = np.asarray(np.linalg.solve(square, target), dtype=np.float64)
    if np.any(scales <= 0):
        best = int(np.argmax(target**2 / np.maximum(np.diag(square), 1e-12)))
        scales = np.zeros(2)
        scales[best] = 1.0
    total = float(scales @ np.array([one.sum(), other.sum()]))
    scale = float(seen.sum()) / total if total > 0 else 0.0
    return float(scales[0] * scale), float(scales[1] * scale)

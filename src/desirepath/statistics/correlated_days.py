"""One coefficient of a regression over days that scatter unequally and hang together, with an error that knows both.

How much days hang together is hardly told by a few dozen of them. An estimate of it that is then taken for the truth
makes errors too small; so every strength on a fixed list is tried, and each counts by how well it explains the days.
Days are added one after the other at no cost: the answer for the first m of them comes for every m, and no later day
changes it.

When not to use it
    With fewer than about twenty days. Where a level wanders off and never comes back: a wander as long as the series
    cannot be told from a change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from desirepath.statistics.tallies import Floats, Integers

_LEAST = 1e-12
"""Scatter below this part of the response's own is rounding."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How much days hang together: a part `shared` of a usual day's variance passes on, by `kept` from day to day.

    The rest of a day's variance is its own, by its noise. Raises ValueError for parts outside 0 to 1.
    """

    kept: float
    shared: float

    def __post_init__(self) -> None:
        if not (0 <= self.kept < 1 and 0 <= self.shared <= 1):
            raise ValueError(f"parts lie between 0 and 1: {self}")

    def covariance(self, noise: Floats, day: Integers) -> Floats:
        """Days by days, in units of the variance of a usual day, whose `noise` is 1."""
        apart = np.abs(day[:, np.newaxis] - day)
        return np.asarray(self.shared * self.kept**apart + np.diag((1 - self.shared) * noise), np.float64)


@dataclass(frozen=True, slots=True)
class Days:
    """What was measured on some days: the number of each day, ascending; its response; how large its noise is.

    `design` are the regressors, days by coefficients. `noise` is a variance in any unit. Raises ValueError for
    columns of unequal length, days that do not ascend and noise that is not above 0.
    """

    day: Integers
    response: Floats
    noise: Floats
    design: Floats

    def __post_init__(self) -> None:
        shape = (len(self.day),)
        if self.response.shape != shape or self.noise.shape != shape or self.design.shape[:1] != shape:
            raise ValueError("days, responses, noises and rows of the design are as many")
        if np.any(np.diff(self.day) <= 0) or not np.all(self.noise > 0):
            raise ValueError("days ascend, and each has some noise")


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Its value, standard error, the freedom of that, and the correlation of two days in a row, as it is held likely."""

    value: float
    standard_error: float
    freedom: int
    correlation: float


def coefficient(days: Days, which: int, among: tuple[Strength, ...], counts: Integers) -> tuple[Coefficient, ...]:
    """The coefficient of column `which` from the first m days, for each m of `counts`.

    For each strength it is that of generalised least squares; the strengths count by their restricted likelihood,
    and what they differ by is part of the error. A usual day is one of those of the smallest count. Raises ValueError
    where days are no more than coefficients, or these cannot be told apart, and for more days than there are.
    Source: Harville 1977, JASA (the restricted likelihood); Zellner & Tiao 1964, JASA (averaging over it).
    """
    _refuse_what_cannot_be_told(days, counts)
    columns = days.design.shape[1]
    tried = [_under(strength, days, which, counts) for strength in among]
    value, variance, likely = (np.array([one[part] for one in tried]) for part in range(3))
    part = np.exp(likely - likely.max(axis=0))
    part /= part.sum(axis=0)
    mean = (part * value).sum(axis=0)
    error = np.sqrt((part * (variance + (value - mean) ** 2)).sum(axis=0))
    in_a_row = np.array([one.shared * one.kept for one in among]) @ part
    return tuple(
        Coefficient(float(mean[at]), float(error[at]), int(count) - columns, float(in_a_row[at]))
        for at, count in enumerate(counts)
    )


def _refuse_what_cannot_be_told(days: Days, counts: Integers) -> None:
    columns = days.design.shape[1]
    if np.any(counts <= columns):
        raise ValueError(f"{columns} coefficients take more than {columns} days")
    if np.any(counts > len(days.day)):
        raise ValueError(f"there are {len(days.day)} days, not {counts.max()}")
    if np.linalg.matrix_rank(days.design[: counts.min()]) < columns:
        raise ValueError(f"the first {counts.min()} days do not tell {columns} coefficients apart")


def _under(strength: Strength, days: Days, which: int, counts: Integers) -> tuple[Floats, Floats, Floats]:
    """Value, variance and restricted log-likelihood, one each for every count.

    The Cholesky factor of the first m days is the first m rows of that of all, so sums over rows give every m.
    """
    columns = days.design.shape[1]
    # The noise of days to come would change what was told before them.
    usual = days.noise[: counts.min()].mean()
    factor = np.linalg.cholesky(strength.covariance(days.noise / usual, days.day))
    both = np.column_stack([days.design, days.response])
    white = linalg.solve_triangular(factor, both, lower=True, check_finite=False)
    squares = np.cumsum(white[:, :, np.newaxis] * white[:, np.newaxis, :], axis=0)[counts - 1]
    inverse = np.linalg.inv(squares[:, :columns, :columns])
    toward = squares[:, :columns, columns]
    found = np.einsum("mij,mj->mi", inverse, toward)
    left = np.maximum(squares[:, columns, columns] - np.einsum("mi,mi->m", found, toward), 0.0)
    freedom = counts - columns
    scale = np.cumsum(2 * np.log(np.diagonal(factor)))[counts - 1] - np.linalg.slogdet(inverse)[1]
    floor = _LEAST * np.maximum(squares[:, columns, columns], _LEAST)
    likely = -(scale + freedom * np.log(np.maximum(left, floor))) / 2
    return found[:, which], left / freedom * inverse[:, which, which], likely

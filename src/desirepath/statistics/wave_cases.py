"""What persons of staggered waves did, period by period, and the levels of each wave with their scatter.

All that is asked of waves later on is a weighted sum of levels, one level for each group and period. So it is enough
to know the levels and how those of one group scatter together over its periods, persons being the clusters; groups
share no person, so that they scatter apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.statistics.tallies import Flags, Floats, Integers

NEVER = int(np.iinfo(np.int64).max)
"""The start of a group that is never treated."""
FEWEST_IN_A_LEVEL = 2
"""The level of one person has no scatter to tell of."""


@dataclass(frozen=True, slots=True)
class WaveCases:
    """Each person's cases that qualify (numerator) and all their cases (denominator), persons by periods.

    `start` is the first period in which the person's group is treated, or NEVER; `periods` are the columns, ascending,
    in any unit (weeks). A denominator of 0 says that the person had no case then. A period in which treatment began
    half way belongs to neither side and is to be left out. Raises ValueError for shapes that do not fit, periods that
    do not ascend, what is not a finite number of at least 0, and a numerator without a denominator.
    """

    start: Integers
    periods: Integers
    numerator: Floats
    denominator: Floats

    def __post_init__(self) -> None:
        shape = (len(self.start), len(self.periods))
        if self.numerator.shape != shape or self.denominator.shape != shape:
            raise ValueError(f"{shape[0]} persons in {shape[1]} periods, but cases of shape {self.denominator.shape}")
        if np.any(np.diff(self.periods) <= 0):
            raise ValueError("periods ascend, each once")
        if not all(np.all(np.isfinite(cases)) and np.all(cases >= 0) for cases in (self.numerator, self.denominator)):
            raise ValueError("cases are finite numbers and never negative")
        if np.any(self.numerator[self.denominator == 0] > 0):
            raise ValueError("who has no case cannot have one that qualifies")

    def of(self, persons: Flags) -> WaveCases:
        """Some of the persons; periods in which none of them has a case stay."""
        return WaveCases(self.start[persons], self.periods, self.numerator[persons], self.denominator[persons])


def wave_cases(
    person: npt.ArrayLike,
    start: npt.ArrayLike,
    period: npt.ArrayLike,
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
) -> WaveCases:
    """The cases of any columns, a row for a person and a period; rows of one person and period add up.

    Raises ValueError for columns of unequal length and for a person with two starts.
    """
    persons, starts = np.asarray(person), np.asarray(start, dtype=np.int64)
    times = np.asarray(period, dtype=np.int64)
    counts = [np.asarray(cases, dtype=np.float64) for cases in (numerator, denominator)]
    if any(column.shape != persons.shape for column in (starts, times, *counts)) or persons.ndim != 1:
        raise ValueError("persons, starts, periods, numerators and denominators are columns of one length")
    _, first, row = np.unique(persons, return_index=True, return_inverse=True)
    if np.any(starts[first][row] != starts):
        raise ValueError("a person belongs to one wave and so has one start")
    periods, column = np.unique(times, return_inverse=True)
    shape = (len(first), len(periods))
    cell = row.reshape(-1) * shape[1] + column.reshape(-1)
    summed = [_grid(cell, cases, shape) for cases in counts]
    return WaveCases(starts[first], periods, summed[0], summed[1])


def _grid(cell: Integers, cases: Floats, shape: tuple[int, int]) -> Floats:
    added = np.bincount(cell, weights=cases, minlength=shape[0] * shape[1])
    return np.asarray(added, np.float64).reshape(shape)


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of each group (rows, by start, ascending) in each period (columns): its ratio of sums, per case.

    `cases` are the denominators, `persons` how many had a case. `scatter` is, for each group, the covariance of its
    levels, periods by periods. `group` gives each person's row, and `present` in which periods they had a case.
    """

    starts: Integers
    periods: Integers
    level: Floats
    cases: Floats
    persons: Integers
    scatter: Floats
    group: Integers
    present: Flags

    @property
    def known(self) -> Flags:
        """Which levels rest on two persons or more; the others are not used."""
        return self.persons >= FEWEST_IN_A_LEVEL

    def variance(self, weight: Floats) -> Floats:
        """The variance that each group gives to a sum of levels with these weights, groups by periods."""
        return np.asarray(np.einsum("gs,gst,gt->g", weight, self.scatter, weight), np.float64)

    def persons_in(self, cells: Flags) -> Integers:
        """How many persons of each group had a case in one of these cells, groups by periods."""
        there = np.any(self.present & cells[self.group], axis=1)
        return np.bincount(self.group[there], minlength=len(self.starts))


def levels_of(cases: WaveCases) -> Levels:
    """The levels of all groups and how they scatter.

    The variance is that of the linearised ratio, with each level's own correction for its number of persons; the
    covariance of two periods comes of those who have cases in both. Source: Cochran 1977, chapter 6.
    """
    starts, group = np.unique(cases.start, return_inverse=True)
    group = group.reshape(-1)
    present = cases.denominator > 0
    member = (group == np.arange(len(starts))[:, np.newaxis]).astype(np.float64)
    summed, denominator = member @ cases.numerator, member @ cases.denominator
    persons = np.rint(member @ present).astype(np.int64)
    level = np.divide(summed, denominator, out=np.zeros_like(summed), where=denominator > 0)
    few = np.sqrt(persons / np.maximum(persons - 1, 1))
    scale = np.divide(few, denominator, out=np.zeros_like(few), where=denominator > 0)
    residual = (cases.numerator - level[group] * cases.denominator) * scale[group]
    scatter = np.stack([residual[group == one].T @ residual[group == one] for one in range(len(starts))])
    return Levels(starts, cases.periods, level, denominator, persons, scatter, group, present)

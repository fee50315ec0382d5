"""What each person did in one span or group: how many, of how many. Persons are rows, in one order throughout."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tally:
    """Each person's numerator (cases that qualify, failures) and denominator (cases).

    A denominator of 0 says that the person is not in this span or group. Two tallies that are compared list
    the same persons in the same order. Raises ValueError for columns of unequal length, for what is not a
    finite number of at least 0, and for a numerator without a denominator.
    """

    numerator: Floats
    denominator: Floats

    def __post_init__(self) -> None:
        if self.numerator.shape != self.denominator.shape or self.numerator.ndim != 1:
            raise ValueError(f"{len(self.numerator)} numerators, but {len(self.denominator)} denominators")
        if not (np.all(np.isfinite(self.numerator)) and np.all(np.isfinite(self.denominator))):
            raise ValueError("numerators and denominators are finite numbers")
        if np.any(self.numerator < 0) or np.any(self.denominator < 0):
            raise ValueError("numerators and denominators are never negative")
        if np.any(self.numerator[self.denominator == 0] > 0):
            raise ValueError("who has no case cannot have one that qualifies")

    @property
    def present(self) -> Flags:
        """Who is in it."""
        return self.denominator > 0

    @property
    def ratios(self) -> Floats:
        """Each person's numerator per denominator; 0 for those who are not in it."""
        return np.divide(self.numerator, self.denominator, out=np.zeros_like(self.numerator), where=self.present)

    @property
    def is_of_shares(self) -> bool:
        """Whether every numerator is part of its denominator."""
        return bool(np.all(self.numerator <= self.denominator))


def tally(numerator: npt.ArrayLike, denominator: npt.ArrayLike) -> Tally:
    """A tally of any columns of numbers."""
    return Tally(np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64))


def split_in_two(whole: Tally, in_first: npt.ArrayLike) -> tuple[Tally, Tally]:
    """The tallies of a group and of the others, both over all persons, so that they can be compared."""
    first = np.asarray(in_first, dtype=bool)
    if first.shape != whole.numerator.shape:
        raise ValueError(f"{len(whole.numerator)} persons, but {len(first)} memberships")
    return _only(whole, first), _only(whole, ~first)


def _only(whole: Tally, chosen: Flags) -> Tally:
    return Tally(np.where(chosen, whole.numerator, 0.0), np.where(chosen, whole.denominator, 0.0))


def joint_cells(attributes: npt.ArrayLike) -> Integers:
    """One number for each combination of attribute values that occurs; rows are persons, columns attributes."""
    rows = np.asarray(attributes, dtype=np.int64)
    if rows.ndim == 1:
        rows = rows[:, np.newaxis]
    _, cell = np.unique(rows, axis=0, return_inverse=True)
    return np.asarray(cell, dtype=np.int64).reshape(-1)

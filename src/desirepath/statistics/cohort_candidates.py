"""All cohorts that one or two attributes make, and the sums over each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from desirepath.statistics.tallies import Flags, Floats, Integers

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Cohort = tuple[tuple[int, int], ...]
"""Pairs of (cut, value): none for everyone, one for a value, two for where both hold."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The cohorts of at least the floor, whose rest has as many, and who is in them.

    `order` sorts the persons by `kind`, their combination of attributes; `starts` is where each kind begins.
    `members` has a row for each cohort and a column for each kind.
    """

    cohorts: tuple[Cohort, ...]
    order: Integers
    starts: Integers
    members: csr_array

    @property
    def depth(self) -> Integers:
        """How many attributes each cohort is made by."""
        return np.array([len(cohort) for cohort in self.cohorts], dtype=np.int64)

    def by_kind(self, amounts: Floats) -> Floats:
        """The sum for every kind of person, of amounts that stand in the sorted order."""
        return np.asarray(np.add.reduceat(amounts, self.starts))

    def sums(self, amounts: Floats) -> Floats:
        """The sum over each cohort, of amounts that stand in the persons' own order."""
        return np.asarray(self.members @ self.by_kind(amounts[self.order]))

    def is_in(self, cohort: int) -> Floats:
        """1 for every person of this cohort and 0 for the others, in the persons' own order."""
        of_kind = np.asarray(self.members[[cohort]].todense(), dtype=np.float64).reshape(-1)
        sizes = np.diff(np.append(self.starts, len(self.order)))
        inside = np.empty(len(self.order))
        inside[self.order] = np.repeat(of_kind, sizes)
        return inside


def candidates(codes: Integers, counted: Flags, floor: int) -> Candidates:
    """Every value of every cut and every pair of values of two cuts; code 0 is unknown and makes no cohort.

    `codes` has a row for each person and a column for each cut; only those `counted` count towards the floor.
    Raises ValueError for negative codes or a floor below 1.
    """
    if codes.ndim != 2 or np.any(codes < 0) or floor < 1:
        raise ValueError("codes are a table of numbers from 0, and a floor is at least 1")
    every = _every(codes.astype(np.int64).tobytes(), codes.shape)
    if not every.cohorts:
        return every
    sizes = every.members @ every.by_kind(counted[every.order].astype(np.float64))
    kept = np.flatnonzero((sizes >= floor) & (sizes <= float(np.count_nonzero(counted)) - floor))
    return Candidates(tuple(every.cohorts[place] for place in kept), every.order, every.starts, every.members[kept])


@lru_cache(maxsize=4)
def _every(codes: bytes, shape: tuple[int, int]) -> Candidates:
    """All cohorts of whatever size; the same people are asked about for every step and symptom."""
    people = np.frombuffer(codes, np.int64).reshape(shape)
    order, starts, kinds = _kinds(people)
    cohorts: list[Cohort] = []
    rows: list[Integers] = []
    for grouping in _groupings(shape[1]):
        for cohort, inside in _cohorts_of(kinds, grouping):
            cohorts.append(cohort)
            rows.append(inside)
    return Candidates(tuple(cohorts), order, starts, _membership(rows, len(kinds)))


def _kinds(codes: Integers) -> tuple[Integers, Integers, Integers]:
    packed = np.zeros(len(codes), dtype=np.int64)
    for column in codes.T:
        values, position = np.unique(column, return_inverse=True)
        packed = packed * len(values) + position
        # Renumbered at every step, so that many cuts of many values stay within 64 bits.
        packed = np.unique(packed, return_inverse=True)[1].astype(np.int64)
    order = np.argsort(packed, kind="stable")
    starts = np.flatnonzero(np.diff(packed[order], prepend=-1))
    return order, starts, codes[order[starts]]


def _groupings(cuts: int) -> Iterator[tuple[int, ...]]:
    yield from ((cut,) for cut in range(cuts))
    yield from combinations(range(cuts), 2)


def _cohorts_of(kinds: Integers, grouping: tuple[int, ...]) -> Iterator[tuple[Cohort, Integers]]:
    columns = kinds[:, grouping]
    known = np.flatnonzero(np.all(columns > 0, axis=1))
    if len(known) == 0:
        return
    packed = columns[known, 0] * (int(columns.max()) + 1) + columns[known, -1]
    arranged = known[np.argsort(packed, kind="stable")]
    edges = np.cumsum(np.unique(packed, return_counts=True)[1])
    for inside in np.split(arranged, edges[:-1]):
        yield tuple(zip(grouping, columns[inside[0]].tolist(), strict=True)), inside


def _membership(rows: list[Integers], kinds: int) -> csr_array:
    # What is not searched does not need it, and it takes its time to import.
    from scipy.sparse import csr_array

    columns = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return csr_array((np.ones(len(columns)), columns, ends), shape=(len(rows), kinds))

"""Whether work takes other ways in two groups, or since than before: variants or hand-overs, persons kept whole.

When not to use it
    To show that a change is bad: other ways may be better ones. Where the groups hold different kinds of people
    on purpose: the difference is then theirs, unless persons of one kind are compared at a time. Where persons
    of one team work alike: they are no longer exchangeable, and the p-values are too small.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desirepath.statistics.discoveries import RATE, Discoveries, benjamini_hochberg
from desirepath.statistics.tallies import Flags, Floats, Integers

if TYPE_CHECKING:
    from scipy.sparse import csr_array

RESAMPLES = 999
FEWEST_RESAMPLES = 19
_BATCH = 25
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Ways:
    """How often each person went each way in one group or span: one row for each person and kind of way.

    `kind` numbers variants, or pairs of steps that follow each other. Persons who are in both of two spans have
    the same number in both. Raises ValueError for columns of unequal length, negative numbers and empty rows.
    """

    person: Integers
    kind: Integers
    count: Floats

    def __post_init__(self) -> None:
        if not self.person.shape == self.kind.shape == self.count.shape:
            raise ValueError("persons, kinds and counts are columns of one table")
        if np.any(self.person < 0) or np.any(self.kind < 0) or not np.all(self.count > 0):
            raise ValueError("persons and kinds are numbered from 0, and a row counts something")


@dataclass(frozen=True, slots=True)
class Drift:
    """How much two distributions over ways differ.

    `distance` is their total variation: the share of cases that go another way, 0 to 1. `by_chance` is what is
    usual were they alike, `p` how often chance makes it as large. `first` and `second` are the mean shares of each
    kind, `kinds` the p-value of each by itself, judged together.
    """

    distance: float
    by_chance: float
    p: float
    first: tuple[float, ...]
    second: tuple[float, ...]
    kinds: Discoveries


def drift(first: Ways, second: Ways, dice: np.random.Generator, *, resamples: int = RESAMPLES) -> Drift | None:
    """Whether the ways differ: each person counts once, with their own distribution; None without persons in each.

    Persons are shuffled whole: those in one of the two only are dealt out anew, those in both have their two
    distributions swapped or not. The p-value is exact where nothing but chance tells the two apart. Each kind is
    judged by its own difference under the same shuffling, and all together by Benjamini and Hochberg: with more
    than fifty kinds take more resamples, since no p-value is below 1 in their number.
    The same `dice` give the same answer. Raises ValueError for fewer than 19 resamples.
    Source: Good 2005, "Permutation, Parametric and Bootstrap Tests of Hypotheses"; Phipson & Smyth 2010 for p.
    """
    if resamples < FEWEST_RESAMPLES:
        raise ValueError("fewer than 19 resamples cannot give a p-value of 0.05")
    if not (len(first.person) and len(second.person)):
        return None
    persons, kinds = (_many(first.person, second.person), _many(first.kind, second.kind))
    sides = _Sides(
        first=_shares(first, persons, kinds),
        second=_shares(second, persons, kinds),
        in_first=np.bincount(first.person, minlength=persons) > 0,
        in_second=np.bincount(second.person, minlength=persons) > 0,
    )
    one, other = sides.means()
    seen = one - other
    batches = (min(_BATCH, resamples - done) for done in range(0, resamples, _BATCH))
    shuffled = np.concatenate([sides.shuffled(dice, size) for size in batches])
    distance, distances = float(np.abs(seen).sum() / 2), np.abs(shuffled).sum(axis=1) / 2
    of_kinds = (np.abs(shuffled) >= np.abs(seen) - _ROUNDING).sum(axis=0)
    return Drift(
        distance=distance,
        by_chance=float(distances.mean()),
        p=float(1 + np.count_nonzero(distances >= distance - _ROUNDING)) / (1 + resamples),
        first=tuple(one.tolist()),
        second=tuple(other.tolist()),
        kinds=benjamini_hochberg(((1 + of_kinds) / (1 + resamples)).tolist(), rate=RATE),
    )


def _many(one: Integers, other: Integers) -> int:
    return int(max(one.max(), other.max())) + 1


def _shares(ways: Ways, persons: int, kinds: int) -> csr_array:
    """A row for each kind and a column for each person: the part of the person's ways that is of this kind."""
    # What is not compared does not need it, and it takes its time to import.
    from scipy.sparse import csr_array

    total = np.bincount(ways.person, weights=ways.count, minlength=persons)
    return csr_array((ways.count / total[ways.person], (ways.kind, ways.person)), shape=(kinds, persons))


@dataclass(frozen=True, slots=True)
class _Sides:
    first: csr_array
    second: csr_array
    in_first: Flags
    in_second: Flags

    def means(self) -> tuple[Floats, Floats]:
        """The mean shares of every kind in each of the two."""
        one, other = self.first.sum(axis=1), self.second.sum(axis=1)
        return np.asarray(one) / self.in_first.sum(), np.asarray(other) / self.in_second.sum()

    def shuffled(self, dice: np.random.Generator, times: int) -> Floats:
        """The difference of every kind, in a row for each time that persons were shuffled."""
        both, single = self.in_first & self.in_second, np.flatnonzero(self.in_first ^ self.in_second)
        to_first = 1 / self.in_first.sum()
        to_second = -1 / self.in_second.sum()
        # For every person and time: whether what belongs to their first place goes there, or to the second.
        stays = np.empty((len(both), times), dtype=bool)
        stays[both] = dice.random((int(both.sum()), times)) < 0.5
        for time in range(times):
            stays[single, time] = dice.permutation(self.in_first[single])
        of_first = np.where(stays, to_first, to_second)
        # Who is in both puts the other distribution to the other side; who is in the second only is dealt as above.
        of_second = np.where(stays ^ both[:, None], to_first, to_second)
        return np.asarray(self.first @ of_first + self.second @ of_second).T

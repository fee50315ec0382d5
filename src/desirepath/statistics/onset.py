"""The first day on which a trouble could have been seen, had one looked every day; and the day it likely began.

When not to use it
    To find a trouble: that is for `comparison` and `cohort_search`; this dates one that was found. Where the
    expected share is itself in doubt by more than `baseline_persons` tells, or whole days are off for another
    reason (an outage, a weekday): the days are taken to be alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from desirepath.statistics.tallies import Floats, Integers

CREDIT = 0.05
"""The chance of a false first day, over all days together."""
_ODDS = np.array([1.5, 2.0, 3.0, 5.0, 9.0])
"""How many times the expected odds the trouble may be; each is bet on alike."""
_NODES = 9
"""How finely the doubt about the expected share is told."""
_RAREST = 1e-4


@dataclass(frozen=True, slots=True)
class PersonDays:
    """Of every person and day: of so many cases (denominator) so many had the trouble (numerator).

    Days count from go-live, day 0. A series that names no persons gives every row a person of its own.
    Raises ValueError for columns of unequal length, negative days and a numerator that is no part.
    """

    person: Integers
    day: Integers
    numerator: Floats
    denominator: Floats

    def __post_init__(self) -> None:
        if not self.person.shape == self.day.shape == self.numerator.shape == self.denominator.shape:
            raise ValueError("persons, days, numerators and denominators are columns of one table")
        if np.any(self.day < 0) or np.any(self.numerator < 0) or np.any(self.numerator > self.denominator):
            raise ValueError("days count from 0, and a numerator is a part of its denominator")


@dataclass(frozen=True, slots=True)
class Onset:
    """When a trouble was visible and when it likely began, in days since go-live.

    `visible_on` is the first day at whose end it could be told, None if it never could; `began_on` the likeliest
    first day of it, whether it could be told or not. `evidence` is, for every day, the largest wager won up to then: visible from 20 on.
    """

    visible_on: int | None
    began_on: int
    evidence: tuple[float, ...]


def onset(
    rows: PersonDays, expected: float, *, alike: float = math.inf, baseline_persons: float = math.inf
) -> Onset | None:
    """When a share above the expected one became visible; None without rows.

    A wager on the trouble, at fair odds were the share the expected one, is played every day from each possible
    first day on; what it wins is bounded in chance whenever one looks (Ville), so that over all days together
    at most 5 in 100 sound rollouts have a first day. `alike` says how alike persons are: the sum of the two
    parameters of the beta distribution of their shares. A person's further cases count for less the more persons
    differ, as the effective number of cases grows; with `alike` 0 only the first day of each counts.
    `baseline_persons` is how many single answers the expected share rests on; take fewer where in doubt, as for
    `alike`. It holds exactly for one case a
    person, and by simulation for persons who repeat; it is slow rather than wrong.
    Raises ValueError for an expected share outside 0 to 1.
    Source: Waudby-Smith & Ramdas 2024, JRSS B, for wagers on bounded means; Lai 1995 for unknown first days.
    """
    if not 0 <= expected <= 1 or alike < 0 or baseline_persons <= 0:
        raise ValueError(f"a share of {expected} expected of persons alike by {alike} cannot be")
    some = rows.denominator > 0
    if not some.any():
        return None
    days = int(rows.day[some].max()) + 1
    wagers, gains = np.full((days, days), -np.inf), np.full(days, -np.inf)
    levels, credit = _expected_levels(expected, baseline_persons)
    histories = _Histories.of(rows, 1 / (alike + 1))
    for start in range(days):
        yes, cases = histories.since(start, days)
        wagers[start, start:] = _log_wager(np.cumsum(yes), np.cumsum(cases), levels, credit)[start:]
        wagers[start] -= math.log((start + 1) * (start + 2))
        gains[start] = _log_gain(float(yes.sum()), float(cases.sum()), expected)
    best = np.maximum.accumulate(wagers.max(axis=0))
    seen = np.flatnonzero(best >= -math.log(CREDIT))
    return Onset(
        visible_on=int(seen[0]) if len(seen) else None,
        began_on=int(np.argmax(gains)),
        evidence=tuple(np.exp(np.minimum(best, 700.0)).tolist()),
    )


def _expected_levels(expected: float, persons: float) -> tuple[Floats, Floats]:
    """The shares that may have been expected, and how much each is to be believed."""
    if math.isinf(persons):
        return np.array([min(1 - _RAREST, max(_RAREST, expected))]), np.ones(1)
    below = (np.arange(_NODES) + 0.5) / _NODES
    levels = special.betaincinv(persons * expected + 0.5, persons * (1 - expected) + 0.5, below)
    return np.clip(levels, _RAREST, 1 - _RAREST), np.full(_NODES, 1 / _NODES)


@dataclass(frozen=True, slots=True)
class _Histories:
    """The rows by person and day, with how many cases the person had up to and with each."""

    rows: PersonDays
    so_far: Floats
    likeness: float

    @classmethod
    def of(cls, rows: PersonDays, likeness: float) -> _Histories:
        _, person = np.unique(rows.person, return_inverse=True)
        days = int(rows.day.max()) + 1
        # Two rows of one person and day are one: their order must not matter.
        places, place = np.unique(person * days + rows.day, return_inverse=True)
        yes = np.bincount(place, weights=rows.numerator).astype(np.float64)
        cases = np.bincount(place, weights=rows.denominator).astype(np.float64)
        person = places // days
        held = PersonDays(person, places % days, yes, cases)
        running = np.cumsum(held.denominator)
        first = np.flatnonzero(np.diff(person, prepend=-1))
        before = (running - held.denominator)[first]
        return cls(held, running - before[person], likeness)

    def since(self, start: int, days: int) -> tuple[Floats, Floats]:
        """By day, the effective numbers with the trouble and of all, of what happened from this day on."""
        rows = self.rows
        chosen = (rows.day >= start) & (rows.denominator > 0)
        earlier = np.bincount(rows.person, weights=np.where(rows.day < start, rows.denominator, 0.0))
        cases = self.so_far[chosen] - earlier[rows.person[chosen]]
        added = self._effective(cases) - self._effective(cases - rows.denominator[chosen])
        share = rows.numerator[chosen] / rows.denominator[chosen]
        day = rows.day[chosen]
        yes = np.bincount(day, weights=added * share, minlength=days).astype(np.float64)
        return yes, np.bincount(day, weights=added, minlength=days).astype(np.float64)

    def _effective(self, cases: Floats) -> Floats:
        return np.asarray(cases / (1 + self.likeness * np.maximum(cases - 1, 0.0)))


def _log_wager(yes: Floats, cases: Floats, levels: Floats, credit: Floats) -> Floats:
    """By day, how likely the counts are with the trouble over how likely without, both averaged over the levels."""
    raised = special.expit(special.logit(levels)[:, None] + np.log(_ODDS))
    with_it = _log_likelihood(yes, cases, raised.reshape(-1))
    without = _log_likelihood(yes, cases, levels)
    shares = np.repeat(credit, len(_ODDS)) / len(_ODDS)
    return np.asarray(
        special.logsumexp(with_it, axis=0, b=shares[:, None]) - special.logsumexp(without, axis=0, b=credit[:, None])
    )


def _log_likelihood(yes: Floats, cases: Floats, levels: Floats) -> Floats:
    return np.asarray(np.outer(np.log(levels), yes) + np.outer(np.log1p(-levels), cases - yes))


def _log_gain(yes: float, cases: float, expected: float) -> float:
    """How much likelier the counts are at their own share than at the expected one; 0 where that is not lower."""
    level = min(1 - _RAREST, max(_RAREST, expected))
    if cases <= 0 or yes / cases <= level:
        return 0.0
    return float(special.rel_entr(yes / cases, level) + special.rel_entr(1 - yes / cases, 1 - level)) * cases

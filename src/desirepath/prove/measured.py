"""What an intervention is judged by, as rows: each adds to a person's numerator and denominator at a moment.

A row counts as after an assignment if that came no later than its last chance: while the case stood before the step,
or on the day on which it began. Both are settled before the intervention can do anything, so that rows are chosen
alike in every arm. And a row counts only once it is old enough that what became of it is known, however it went:
else what goes well would count sooner than what does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from desirepath.observe.cases_of_people import NEVER, CasesOfPeople, Flags
from desirepath.observe.grouping import Numbers
from desirepath.observe.local_time import Zone
from desirepath.prove.in_time import InTime
from desirepath.statistics.tallies import Floats, Tally, tally


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Columns of one length, times in UTC microseconds: who, when, until when an assignment reaches it.

    Each row is known `settled_after` microseconds after its time. What a random holdout reads of a numerator or
    denominator is a whole number: differences of their sums are exact.
    """

    person: Numbers
    at: Numbers
    last_chance: Numbers
    settled_after: int
    numerator: Floats
    denominator: Floats

    def __len__(self) -> int:
        return len(self.person)

    @property
    def counts_once(self) -> bool:
        """Whether the denominator is that of `once`."""
        return self.denominator.strides == (0,)

    @cached_property
    def in_time(self) -> InTime:
        """The rows by person and last chance."""
        return InTime.of(self.person, self.last_chance)

    @cached_property
    def numerators(self) -> Floats:
        """The numerators in that order, summed up."""
        return self.in_time.summed_up(self.numerator)

    @cached_property
    def denominators(self) -> Floats:
        """The denominators in that order, summed up."""
        if self.counts_once:
            return np.arange(len(self) + 1, dtype=np.float64)
        return self.in_time.summed_up(self.denominator)

    def counting(self, numerator: Floats) -> Rows:
        """The same rows with another numerator; they share what was made of the other columns."""
        other = replace(self, numerator=numerator)
        vars(other).update(in_time=self.in_time, denominators=self.denominators)
        return other

    def chosen(self, which: Flags | Numbers) -> Rows:
        """Some of the rows, by flags or by number."""
        numbers = np.flatnonzero(which) if which.dtype == bool else which  # columns are cut faster by number
        return Rows(
            person=self.person[numbers],
            at=self.at[numbers],
            last_chance=self.last_chance[numbers],
            settled_after=self.settled_after,
            numerator=self.numerator[numbers],
            denominator=once(len(numbers)) if self.counts_once else self.denominator[numbers],
        )

    def tally(self, which: Flags | Numbers, persons: int) -> Tally:
        """The sums of some of the rows by person; what qualifies without a case (a ticket) waits for one."""
        mine = self.person[which]
        denominator = np.bincount(mine, self.denominator[which], minlength=persons)
        numerator = np.bincount(mine, self.numerator[which], minlength=persons)
        return tally(np.where(denominator > 0, numerator, 0.0), denominator)


def once(rows: int) -> Floats:
    """The denominator of rows that each count once. It takes no room, however many they are."""
    return np.broadcast_to(np.float64(1), (rows,))


@dataclass(frozen=True)
class Known:
    """The cases of a workflow as of an instant, in a zone, with what is the same beside each of its steps."""

    cases: CasesOfPeople
    as_of: int
    zone: Zone

    @cached_property
    def last_chance(self) -> Numbers:
        """The end of the day on which each case began."""
        return self.zone.ends_of_days(self.cases.began)

    @cached_property
    def took(self) -> Numbers:
        """How long each case took, in microseconds."""
        return self.cases.last - self.cases.began

    @cached_property
    def is_settled(self) -> Flags:
        """Which cases are old enough for the outcome of all that began with them to be known."""
        return self.cases.began <= self.as_of - self.cases.settled_after

    @cached_property
    def first_of_weeks(self) -> Numbers:
        """The number of a case of each week in which a person began one: the first in the order of the cases."""
        week = self.zone.local_days(self.cases.began) // 7
        _, first = np.unique(self.cases.person * np.int64(1 << 20) + week, return_index=True)
        return np.asarray(first, np.int64)

    def longest_usual(self, before: int) -> float:
        """What three of four took at most, of those that ended and began before an instant; infinite without any."""
        if before not in self._longest_usual:
            usual = self.took[self.cases.ended & (self.cases.began < before)]
            self._longest_usual[before] = float(np.quantile(usual, 0.75)) if len(usual) else np.inf
        return self._longest_usual[before]

    @cached_property
    def _longest_usual(self) -> dict[int, float]:
        return {}


@dataclass(frozen=True)
class Watch:
    """The known cases of a workflow, beside one of its steps (by number)."""

    known: Known
    step: int

    @property
    def cases(self) -> CasesOfPeople:
        return self.known.cases

    @property
    def as_of(self) -> int:
        return self.known.as_of

    def at_the_step(self) -> Rows:
        """Of the cases that came to the step, those given up there."""
        cases, step = self.cases, self.step
        limit = cases.patience[step].microseconds
        which, came = self.coming()
        stuck = self._is_stuck[which]
        until = np.where(stuck, NEVER, np.minimum(cases.passed_at[step][which], NEVER))
        return Rows(
            person=cases.person[which],
            at=came,
            last_chance=np.minimum(came + limit, until),
            settled_after=limit,
            numerator=stuck.astype(np.float64),
            denominator=once(len(which)),
        )

    def coming(self, among: Flags | None = None) -> tuple[Numbers, Numbers]:
        """The cases, all or some, that came to the step long enough ago to be known, by number, and when they came."""
        cases, step = self.cases, self.step
        which = np.flatnonzero(self._came if among is None else self._came & among)
        turned = cases.turned[step][which]
        came = np.where(turned < NEVER, turned, cases.began[which])
        came = np.where(self._is_stuck[which], cases.last[which], came)
        is_known = came <= self.as_of - cases.patience[step].microseconds
        return which[is_known], came[is_known]

    def on_path(self) -> Rows:
        """Of the cases whose outcome is known, those that kept the approved path."""
        cases = self.cases
        return self._of_whole_cases(cases.on_path, cases.judged | (cases.given_up & ~cases.ended))

    def completed(self) -> Rows:
        """Of the cases whose outcome is known, those that ended."""
        return self._of_closed(self.cases.ended)

    def exceptions(self) -> Rows:
        """Exceptions and rework of the cases whose outcome is known."""
        return self._of_closed(self.cases.exceptions)

    def given_up_elsewhere(self) -> Rows:
        """Of the cases whose outcome is known, those given up at another step."""
        elsewhere = self.cases.given_up & ~self.cases.stands_at(self.step)
        return self._of_closed(elsewhere)

    def slow(self, reference: int) -> Rows:
        """Of the cases that ended, those that took longer than three of four took which began before an instant."""
        return self._of_whole_cases(self.known.took > self.known.longest_usual(reference), self.cases.ended)

    def tickets(self, person: Numbers, opened: Numbers) -> Rows:
        """Tickets by person and week in which the person began a case; `person` is NONE for who has no case."""
        cases, first = self.cases, self.known.first_of_weeks
        known = person >= 0
        return Rows(
            person=np.concatenate([cases.person[first], person[known]]),
            at=np.concatenate([cases.began[first], opened[known]]),
            last_chance=np.concatenate([self.known.last_chance[first], opened[known]]),
            settled_after=0,
            numerator=np.concatenate([np.zeros(len(first)), np.ones(int(known.sum()))]),
            denominator=np.concatenate([np.ones(len(first)), np.zeros(int(known.sum()))]),
        )

    def _of_closed(self, qualify: Flags | Numbers) -> Rows:
        """All such rows share their other columns, so that who came when is worked out once (see `Question.kept`)."""
        which, rows = self._closed
        return rows.counting(np.asarray(qualify[which], np.float64))

    @cached_property
    def _closed(self) -> tuple[Numbers, Rows]:
        """The cases whose outcome is known, by number and as rows."""
        which = np.arange(len(self.cases))
        rows = self._of_whole_cases(which, self.cases.ended | self.cases.given_up)
        return rows.numerator.astype(np.int64), rows

    @cached_property
    def _is_stuck(self) -> Flags:
        """Which were given up at the step."""
        return self.cases.stands_at(self.step) & self.cases.given_up

    @cached_property
    def _came(self) -> Flags:
        """Came to the step, and does not stand there still with its outcome open."""
        return self.cases.marked("reached", self.step) & (self._is_stuck | ~self.cases.stands_at(self.step))

    def _of_whole_cases(self, qualify: Flags | Numbers, known: Flags) -> Rows:
        cases, settled = self.cases, self.known
        which = np.flatnonzero(self._touched & known & settled.is_settled)
        return Rows(
            person=cases.person[which],
            at=cases.began[which],
            last_chance=settled.last_chance[which],
            settled_after=cases.settled_after,
            numerator=np.asarray(qualify[which], np.float64),
            denominator=once(len(which)),
        )

    @cached_property
    def _touched(self) -> Flags:
        """Those that stopped before they came to the step have nothing to do with it."""
        return self._came | self.cases.marked("bypassed", self.step)

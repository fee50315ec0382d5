"""Some people, drawn by chance, are not shown it.

How it is read
    Cases after each person's first assignment, whoever ignored it included: the ratio of sums in both arms, persons
    as clusters, adjusted by each person's own cases before. The difference has an interval that holds on all days
    at once.

What it assumes
    Nothing but that the draw was by chance, that both arms are recorded alike, and that those held out do not learn
    it from those shown.

When it refuses
    Where the arms are not as large as they were drawn, or lie differently over cohorts; where they differed before;
    with fewer than ten persons in an arm.

Source
    Fisher 1935; the adjustment is that of Deng and others 2013, the interval that of Waudby-Smith and others 2024.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from desirepath.observe.cases_of_people import Flags
from desirepath.observe.grouping import Numbers
from desirepath.prove.arm_checks import alike_before, kept_their_arm, no_spill_over, sample_ratio
from desirepath.prove.measured import Rows
from desirepath.prove.question import Question, Read
from desirepath.statistics.adjusted_arms import adjusted_arms
from desirepath.statistics.effect_estimate import of_arms
from desirepath.statistics.tallies import Floats, Tally, tally
from desirepath.vocabulary.design import Design
from desirepath.vocabulary.effect import DesignCheck, DesignKind

DESIGN = Design(
    name=DesignKind.HOLDOUT,
    title="Random holdout",
    question="What did it change for those who were drawn to be shown it?",
    assumes=(
        "Who is shown it was drawn by chance.",
        "Both arms are recorded alike.",
        "Those held out do not learn it from those shown.",
    ),
    checks=("sample_ratio", "alike_before", "kept_their_arm", "no_spill_over"),
    refuses=("The arms are not as they were drawn.", "The arms differed before.", "An arm has fewer than ten persons."),
    says="changed by",
    strength=3,
    source="Fisher 1935; Deng and others 2013; Waudby-Smith and others 2024",
)
_METHOD = "difference of drawn arms, adjusted by each person's time before"


_NEITHER, _BEFORE, _AFTER = 0, 1, 2
"""Where a row lies: before its person's first assignment, after it, or after the end."""
_FEW = 0.5
"""Where less than this part of the rows is of people in an arm, the others are left out before anything is counted."""


@dataclass(frozen=True, slots=True)
class _Cases:
    """Where each row counts, and each person's cases and pace: the same for rows that share their cases.

    `which` numbers the rows that are looked at. `place` numbers sides and persons together, so that one pass sums all
    sides; `cases` is sides by persons. Whoever is in no arm counts on no side.
    """

    which: Numbers | slice
    place: Numbers
    cases: Floats
    pace: Floats

    @classmethod
    def of(cls, question: Question, rows: Rows) -> _Cases:
        in_arm = question.assigned.arm > 0
        of_arms = np.flatnonzero(in_arm[rows.person])
        which = of_arms if len(of_arms) < _FEW * len(rows) else slice(None)
        mine = rows.chosen(which) if isinstance(which, np.ndarray) else rows
        place = mine.person + _side(question, mine)
        cases = _summed(place, mine.denominator, question.persons) * in_arm
        return cls(which=which, place=place, cases=cases, pace=question.pace(mine))

    def qualified(self, rows: Rows) -> Floats:
        """How many qualified of the cases, sides by persons; what qualifies without a case (a ticket) waits for one."""
        if isinstance(self.which, slice):
            place, numerator = self.place[rows.qualifying], rows.numerator[rows.qualifying]
        else:
            place, numerator = self.place, rows.numerator[self.which]
        return _summed(place, numerator, self.cases.shape[1]) * (self.cases > 0)

    def rows_after(self, question: Question) -> Numbers:
        """The rows after their person's first assignment, by number."""
        person = self.place - _AFTER * question.persons
        after = np.flatnonzero(person >= 0)
        after = after[question.assigned.arm[person[after]] > 0]
        return after if isinstance(self.which, slice) else self.which[after]


@dataclass(frozen=True, slots=True)
class _Sides:
    """What each person did after their first assignment and before it, and their pace."""

    after: Tally
    before: Tally
    pace: Floats


@dataclass(frozen=True, slots=True)
class LaidOut(_Sides):
    """The same with the rows that it is counted from."""

    cases: _Cases


def laid_out(question: Question, rows: Rows) -> LaidOut:
    """All that the effect is read from, by person."""
    key = id(rows.last_chance)
    if key not in question.kept:
        question.kept[key] = _Cases.of(question, rows)
    found: _Cases = question.kept[key]
    qualified = found.qualified(rows)
    after, before = (tally(qualified[side], found.cases[side]) for side in (_AFTER, _BEFORE))
    return LaidOut(after, before, found.pace, found)


def _side(question: Question, rows: Rows) -> Numbers:
    """Where the side of each row begins in `place`: with the persons of all sides before it."""
    neither, before, after = (question.persons * side for side in (_NEITHER, _BEFORE, _AFTER))
    is_after = question.assigned.first_at[rows.person] <= rows.last_chance
    return np.where(is_after, np.where(rows.at < question.ends, after, neither), before)


def _summed(place: Numbers, values: Floats, persons: int) -> Floats:
    return np.asarray(np.bincount(place, values, minlength=3 * persons), np.float64).reshape(3, persons)


def read(question: Question, laid: LaidOut, whose: Flags | None = None) -> Read | None:
    """The effect so far, of some of the persons or of all; None with fewer than ten with cases in an arm."""
    shown, held_out = question.assigned.shown, question.assigned.held_out
    if whose is not None:
        shown, held_out = shown & whose, held_out & whose
    return _read(question, laid, shown, held_out)


def checks(question: Question, laid: LaidOut) -> Iterator[DesignCheck]:
    """What the design assumes, as far as the data can tell."""
    yield sample_ratio(question)
    yield alike_before(question, laid.before)
    yield kept_their_arm(question)
    yield no_spill_over(question, laid.after)


def refusal(question: Question, found: tuple[DesignCheck, ...]) -> str | None:
    """Why it cannot answer; None where it can."""
    for check in found:
        if check.holds is False and check.name in ("sample_ratio", "alike_before"):
            return check.says
    shown, held_out = question.assigned.people
    if min(shown, held_out) < question.floor:
        return f"An arm has fewer than {question.floor} people, so there is nobody to compare with."
    return None


def readings(question: Question, rows: Rows, laid: LaidOut) -> Iterator[tuple[int, Read]]:
    """What could be read at the end of each local day (days since 1970), from the start on."""
    after = laid.cases.rows_after(question)
    first, last = (int(question.zone.local_day_of(at)) for at in (question.starts, question.as_of - 1))
    days = np.clip(question.zone.local_days(rows.known_at[after]) - first, 0, last - first + 1)
    # Whole numbers of 16 bits are sorted many times faster.
    order = np.argsort(days.astype(np.int16), kind="stable")
    ends = np.cumsum(np.bincount(days, minlength=last - first + 1))
    people = _PeopleOfArms.of(question, laid)
    numerator, denominator = np.zeros(len(people.pace)), np.zeros(len(people.pace))
    begin = 0
    for number in range(last - first + 1):
        new = after[order[begin : ends[number]]]
        begin = int(ends[number])
        person = people.number[rows.person[new]]
        np.add.at(numerator, person, rows.numerator[new])
        np.add.at(denominator, person, rows.denominator[new])
        found = people.read(question, tally(np.where(denominator > 0, numerator, 0.0), denominator))
        if found is not None:
            yield first + number, found


@dataclass(frozen=True, slots=True)
class _PeopleOfArms:
    """What is read day by day, of the persons in an arm only; `number` has each person's place among them."""

    number: Numbers
    before: Tally
    pace: Floats
    shown: Flags
    held_out: Flags

    @classmethod
    def of(cls, question: Question, laid: LaidOut) -> _PeopleOfArms:
        whose = question.assigned.arm > 0
        return cls(
            number=np.cumsum(whose) - 1,
            before=tally(laid.before.numerator[whose], laid.before.denominator[whose]),
            pace=laid.pace[whose],
            shown=question.assigned.shown[whose],
            held_out=question.assigned.held_out[whose],
        )

    def read(self, question: Question, after: Tally) -> Read | None:
        return _read(question, _Sides(after, self.before, self.pace), self.shown, self.held_out)


def _read(question: Question, laid: _Sides, shown: Flags, held_out: Flags) -> Read | None:
    arms = adjusted_arms(laid.after, laid.before, shown, held_out)
    found = None if arms is None else of_arms(arms.shown, arms.held_out, _METHOD)
    if found is None or found.standard_error <= 0:
        return None
    both = shown | held_out
    return Read(found, question.progress(float(laid.after.denominator[both].sum()), laid.pace, both))

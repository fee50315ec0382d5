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
from dataclasses import dataclass, replace

import numpy as np

from desirepath.observe.cases_of_people import Flags
from desirepath.observe.grouping import NONE, Numbers
from desirepath.prove.arm_checks import alike_before, kept_their_arm, no_spill_over, sample_ratio
from desirepath.prove.in_time import InTime
from desirepath.prove.measured import Rows
from desirepath.prove.question import Question, Read
from desirepath.statistics.adjusted_arms import arms_of_products, cases_of, counts_of_persons, products
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


@dataclass(frozen=True, slots=True)
class _Cases:
    """Where the rows of each person in an arm part, and their cases and pace: the same for rows that share their cases.

    Of `whose` rows, in the order of `in_time`, those from `begin` up to `parted` lie before the first
    assignment, those from there up to `end` after it. The rows of the numbers `late` are among these, but lie after
    the end of the intervention, and count on neither side. `before`, `after` and `pace` are by person.
    """

    in_time: InTime
    whose: Numbers
    begin: Numbers
    parted: Numbers
    end: Numbers
    late: Numbers
    before: Floats
    after: Floats
    pace: Floats

    @classmethod
    def of(cls, question: Question, rows: Rows, in_time: InTime) -> _Cases:
        first_at = question.assigned.first_at
        whose = np.flatnonzero(question.assigned.arm > 0)
        late = np.flatnonzero(rows.at >= question.ends)
        late = late[first_at[rows.person[late]] <= rows.last_chance[late]]
        begin, end = in_time.ends(whose)
        nothing = np.zeros(question.persons)
        found = cls(
            in_time=in_time,
            whose=whose,
            begin=begin,
            parted=in_time.first_from(whose, first_at[whose]),
            end=end,
            late=late,
            before=nothing,
            after=nothing,
            pace=question.pace(rows),
        )
        before, after = found.sums(rows, rows.denominator, rows.denominators)
        return replace(found, before=before, after=after)

    def sums(self, rows: Rows, values: Floats, summed_up: Floats) -> tuple[Floats, Floats]:
        """The sums of a column of the rows by person, before and after; 0 for who is in no arm."""
        before, after = np.zeros(len(self.pace)), np.zeros(len(self.pace))
        before[self.whose] = summed_up[self.parted] - summed_up[self.begin]
        after[self.whose] = summed_up[self.end] - summed_up[self.parted]
        if len(self.late):
            late = np.bincount(rows.person[self.late], values[self.late], minlength=len(after))
            after[self.whose] -= late[self.whose]
        return before, after

    def tallies(self, rows: Rows) -> tuple[Tally, Tally]:
        """What each person did before and after; what qualifies without a case (a ticket) waits for one."""
        before, after = self.sums(rows, rows.numerator, rows.numerators)
        return tally(before * (self.before > 0), self.before), tally(after * (self.after > 0), self.after)

    def rows_after(self) -> Numbers:
        """The rows after their person's first assignment, by number."""
        found = self.in_time.between(self.parted, self.end)
        return np.setdiff1d(found, self.late) if len(self.late) else found


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What each person did after their first assignment and before it, their counts of both, their pace, and the rows.

    `counts` is as in `adjusted_arms.counts_of_persons`.
    """

    after: Tally
    before: Tally
    counts: Floats
    pace: Floats
    cases: _Cases


def laid_out(question: Question, rows: Rows) -> LaidOut:
    """All that the effect is read from, by person."""
    in_time = rows.in_time  # what is kept holds it, so that nothing else can come to have its id
    if id(in_time) not in question.kept:
        question.kept[id(in_time)] = _Cases.of(question, rows, in_time)
    found: _Cases = question.kept[id(in_time)]
    before, after = found.tallies(rows)
    return LaidOut(after, before, counts_of_persons(after, before), found.pace, found)


def read(question: Question, laid: LaidOut, whose: Flags | None = None) -> Read | None:
    """The effect so far, of some of the persons or of all; None with fewer than ten with cases in an arm."""
    shown, held_out = question.assigned.shown, question.assigned.held_out
    if whose is not None:
        shown, held_out = shown & whose, held_out & whose
    arms = products(laid.counts, shown), products(laid.counts, held_out)
    return _read(question, arms, laid.pace[shown | held_out])


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
    after = laid.cases.rows_after()
    first, last = (int(question.zone.local_day_of(at)) for at in (question.starts, question.as_of - 1))
    days = np.clip(question.zone.local_days(rows.at[after] + rows.settled_after) - first, 0, last - first + 1)
    # Whole numbers of 16 bits are sorted many times faster.
    order = np.argsort(days.astype(np.int16), kind="stable")
    ends = np.cumsum(np.bincount(days, minlength=last - first + 1))
    days_of_arms = _DaysOfArms.of(question, laid)
    begin = 0
    for number in range(last - first + 1):
        new = after[order[begin : ends[number]]]
        begin = int(ends[number])
        found = _read(question, days_of_arms.add(rows, new), days_of_arms.pace)
        if found is not None:
            yield first + number, found


@dataclass(frozen=True, slots=True)
class _DaysOfArms:
    """What is read day by day, of the persons in an arm only, those shown it first.

    `place` has each person's place among them, of whom `shown` are shown it. `after` and `counts` are what they did so
    far: what qualified and cases, and the counts of `adjusted_arms.counts_of_persons`, both by persons.
    """

    place: Numbers
    shown: int
    pace: Floats
    before: Floats
    after: Floats
    counts: Floats

    @classmethod
    def of(cls, question: Question, laid: LaidOut) -> _DaysOfArms:
        shown, held_out = np.flatnonzero(question.assigned.shown), np.flatnonzero(question.assigned.held_out)
        whose = np.concatenate([shown, held_out])
        place = np.full(question.persons, NONE)
        place[whose] = np.arange(len(whose))
        before = np.stack([laid.before.numerator, laid.before.denominator, laid.before.present])[:, whose]
        return cls(
            place=place,
            shown=len(shown),
            pace=laid.pace[whose],
            before=before,
            after=np.zeros((2, len(whose))),
            counts=np.zeros((6, len(whose))),
        )

    def add(self, rows: Rows, new: Numbers) -> tuple[Floats, Floats]:
        """The products of both arms with some more of the rows."""
        person = self.place[rows.person[new]]
        for number, values in enumerate((rows.numerator, rows.denominator)):
            self.after[number] += np.bincount(person, values[new], minlength=len(self.before[0]))
        present = self.after[1] > 0
        self.counts[0] = present
        np.multiply(self.after, present, out=self.counts[1:3])  # what qualifies without a case waits for one
        np.multiply(self.before, present, out=self.counts[3:])
        return products(self.counts[:, : self.shown]), products(self.counts[:, self.shown :])


def _read(question: Question, arms: tuple[Floats, Floats], pace: Floats) -> Read | None:
    found = arms_of_products(*arms)
    told = None if found is None else of_arms(found.shown, found.held_out, _METHOD)
    if told is None or told.standard_error <= 0:
        return None
    return Read(told, question.progress(cases_of(arms[0] + arms[1]), pace))

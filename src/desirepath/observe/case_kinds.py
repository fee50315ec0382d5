"""How many cases are alike, by person: what the engine counts, and what each is at every step.

The engine counts cases by person, span, variant, verdict and waits. What a variant says of each step is known here,
so that the flags of a hundred thousand cases are looked up, not computed by the engine one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.case_base import CaseBase, most_steps, step_numbers
from desirepath.observe.cohorts import CUT
from desirepath.observe.marks import MARKS, STEPS_A_WORD, mark_word
from desirepath.observe.patience import Patience
from desirepath.observe.person_counts import CLOSED, ENDED, JUDGED, unit_of
from desirepath.observe.waits import has_waited
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.rollout import Workflow

Counts: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
PatienceByWorkflow: TypeAlias = Mapping[str, Sequence[Patience]]

FIRST_CASES = 3
"""So many of a person's cases since go-live are their first ones."""
BEFORE, FIRST, LATER = 0, 1, 2
"""The spans: before go-live, a unit's first cases since, and its later ones."""
_KEY = ("workflow", "unit", "variant", "verdict", "may_be_judged", "stopped_at", "is_long")
_NEVER = 1 << 62


def kinds_of_cases(base: CaseBase, patience: PatienceByWorkflow, *, has_people: bool) -> ir.Table:
    """How many cases of each unit and span are alike: the key, words `slow_N`, the cuts of cases, and `cases`.

    `is_long` says that the case stands still for too long, the words before which steps it waited long.
    """
    placed, slow = _placed(base, base.judged, patience, has_people=has_people)
    is_since = placed.week >= 1
    in_turn = ibis.window(group_by=["workflow", "unit", is_since], order_by=["began_at", "case_row"])
    later = ibis.ifelse(ibis.row_number().over(in_turn) < FIRST_CASES, FIRST, LATER)
    placed = placed.mutate(span=ibis.ifelse(is_since, later, BEFORE))
    return placed.group_by(*_KEY, "span", *slow, *(CUT + cut for cut in base.cuts.of_cases)).agg(cases=placed.count())


def kinds_by_day(
    base: CaseBase, patience: PatienceByWorkflow, workflow: Workflow, cohort: Cohort, *, has_people: bool
) -> ir.Table:
    """The same of one workflow by `week`, local `day` since go-live (0 before) and `inside`: 1 for the cohort's cases."""
    judged = base.judged.filter(base.judged.workflow == workflow.id)
    inside = reduce(lambda one, pair: one & (judged[CUT + pair[0]] == pair[1]), cohort.pairs, ibis.literal(value=True))
    marked = judged.mutate(inside=ibis.coalesce(inside, ibis.literal(value=False)).cast("int64"))
    placed, slow = _placed(base, marked, patience, has_people=has_people)
    day = ibis.ifelse((placed.week >= 1) & (placed.inside == 1), base.frame.zone.local_day(placed.began_at), 0)
    placed = placed.mutate(day=day.cast("int64"))
    return placed.group_by(*_KEY, *slow, "week", "day", "inside").agg(cases=placed.count())


def _placed(
    base: CaseBase, judged: ir.Table, patience: PatienceByWorkflow, *, has_people: bool
) -> tuple[ir.Table, tuple[str, ...]]:
    kept = judged.filter(judged.week.notnull() & (judged.verdict != Verdict.WITHDRAWN.value))
    slow = _slow(kept, most_steps(base.rollout), patience)
    unit = unit_of(kept, has_people=has_people)
    return kept.mutate(unit=unit, is_long=_is_long(kept, patience), **slow), tuple(slow)


def _is_long(cases: ir.Table, patience: PatienceByWorkflow) -> ir.BooleanValue:
    limits = [
        ((cases.workflow == workflow) & (cases.stopped_at == step), ibis.literal(limit.microseconds, "int64"))
        for workflow, of_steps in patience.items()
        for step, limit in enumerate(of_steps)
    ]
    return cases.idle >= ibis.cases(*limits, else_=ibis.literal(_NEVER, "int64"))


def _slow(cases: ir.Table, steps: int, patience: PatienceByWorkflow) -> dict[str, ir.IntegerValue]:
    """For each word of steps the bits of those before which a case waited long."""
    words = {}
    for word in range(-(-steps // STEPS_A_WORD)):
        begin = word * STEPS_A_WORD
        bits: ir.IntegerValue = ibis.literal(0, "int64")
        for step in range(begin, min(begin + STEPS_A_WORD, steps)):
            stood = _stood(cases, step, patience)
            bits = bits if stood is None else bits + ibis.ifelse(stood, 1 << (step - begin), 0)
        words[mark_word("slow", word)] = bits.cast("int64")
    return words


def _stood(cases: ir.Table, step: int, patience: PatienceByWorkflow) -> ir.BooleanValue | None:
    """Whether a case waited long before a step; None where nobody ever did."""
    by_level: dict[int, list[str]] = {}
    for workflow, of_steps in patience.items():
        level = of_steps[step].level if step < len(of_steps) else None
        if level is not None:
            by_level.setdefault(level, []).append(workflow)
    found = [
        has_waited(cases, step, level)
        if len(workflows) == len(patience)
        else cases.workflow.isin(workflows) & has_waited(cases, step, level)
        for level, workflows in by_level.items()
    ]
    return reduce(lambda one, other: one | other, found) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKinds:
    """Rows of `kinds_of_cases` of one workflow, as columns. `of_variants` has a mark's steps by variant."""

    rows: pa.Table
    of_variants: Mapping[str, Flags]

    def ints(self, name: str) -> Counts:
        """A column of whole numbers."""
        return np.asarray(self.rows[name].to_numpy(), np.int64)

    @property
    def cases(self) -> Counts:
        return self.ints("cases")

    def is_among(self, verdicts: Sequence[Verdict]) -> Flags:
        """Which rows have one of these verdicts."""
        values = pa.array([verdict.value for verdict in verdicts])
        return np.asarray(pc.is_in(self.rows["verdict"], values).to_numpy(), bool)

    def of_cases(self) -> Iterator[tuple[str, Flags]]:
        """`step_tallies.OF_CASES` by name."""
        yield "cases", np.ones(self.rows.num_rows, bool)
        yield "closed", self.is_among(CLOSED)
        yield "ended", self.is_among(ENDED)
        yield "judged", self.is_among(JUDGED) & self.rows["may_be_judged"].to_numpy()
        yield "on_path", self.is_among((Verdict.ON_PATH,))
        yield "abandoned", self.is_among((Verdict.ABANDONED,))

    def at_step(self, step: int) -> dict[str, Flags]:
        """`step_tallies.OF_STEPS` by name."""
        variant = self.ints("variant")
        marked = {mark: steps[variant, step] for mark, steps in self.of_variants.items()}
        abandoned = self.is_among((Verdict.ABANDONED,))
        here = (self.ints("stopped_at") == step) & (abandoned | self.is_among((Verdict.OPEN,)))
        stuck = here & (abandoned | np.asarray(self.rows["is_long"].to_numpy(), bool))
        word, place = divmod(step, STEPS_A_WORD)
        slow = (self.ints(mark_word("slow", word)) >> place) & 1 == 1
        wrong = marked["failed_at"] | marked["denied_at"]
        return {
            "entered": marked["reached"] & ~(here & ~stuck),
            "stuck": marked["reached"] & stuck,
            "slow": marked["passed"] & slow & ~stuck,
            "passed": marked["passed"],
            "bypassed": marked["bypassed"] & self.is_among(ENDED),
            "failed": marked["failed_at"],
            "returned": marked["returned_at"],
            "denied": marked["denied_at"],
            "slipped": wrong & marked["passed"] & ~stuck,
            "doubled": marked["doubled"],
        }


def case_kinds(base: CaseBase, workflow: Workflow, rows: pa.Table) -> CaseKinds:
    """The rows of one workflow, with what its variants say."""
    numbers = step_numbers(workflow)
    of_variants = {mark: np.zeros((len(base.variants), len(numbers)), bool) for mark in MARKS}
    for variant, judged in enumerate(base.variants):
        if judged.workflow == workflow.id:
            for mark in MARKS:
                for step in getattr(judged.facts, mark):
                    of_variants[mark][variant, numbers[step]] = True
    return CaseKinds(rows=rows, of_variants=of_variants)

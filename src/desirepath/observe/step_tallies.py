"""What each person's cases came to at each step, before and since go-live: whole numbers, one row a person.

This is what signals are looked for in. Rows carry a number in place of the person's id, and no time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.case_base import CaseBase, most_steps
from desirepath.observe.cohorts import CUT
from desirepath.observe.marks import is_marked
from desirepath.observe.patience import Patience, patience_of, waits_by_step
from desirepath.observe.person_counts import CLOSED, ENDED, JUDGED, unit_of
from desirepath.observe.waits import has_waited
from desirepath.ports import Engine
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.rollout import Workflow

Counts: TypeAlias = npt.NDArray[np.int64]

OF_CASES = ("cases", "closed", "ended", "judged", "on_path", "abandoned")
"""Counts of a person's cases: all, and those of each kind."""
OF_STEPS = ("entered", "stuck", "slow", "passed", "bypassed", "failed", "returned", "denied", "slipped", "doubled")
"""Counts of a person's cases at a step.

`entered` reached it, and have been there long enough to tell; `stuck` of them were given up there, or stand still for
longer than nearly all who went on did; `slow` of them went on, but took that long. `passed` did it; `bypassed` ended
without it, or did it over another channel; `failed` had an attempt that went wrong, `returned` one that was sent back, `denied` one that was refused;
`slipped` had either and passed the step all the same; `doubled` did it once too often.
"""
FIRST_CASES = 3
"""So many of a person's cases since go-live are their first ones."""
_BEFORE, _FIRST, _LATER = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The counts of one workflow in one span: arrays over units, and over steps and units."""

    of_cases: Mapping[str, Counts]
    of_steps: Mapping[str, Counts]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTallies:
    """One workflow's units (persons; cases without persons) and what they did in both spans.

    `codes` has a row for each unit and a column for each cut: 0 where the cut is unknown, else the position in
    `values` plus one. `first` counts those of `since` that were a unit's first three cases. `person` numbers the persons, since with cuts of cases one person has several rows. `row_of`
    says which row is a person's (their first), for what they said elsewhere; it goes no further than the study.
    """

    workflow: Workflow
    cuts: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    codes: Counts
    person: Counts
    before: Span
    since: Span
    first: Span
    patience: tuple[Patience, ...]
    has_people: bool
    row_of: Mapping[str, int] = field(default_factory=dict, repr=False)


def counts_by_unit(base: CaseBase, patience: Mapping[str, Sequence[Patience]], *, has_people: bool) -> ir.Table:
    """`workflow`, `unit`, `span`, the cuts, and the counts: `OF_CASES`, and each of `OF_STEPS` as NAME_STEP."""
    judged = base.judged.filter(base.judged.week.notnull() & (base.judged.verdict != Verdict.WITHDRAWN.value))
    own = judged.mutate(unit=unit_of(judged, has_people=has_people), is_since=judged.week >= 1)
    in_turn = ibis.window(group_by=["workflow", "unit", "is_since"], order_by=["began_at", "case_row"])
    later = ibis.ifelse(ibis.row_number().over(in_turn) < FIRST_CASES, _FIRST, _LATER)
    placed = own.mutate(span=ibis.ifelse(own.is_since, later, _BEFORE))
    flags = {**_of_cases(placed), **_of_steps(placed, base, patience)}
    key = ["workflow", "unit", "span", *base.cuts.columns]
    return placed.group_by(*key).agg(**{name: flag.cast("int32").sum().cast("int32") for name, flag in flags.items()})


def _of_cases(cases: ir.Table) -> dict[str, ir.BooleanValue]:
    def among(verdicts: Sequence[Verdict]) -> ir.BooleanValue:
        return cases.verdict.isin([verdict.value for verdict in verdicts])

    return {
        "cases": cases.verdict.notnull(),
        "closed": among(CLOSED),
        "ended": among(ENDED),
        "judged": cases.may_be_judged & among(JUDGED),
        "on_path": among((Verdict.ON_PATH,)),
        "abandoned": among((Verdict.ABANDONED,)),
    }


def _of_steps(
    cases: ir.Table, base: CaseBase, patience: Mapping[str, Sequence[Patience]]
) -> dict[str, ir.BooleanValue]:
    return {
        f"{name}_{step}": flag
        for step in range(most_steps(base.rollout))
        for name, flag in flags_of_step(cases, step, patience).items()
    }


def flags_of_step(cases: ir.Table, step: int, patience: Mapping[str, Sequence[Patience]]) -> dict[str, ir.BooleanValue]:
    """What each judged case is at one step: `OF_STEPS` by name. `patience` is by workflow."""
    long, slow = _long(cases, step, patience)
    here = (cases.stopped_at == step) & cases.verdict.isin([Verdict.OPEN.value, Verdict.ABANDONED.value])
    stuck = here & ((cases.verdict == Verdict.ABANDONED.value) | long)
    reached, passed = is_marked(cases, "reached", step), is_marked(cases, "passed", step)
    failed, denied = is_marked(cases, "failed_at", step), is_marked(cases, "denied_at", step)
    ended = cases.verdict.isin([verdict.value for verdict in ENDED])
    return {
        "entered": reached & ~(here & ~stuck),
        "stuck": reached & stuck,
        "slow": passed & slow & ~stuck,
        "passed": passed,
        "bypassed": is_marked(cases, "bypassed", step) & ended,
        "failed": failed,
        "returned": is_marked(cases, "returned_at", step),
        "denied": denied,
        "slipped": (failed | denied) & passed,
        "doubled": is_marked(cases, "doubled", step),
    }


def _long(
    cases: ir.Table, step: int, patience: Mapping[str, Sequence[Patience]]
) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """Whether a case stands still for longer than one is patient with the step, and whether it once did before it."""
    stands, stood = [], []
    for workflow, of_steps in patience.items():
        if step >= len(of_steps):
            continue
        limit, mine = of_steps[step], cases.workflow == workflow
        stands.append((mine, cases.idle >= limit.microseconds))
        stood.append((mine, ibis.literal(value=False) if limit.level is None else has_waited(cases, step, limit.level)))
    return ibis.cases(*stands, else_=False), ibis.cases(*stood, else_=False)


def step_tallies(base: CaseBase, engine: Engine, *, has_people: bool) -> tuple[StepTallies, ...]:
    """The tallies of every workflow."""
    patience = patience_of(engine.fetch(waits_by_step(base.judged, base.rollout)), base.rollout)
    rows = engine.fetch(counts_by_unit(base, patience, has_people=has_people))
    return tuple(
        _tallies(
            workflow, rows.filter(pc.equal(rows["workflow"], workflow.id)), base, patience[workflow.id], has_people
        )
        for workflow in base.rollout.workflows
    )


def _tallies(
    workflow: Workflow, rows: pa.Table, base: CaseBase, patience: tuple[Patience, ...], has_people: bool
) -> StepTallies:
    columns = [_coded(rows[CUT + cut]) for cut in base.cuts.all]
    unit, units = _coded(rows["unit"].cast(pa.string()))
    own = np.column_stack([unit, *(codes for codes, _ in columns)]) if rows.num_rows else np.zeros((0, 1), np.int64)
    kinds, row_of = np.unique(own, axis=0, return_inverse=True)
    span = rows["span"].to_numpy()
    chosen = (span == _BEFORE, span != _BEFORE, span == _FIRST)
    spans = [_span(workflow, rows, row_of.reshape(-1), mine, len(kinds)) for mine in chosen]
    return StepTallies(
        workflow=workflow,
        cuts=base.cuts.all,
        values=tuple(values for _, values in columns),
        codes=kinds[:, 1:],
        person=kinds[:, 0],
        before=spans[0],
        since=spans[1],
        first=spans[2],
        patience=patience,
        has_people=has_people,
        row_of=_first_rows(kinds[:, 0], units) if has_people else {},
    )


def _first_rows(person: Counts, persons: Sequence[str]) -> dict[str, int]:
    number, first = np.unique(person, return_index=True)
    return {persons[code - 1]: row for code, row in zip(number.tolist(), first.tolist(), strict=True)}


def _coded(column: pa.ChunkedArray) -> tuple[Counts, tuple[str, ...]]:
    """Each value's position among the sorted values, from 1; 0 for none."""
    values = sorted(value for value in pc.unique(column).to_pylist() if value is not None)
    found = pc.fill_null(pc.index_in(column, pa.array(values, pa.string())), -1)
    return found.to_numpy().astype(np.int64) + 1, tuple(values)


def _span(workflow: Workflow, rows: pa.Table, row_of: Counts, chosen: npt.NDArray[np.bool_], units: int) -> Span:
    def placed(name: str) -> Counts:
        counts = np.zeros(units, np.int64)
        np.add.at(counts, row_of[chosen], rows[name].to_numpy()[chosen])
        return counts

    steps = range(len(workflow.steps))
    return Span(
        of_cases={name: placed(name) for name in OF_CASES},
        of_steps={
            name: np.stack([placed(f"{name}_{step}") for step in steps]) if steps else np.zeros((0, units), np.int64)
            for name in OF_STEPS
        },
    )

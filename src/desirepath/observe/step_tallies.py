"""What each person's cases came to at each step, before and since go-live: whole numbers, one row a person.

This is what signals are looked for in. Rows carry a number in place of the person's id, and no time.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.case_base import CaseBase
from desirepath.observe.case_kinds import BEFORE, FIRST, CaseKinds, Counts, Flags, case_kinds, kinds_of_cases
from desirepath.observe.cohorts import CUT
from desirepath.observe.local_time import DAY, microseconds
from desirepath.observe.patience import Patience, patience_of, waits_by_step
from desirepath.ports import Engine
from desirepath.vocabulary.rollout import Workflow

__all__ = ["OF_CASES", "OF_STEPS", "Counts", "Span", "StepTallies", "step_tallies"]

OF_CASES = ("cases", "closed", "ended", "judged", "on_path", "abandoned")
"""Counts of a person's cases: all, and those of each kind."""
OF_STEPS = ("entered", "stuck", "slow", "passed", "bypassed", "failed", "returned", "denied", "slipped", "doubled")
"""Counts of a person's cases at a step.

`entered` reached it, and have been there long enough to tell; `stuck` of them were given up there, or stand still for
longer than nearly all who went on did; `slow` of them went on, but took that long. `passed` did it; `bypassed` ended
without it, or did it over another channel; `failed` had an attempt that went wrong, `returned` one that was sent back, `denied` one that was refused;
`slipped` had either and passed the step all the same; `doubled` did it once too often.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The counts of one workflow in one span: arrays over units, and over steps and units."""

    of_cases: Mapping[str, Counts]
    of_steps: Mapping[str, Counts]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTallies:
    """One workflow's units (persons; cases without persons) and what they did in both spans.

    `codes` has a row for each unit and a column for each cut: 0 where the cut is unknown, else the position in
    `values` plus one. `days_since` is how long ago go-live was. `first` counts those of `since` that were a unit's first three cases. `person` numbers the persons, since with cuts of cases one person has several rows. `row_of`
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
    days_since: float = math.inf
    row_of: Mapping[str, int] = field(default_factory=dict, repr=False)


def step_tallies(base: CaseBase, engine: Engine, *, has_people: bool) -> tuple[StepTallies, ...]:
    """The tallies of every workflow."""
    patience = patience_of(engine.fetch(waits_by_step(base.judged, base.rollout)), base.rollout)
    rows = engine.fetch(kinds_of_cases(base, patience, has_people=has_people))
    people = engine.fetch(base.people) if has_people and base.people is not None else None
    return tuple(
        _tallies(
            base,
            case_kinds(base, workflow, rows.filter(pc.equal(rows["workflow"], workflow.id))),
            _People(workflow, patience[workflow.id], people, has_people),
        )
        for workflow in base.rollout.workflows
    )


@dataclass(frozen=True, slots=True)
class _People:
    workflow: Workflow
    patience: tuple[Patience, ...]
    rows: pa.Table | None
    has_people: bool


def _tallies(base: CaseBase, kinds: CaseKinds, people: _People) -> StepTallies:
    unit, units = coded(kinds.rows["unit"].cast(pa.string()))
    columns = [_of_people(people.rows, CUT + cut, unit, units) for cut in base.cuts.of_people]
    columns += [coded(kinds.rows[CUT + cut]) for cut in base.cuts.of_cases]
    own = np.column_stack([unit, *(codes for codes, _ in columns)])
    persons, row_of = np.unique(own, axis=0, return_inverse=True)
    row, span = row_of.reshape(-1), kinds.ints("span")
    spans = [
        _span(people.workflow, kinds, row, chosen, len(persons))
        for chosen in (span == BEFORE, span != BEFORE, span == FIRST)
    ]
    return StepTallies(
        workflow=people.workflow,
        cuts=base.cuts.all,
        values=tuple(values for _, values in columns),
        codes=persons[:, 1:],
        person=persons[:, 0],
        before=spans[0],
        since=spans[1],
        first=spans[2],
        patience=people.patience,
        has_people=people.has_people,
        days_since=(base.frame.as_of - microseconds(base.rollout.go_live)) / DAY,
        row_of=_first_rows(persons[:, 0], units) if people.has_people else {},
    )


def _of_people(
    people: pa.Table | None, column: str, unit: Counts, units: Sequence[str]
) -> tuple[Counts, tuple[str, ...]]:
    """The codes of a cut of people, looked up by the unit; 0 for whom the people's table lacks."""
    if people is None:
        return np.zeros(len(unit), np.int64), ()
    place = pc.index_in(pa.array(units, pa.string()), people["person"].combine_chunks())
    codes, values = coded(people[column].cast(pa.string()))
    found = pc.fill_null(place, -1).to_numpy().astype(np.int64)
    of_unit = np.where(found >= 0, codes[found], 0) if len(codes) else np.zeros(len(units), np.int64)
    there = np.unique(of_unit[of_unit > 0])
    renumbered = np.zeros(len(values) + 1, np.int64)
    renumbered[there] = np.arange(1, len(there) + 1)
    return renumbered[of_unit][unit - 1], tuple(values[code - 1] for code in there.tolist())


def _first_rows(person: Counts, persons: Sequence[str]) -> dict[str, int]:
    number, first = np.unique(person, return_index=True)
    return {persons[code - 1]: row for code, row in zip(number.tolist(), first.tolist(), strict=True)}


def coded(column: pa.ChunkedArray) -> tuple[Counts, tuple[str, ...]]:
    """Each value's position among the sorted values, from 1; 0 for none."""
    values = sorted(value for value in pc.unique(column).to_pylist() if value is not None)
    found = pc.fill_null(pc.index_in(column, pa.array(values, pa.string())), -1)
    return found.to_numpy().astype(np.int64) + 1, tuple(values)


def _span(workflow: Workflow, kinds: CaseKinds, row: Counts, chosen: Flags, units: int) -> Span:
    cases, mine = kinds.cases[chosen].astype(np.float64), row[chosen]

    def counted(flag: Flags) -> Counts:
        return np.bincount(mine, weights=cases * flag[chosen], minlength=units).astype(np.int64)

    at_steps = [
        {name: counted(flag) for name, flag in kinds.at_step(step).items()} for step in range(len(workflow.steps))
    ]
    return Span(
        of_cases={name: counted(flag) for name, flag in kinds.of_cases()},
        of_steps={
            name: np.stack([at[name] for at in at_steps]) if at_steps else np.zeros((0, units), np.int64)
            for name in OF_STEPS
        },
    )

"""What people said beside the log: tickets, answers, searches, reports, and the signs that the page saw.

Each row is placed at its person's row of the tallies, its day and its step. Texts go to be classified and no further.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.case_base import CaseBase, only_workflow, step_numbers
from desirepath.observe.step_tallies import Counts, StepTallies
from desirepath.observe.tables import Tables
from desirepath.observe.tickets import rows_of_people
from desirepath.ports import Engine
from desirepath.vocabulary.tables import TABLES

Flags: TypeAlias = npt.NDArray[np.bool_]

LABEL = {"tickets": "category", "answers": "reason", "searches": "article", "reports": "tool", "signs": "sign"}
"""The column of each table that sorts its rows."""
TEXTS = {
    "tickets": ("subject", "body"),
    "answers": ("text",),
    "searches": ("query",),
    "reports": ("note",),
    "signs": (),
}
"""The columns of each table that hold what people wrote."""
NOBODY = NOWHERE = UNSAID = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The rows of one table that are of one workflow, in the order of time.

    `row` is that of the person in the tallies, `step` the number of the step; NOBODY and NOWHERE where they are not
    known. `day` counts from 1970, local. `labels` are what the table says of each row, `texts` what was written,
    `amount` how often (signs), `solved` 1, 0 or UNSAID (searches).
    """

    table: str
    row: Counts
    is_since: Flags
    day: Counts
    step: Counts
    labels: tuple[str, ...]
    texts: tuple[str, ...]
    amount: Counts
    solved: Counts

    def __len__(self) -> int:
        return len(self.row)


def voices(tables: Tables, base: CaseBase, tallies: StepTallies, engine: Engine) -> Mapping[str, Voices]:
    """By table, what was said on the workflow of the tallies; tables that there are not are left out."""
    there = {table: getattr(tables, table) for table in LABEL if getattr(tables, table) is not None}
    if not there:
        return {}
    rows = engine.fetch(_placed(there, base, tallies.workflow.id))
    return {table: _read(table, rows.filter(pc.equal(rows["table"], table)), tallies) for table in there}


def _placed(there: Mapping[str, ir.Table], base: CaseBase, workflow: str) -> ir.Table:
    """The rows of all tables that are of a workflow and a period, by time."""
    said = [_said(table, rows) for table, rows in there.items()]
    together = said[0] if len(said) == 1 else ibis.union(*said)
    # Who said it matters here only where waves go live on days of their own.
    people = None if base.rollout.waves is None else base.people
    placed = rows_of_people(together, people, base.frame, "said_at", only_workflow(base.rollout))
    mine = placed.filter(placed.workflow == workflow)
    return mine.mutate(day=base.frame.zone.local_day(mine.said_at)).order_by("said_at", "row")


def _said(table: str, rows: ir.Table) -> ir.Table:
    """A table's rows with the columns that all have."""
    at = next(column.name for column in TABLES[table].columns if column.kind == "time" and column.required)
    written = [ibis.coalesce(rows[column], "") for column in TEXTS[table]]
    return rows.select(
        "user_id",
        "workflow",
        "row",
        "step",
        table=ibis.literal(table),
        said_at=rows[at],
        label=ibis.coalesce(rows[LABEL[table]], ""),
        text=ibis.literal(" ").join(written) if written else ibis.literal(""),
        amount=ibis.coalesce(rows["count"], 1) if "count" in rows.columns else ibis.literal(1, "int64"),
        solved=_solved(rows),
    )


def _solved(rows: ir.Table) -> ir.IntegerValue:
    if "resolved" not in rows.columns:
        return ibis.literal(UNSAID, "int64")
    return ibis.coalesce(rows["resolved"].cast("int64"), UNSAID)


def _read(table: str, rows: pa.Table, tallies: StepTallies) -> Voices:
    numbers = step_numbers(tallies.workflow)

    def ints(column: str) -> Counts:
        return np.asarray(rows[column].to_numpy(), np.int64)

    def looked_up(column: str, known: Mapping[str, int], otherwise: int) -> Counts:
        return np.array([known.get(value or "", otherwise) for value in rows[column].to_pylist()], np.int64)

    return Voices(
        table=table,
        row=looked_up("user_id", tallies.row_of, NOBODY),
        is_since=ints("week") >= 1,
        day=ints("day"),
        step=looked_up("step", numbers, NOWHERE),
        labels=tuple(rows["label"].to_pylist()),
        texts=tuple(text.strip() for text in rows["text"].to_pylist()),
        amount=ints("amount"),
        solved=ints("solved"),
    )


def counts_at(
    heard: Voices, step: int, rows: int, *, since: bool, weight: npt.NDArray[np.float64] | None = None
) -> npt.NDArray[np.float64]:
    """How often each row of the tallies said something at a step, in one of the spans; `weight` counts parts of it."""
    chosen = (heard.row >= 0) & (heard.step == step) & (heard.is_since == since)
    amount = heard.amount if weight is None else heard.amount * weight
    counted = np.bincount(heard.row[chosen], weights=amount[chosen].astype(np.float64), minlength=rows)
    return counted.astype(np.float64)

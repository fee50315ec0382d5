"""What people said beside the log: tickets, answers, searches, reports, and the signs that the page saw.

Each row is placed at its person's row of the tallies, its day and its step. Texts go to be classified and no further.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt

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
    found = {}
    for table in LABEL:
        rows = getattr(tables, table)
        if rows is not None:
            expression = _rows(table, rows, base, tallies.workflow.id)
            found[table] = _read(table, engine.fetch(expression).to_pylist(), tallies)
    return found


def _rows(table: str, rows: ir.Table, base: CaseBase, workflow: str) -> ir.Table:
    """`user_id`, `week`, `day`, `step`, `label`, `text`, `amount` and `solved` of the rows of a workflow, by time."""
    at = next(column.name for column in TABLES[table].columns if column.kind == "time" and column.required)
    written = [ibis.coalesce(rows[column], "") for column in TEXTS[table]]
    chosen = rows.select(
        "user_id",
        "workflow",
        "row",
        step=rows["step"],
        said_at=rows[at],
        label=ibis.coalesce(rows[LABEL[table]], ""),
        text=ibis.literal(" ").join(written) if written else ibis.literal(""),
        amount=ibis.coalesce(rows["count"], 1) if "count" in rows.columns else ibis.literal(1, "int64"),
        solved=_solved(rows),
    )
    # Who said it matters here only where waves go live on days of their own.
    people = None if base.rollout.waves is None else base.people
    placed = rows_of_people(chosen, people, base.frame, "said_at", only_workflow(base.rollout))
    mine = placed.filter(placed.workflow == workflow)
    return mine.select(
        "user_id",
        "week",
        "step",
        "label",
        "text",
        "amount",
        "solved",
        "row",
        "said_at",
        day=base.frame.zone.local_day(mine.said_at),
    ).order_by("said_at", "row")


def _solved(rows: ir.Table) -> ir.IntegerValue:
    if "resolved" not in rows.columns:
        return ibis.literal(UNSAID, "int64")
    return ibis.coalesce(rows["resolved"].cast("int64"), UNSAID)


def _read(table: str, rows: list[dict[str, Any]], tallies: StepTallies) -> Voices:
    numbers = step_numbers(tallies.workflow)

    def column(values: list[int]) -> Counts:
        return np.array(values, np.int64)

    return Voices(
        table=table,
        row=column([tallies.row_of.get(row["user_id"] or "", NOBODY) for row in rows]),
        is_since=np.array([row["week"] >= 1 for row in rows], bool),
        day=column([row["day"] for row in rows]),
        step=column([numbers.get(row["step"] or "", NOWHERE) for row in rows]),
        labels=tuple(row["label"] for row in rows),
        texts=tuple(row["text"].strip() for row in rows),
        amount=column([row["amount"] for row in rows]),
        solved=column([row["solved"] for row in rows]),
    )


def counts_at(
    heard: Voices, step: int, rows: int, *, since: bool, weight: npt.NDArray[np.float64] | None = None
) -> npt.NDArray[np.float64]:
    """How often each row of the tallies said something at a step, in one of the spans; `weight` counts parts of it."""
    chosen = (heard.row >= 0) & (heard.step == step) & (heard.is_since == since)
    amount = heard.amount if weight is None else heard.amount * weight
    counted = np.bincount(heard.row[chosen], weights=amount[chosen].astype(np.float64), minlength=rows)
    return counted.astype(np.float64)

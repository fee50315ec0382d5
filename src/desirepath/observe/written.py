"""What people wrote in tickets, answers and searches, with who wrote it and in which week, to be counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.observe.case_base import CaseBase, only_workflow, step_numbers
from desirepath.observe.local_time import microseconds
from desirepath.observe.step_tallies import Counts
from desirepath.observe.tables import Tables
from desirepath.observe.tickets import rows_of_people
from desirepath.observe.voices import LABEL, NOWHERE, TEXTS, UNSAID, Voices
from desirepath.ports import Engine
from desirepath.vocabulary.rollout import Workflow
from desirepath.vocabulary.said import SaidIn
from desirepath.vocabulary.tables import TABLES

WRITTEN_IN: tuple[SaidIn, ...] = ("tickets", "answers", "searches")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The texts of one table and workflow, in the order of time; rows without a text are left out.

    `person` numbers who wrote each: one number a person in the whole table, whether they have cases or not, and one
    of its own for a text of nobody known. `voices.row` is the same. `week` counts from 1 at go-live, 0 is the baseline.
    """

    table: SaidIn
    workflow: Workflow
    voices: Voices
    person: Counts
    week: Counts


def written(tables: Tables, base: CaseBase, engine: Engine) -> tuple[Written, ...]:
    """What was written on each workflow in each table; where there is nothing, there is no entry."""
    return tuple(part for table in WRITTEN_IN for part in _of_table(table, tables, base, engine))


def weeks_since(base: CaseBase) -> int:
    """How many weeks have begun since go-live, since that of the first wave where there are waves."""
    rollout, zone = base.rollout, base.frame.zone
    waves = tuple(rollout.waves.go_live.values()) if rollout.waves else ()
    first = min(rollout.go_live, *waves) if waves else rollout.go_live
    days = zone.local_day_of(base.frame.as_of - 1) - zone.local_day_of(microseconds(first))
    return max(days // 7 + 1, 0)


def _of_table(table: SaidIn, tables: Tables, base: CaseBase, engine: Engine) -> Iterator[Written]:
    rows = getattr(tables, table)
    if rows is None:
        return
    people = None if base.rollout.waves is None else base.people
    placed = rows_of_people(_texts(table, rows), people, base.frame, "said_at", only_workflow(base.rollout))
    with_day = placed.mutate(day=base.frame.zone.local_day(placed.said_at))
    found = engine.fetch(with_day.filter(with_day.text != "").order_by("said_at", "row"))
    person = _numbered(found["user_id"])
    for workflow in base.rollout.workflows:
        mine = pc.equal(found["workflow"], workflow.id)
        if pc.any(mine).as_py():
            yield _written(table, workflow, found.filter(mine), person[mine.to_numpy()])


def _texts(table: SaidIn, rows: ir.Table) -> ir.Table:
    at = next(column.name for column in TABLES[table].columns if column.kind == "time" and column.required)
    parts = [ibis.coalesce(rows[column], "") for column in TEXTS[table]]
    return rows.select(
        "user_id",
        "workflow",
        "row",
        "step",
        said_at=rows[at],
        label=ibis.coalesce(rows[LABEL[table]], ""),
        text=ibis.literal(" ").join(parts).strip(),
    )


def _numbered(users: pa.ChunkedArray) -> Counts:
    """A number for each person; texts of nobody known have one each."""
    known: dict[object, int] = {}
    keys = ((user is None, row if user is None else user) for row, user in enumerate(users.to_pylist()))
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int64)


def _written(table: SaidIn, workflow: Workflow, rows: pa.Table, person: Counts) -> Written:
    numbers = step_numbers(workflow)
    week = np.asarray(rows["week"].to_numpy(), np.int64)
    told = Voices(
        table=table,
        row=person,
        is_since=week >= 1,
        day=np.asarray(rows["day"].to_numpy(), np.int64),
        step=np.array([numbers.get(step or "", NOWHERE) for step in rows["step"].to_pylist()], np.int64),
        labels=tuple(rows["label"].to_pylist()),
        texts=tuple(rows["text"].to_pylist()),
        amount=np.ones(len(week), np.int64),
        solved=np.full(len(week), UNSAID, np.int64),
    )
    return Written(table=table, workflow=workflow, voices=told, person=person, week=week)

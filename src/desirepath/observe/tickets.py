"""Tickets: how many, from whom, about what, and who had asked before."""

from __future__ import annotations

from dataclasses import replace

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from desirepath.observe.cases import Frame
from desirepath.observe.units import Persons, Units, read_units

UNCATEGORISED = "not categorised"


def rows_of_people(
    rows: ir.Table, people: ir.Table | None, frame: Frame, at: str, only_workflow: str | None
) -> ir.Table:
    """Rows of a table beside the log, with `week` (as of cases), the cuts of the people, and `workflow` filled in.

    Rows on excluded days, of no period or of no workflow of the rollout are left out.
    """
    workflow = ibis.coalesce(rows.workflow, ibis.literal(only_workflow)) if only_workflow else rows.workflow
    named = rows.mutate(workflow=workflow)
    named = named.filter(named.workflow.isin([workflow.id for workflow in frame.rollout.workflows]))
    if people is not None:
        named = named.left_join(people, named.user_id == people.person).drop("person")
    weeks = named.mutate(week=frame.period_week(named[at], frame.go_live_at(named)))
    return weeks.filter(weeks.week.notnull())


def active_people(events: ir.Table, people: ir.Table | None, frame: Frame) -> ir.Table:
    """`workflow`, `user_id` and `week`: who had an event in which week."""
    days = events.filter(events.user_id.notnull()).select("workflow", "user_id", "at")
    if frame.rollout.waves is None:
        placed = days.mutate(week=frame.period_week(days["at"], frame.go_live_at(days)))
        placed = placed.filter(placed.week.notnull())
    else:
        placed = rows_of_people(days, people, frame, "at", None)
    return placed.select("workflow", "user_id", "week").distinct()


def tickets_by_person(tickets: ir.Table) -> ir.Table:
    """`workflow`, `user_id`, `week`, `category` and how many `tickets`."""
    named = tickets.mutate(category=ibis.coalesce(tickets.category, ibis.literal(UNCATEGORISED)))
    return named.group_by("workflow", "user_id", "week", "category").agg(tickets=named.count())


def asked_or_active(asked: pa.Table, active: pa.Table, persons: Persons) -> Units:
    """The rows of `tickets_by_person` and of `active_people` as units: their `tickets`, and whether they were `active`.

    A ticket of nobody known stands for an asker of its own.
    """
    columns = ["workflow", "user_id", "week", "tickets"]
    did = active.append_column("tickets", pa.array(np.ones(len(active), np.int64)))
    both = pa.concat_tables([asked.select(columns), did.select(columns)])
    units = read_units(both, "tickets", persons, have_people=True)
    is_active = np.arange(len(both)) >= len(asked)
    tickets = np.where(is_active, 0, units.counts["tickets"])
    return replace(units, counts={"tickets": tickets, "active": is_active.astype(np.int64)})

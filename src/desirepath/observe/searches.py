"""Searches in the self-help, and whether they spared a ticket."""

from __future__ import annotations

from dataclasses import replace

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from desirepath.observe.grouping import numbers
from desirepath.observe.local_time import SECOND
from desirepath.observe.units import Persons, Units, read_units

HOURS_TO_A_TICKET = 72


def settled_searches(searches: ir.Table, tickets: ir.Table | None, as_of: int) -> ir.Table:
    """The searches of which it is known whether they were `solved` (1 or 0).

    What the search itself says holds. Where it says nothing, it was solved if its person opened no ticket on
    the workflow within 72 hours; such a search of nobody known, or younger than 72 hours, is left out, also where a
    ticket followed already.
    """
    wait = HOURS_TO_A_TICKET * 3600 * SECOND
    if tickets is None:
        said = searches.filter(searches.resolved.notnull())
        return said.mutate(solved=said.resolved.cast("int64"))
    asked = tickets.select(asker=tickets.user_id, asked_workflow=tickets.workflow, asked_at=tickets.opened_at)
    followed = searches.inner_join(
        asked,
        [
            searches.user_id == asked.asker,
            searches.workflow == asked.asked_workflow,
            searches["at"] <= asked.asked_at,
            searches["at"] + wait >= asked.asked_at,
        ],
    )
    followed = followed.select(followed_row=followed.row).distinct()
    joined = searches.left_join(followed, searches.row == followed.followed_row)
    # What a ticket followed waits as long as the others: else searches that went wrong would be told before those that did not.
    is_over = joined.user_id.notnull() & (joined["at"] + wait <= as_of)
    known = joined.filter(joined.resolved.notnull() | is_over)
    solved = ibis.coalesce(known.resolved, known.followed_row.isnull())
    return known.mutate(solved=solved.cast("int64")).drop("followed_row")


def searches_by_person(settled: ir.Table) -> ir.Table:
    """`workflow`, `user_id`, `week`, whether `solved`, and how many `searches`."""
    return settled.group_by("workflow", "user_id", "week", "solved").agg(searches=settled.count())


def solved_or_not(rows: pa.Table, persons: Persons, *, have_people: bool) -> Units:
    """The rows of `searches_by_person` as units: their `searches`, and those `solved`."""
    units = read_units(rows, "searches", persons, have_people=have_people)
    searches = units.counts["searches"]
    return replace(units, counts={"searches": searches, "solved": searches * numbers(rows["solved"])})

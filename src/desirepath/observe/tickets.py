"""Tickets: how many, from whom, about what, and who had asked before."""

from __future__ import annotations

from functools import reduce

import ibis
import ibis.expr.types as ir

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE, Frame
from desirepath.observe.cohorts import CUT, Cuts

UNCATEGORISED = "not categorised"


def rows_of_people(
    rows: ir.Table, people: ir.Table | None, frame: Frame, at: str, only_workflow: str | None
) -> ir.Table:
    """Rows of a table beside the log, with `week` (as of cases), the cuts of people, and `workflow` filled in.

    Rows on excluded days, of no period or of no workflow of the rollout are left out.
    """
    workflow = ibis.coalesce(rows.workflow, ibis.literal(only_workflow)) if only_workflow else rows.workflow
    named = rows.mutate(workflow=workflow)
    named = named.filter(named.workflow.isin([workflow.id for workflow in frame.rollout.workflows]))
    if people is not None:
        named = named.left_join(people, named.user_id == people.person).drop("person")
    weeks = named.mutate(week=frame.period_week(named[at], frame.go_live_at(named)))
    return weeks.filter(weeks.week.notnull())


def in_periods(rows: ir.Table) -> ir.Table:
    """Every row once in its week or the baseline and, if it lies after go-live, once more in all weeks together."""
    week = ibis.ifelse(rows.week == 0, BASELINE, ibis.literal("week_") + rows.week.cast("string"))
    since = rows.filter(rows.week >= 1).mutate(period=ibis.literal(SINCE_GO_LIVE))
    return rows.mutate(period=week).union(since)


def in_cohorts(rows: ir.Table, cuts: tuple[str, ...]) -> ir.Table:
    """Every row once for everyone and once for each cut in which it has a value: columns `cut` and `value`."""
    plain = [name for name in rows.columns if not name.startswith(CUT)]
    tables = [rows.select(*plain).mutate(cut=ibis.literal(""), value=ibis.literal(""))]
    for cut in cuts:
        named = rows.mutate(cut=ibis.literal(cut), value=rows[CUT + cut].cast("string"))
        tables.append(named.filter(named.value.notnull()).select(*plain, "cut", "value"))
    return reduce(lambda table, other: table.union(other), tables)


def active_people(events: ir.Table, people: ir.Table | None, frame: Frame) -> ir.Table:
    """`workflow`, `user_id`, `week` and the cuts of people: who had an event in which week."""
    with_person = events.filter(events.user_id.notnull())
    if frame.rollout.waves is None:
        weeks = with_person.mutate(week=frame.period_week(with_person["at"], frame.go_live_at(with_person)))
        met = weeks.filter(weeks.week.notnull()).select("workflow", "user_id", "week").distinct()
        return met if people is None else met.left_join(people, met.user_id == people.person).drop("person")
    days = with_person.select("workflow", "user_id", "at")
    return rows_of_people(days, people, frame, "at", None).drop("at").distinct()


def tickets_per_person(tickets: ir.Table, active: ir.Table, cuts: Cuts) -> ir.Table:
    """`workflow`, `period`, `cut`, `value`, `unit`, `is_active` and `tickets`: one row for each person who did or asked.

    A ticket of nobody known stands for an asker of its own.
    """
    columns = ["workflow", "week", "unit", "is_active", "tickets", *(CUT + cut for cut in cuts.of_people)]
    asker = ibis.coalesce(tickets.user_id, ibis.literal("ticket ") + tickets.row.cast("string"))
    asked = tickets.mutate(unit=asker, is_active=ibis.literal(0, "int64"), tickets=ibis.literal(1, "int64"))
    did = active.mutate(unit=active.user_id, is_active=ibis.literal(1, "int64"), tickets=ibis.literal(0, "int64"))
    rows = in_cohorts(in_periods(did.select(*columns).union(asked.select(*columns))), cuts.of_people)
    return rows.group_by("workflow", "period", "cut", "value", "unit").agg(
        is_active=rows.is_active.max(), tickets=rows.tickets.sum().cast("int64")
    )


def ticket_sums(per_person: ir.Table) -> ir.Table:
    """`active`, `askers`, `tickets` and `squares` (of each person's tickets) by `workflow`, `period`, `cut`, `value`."""
    own = per_person.tickets
    return per_person.group_by("workflow", "period", "cut", "value").agg(
        active=per_person.is_active.sum().cast("int64"),
        askers=(own > 0).cast("int64").sum().cast("int64"),
        tickets=own.sum().cast("int64"),
        squares=(own * own).sum().cast("int64"),
    )


def driver_sums(tickets: ir.Table, cuts: Cuts) -> ir.Table:
    """By `workflow`, `period`, `cut`, `value` and `category`: sums over askers of their tickets (x) and those in it (y).

    `askers` have a ticket in the category, `asked_before` of them had one in it earlier, in whatever period;
    `squares_y`, `products` (xy) and the sums over all askers `all_askers`, `tickets_x`, `squares_x`.
    """
    named = tickets.mutate(
        category=ibis.coalesce(tickets.category, ibis.literal(UNCATEGORISED)),
        unit=ibis.coalesce(tickets.user_id, ibis.literal("ticket ") + tickets.row.cast("string")),
    )
    earlier = ibis.window(group_by=["workflow", "category", "unit"], order_by=["opened_at", "row"])
    named = named.mutate(again=(ibis.row_number().over(earlier) > 0).cast("int64"))
    columns = ["workflow", "week", "unit", "category", "again", *(CUT + cut for cut in cuts.of_people)]
    rows = in_cohorts(in_periods(named.select(*columns)), cuts.of_people)
    place = ["workflow", "period", "cut", "value"]
    own = rows.group_by(*place, "unit", "category").agg(y=rows.count(), again=rows.again.max())
    all_own = rows.group_by(*place, "unit").agg(x=rows.count())
    totals = all_own.group_by(*place).agg(
        all_askers=all_own.count(),
        tickets_x=all_own.x.sum().cast("int64"),
        squares_x=(all_own.x * all_own.x).sum().cast("int64"),
    )
    both = own.inner_join(all_own, [*place, "unit"])
    by_category = both.group_by(*place, "category").agg(
        askers=both.count(),
        asked_before=both.again.sum().cast("int64"),
        tickets_y=both.y.sum().cast("int64"),
        squares_y=(both.y * both.y).sum().cast("int64"),
        products=(both.x * both.y).sum().cast("int64"),
    )
    return by_category.inner_join(totals, place)

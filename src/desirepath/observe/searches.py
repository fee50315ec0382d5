"""Searches in the self-help, and whether they spared a ticket."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from desirepath.observe.cohorts import CUT, Cuts
from desirepath.observe.local_time import SECOND
from desirepath.observe.person_counts import UNITY, exact
from desirepath.observe.tickets import in_cohorts, in_periods

HOURS_TO_A_TICKET = 72


def settled_searches(searches: ir.Table, tickets: ir.Table | None, as_of: int) -> ir.Table:
    """The searches of which it is known whether they were `solved` (1 or 0).

    What the search itself says holds. Where it says nothing, it was solved if its person opened no ticket on
    the workflow within 72 hours; such a search of nobody known, or younger than 72 hours, is left out.
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
    known = joined.filter(
        joined.resolved.notnull()
        | joined.followed_row.notnull()
        | (joined.user_id.notnull() & (joined["at"] + wait <= as_of))
    )
    solved = ibis.coalesce(known.resolved, known.followed_row.isnull())
    return known.mutate(solved=solved.cast("int64")).drop("followed_row")


def search_sums(settled: ir.Table, cuts: Cuts, *, has_people: bool) -> ir.Table:
    """`n`, `total`, `squares` (of each person's share of solved searches) and `cases` (searches), by place."""
    own_key = ibis.literal("search ") + settled.row.cast("string")
    unit = ibis.coalesce(settled.user_id, own_key) if has_people else own_key
    columns = ["workflow", "week", "unit", "solved", *(CUT + cut for cut in cuts.of_people)]
    rows = in_cohorts(in_periods(settled.mutate(unit=unit).select(*columns)), cuts.of_people)
    place = ["workflow", "period", "cut", "value"]
    own = rows.group_by(*place, "unit").agg(share=rows.solved.mean(), searches=rows.count())
    return own.group_by(*place).agg(
        n=own.count(),
        total=exact(own.share).sum() / UNITY,
        squares=exact(own.share * own.share).sum() / UNITY,
        cases=own.searches.sum().cast("int64"),
    )

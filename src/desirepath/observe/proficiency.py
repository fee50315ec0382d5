"""How long each person took until the changed workflow went right three times in a row, without help."""

from __future__ import annotations

from itertools import product

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from desirepath.observe.counted import Place, Waits
from desirepath.observe.grouping import NONE, Numbers, coded, groups_of, numbers
from desirepath.observe.local_time import DAY
from desirepath.observe.person_counts import CLOSED
from desirepath.observe.units import SINCE, Persons, period_name
from desirepath.vocabulary.case import Verdict

IN_A_ROW = 3
DAYS_UNTIL_LEFT = 30


def cases_with_help(cases: ir.Table, rows: ir.Table, at: str) -> ir.Table:
    """`helped_row`: the cases during which their person has a row (a ticket, a search) on the workflow."""
    asked = rows.select(asker=rows.user_id, asked_workflow=rows.workflow, asked_at=rows[at])
    during = cases.inner_join(
        asked,
        [
            cases.user_id == asked.asker,
            cases.workflow == asked.asked_workflow,
            cases.began_at <= asked.asked_at,
            cases.last_at >= asked.asked_at,
        ],
    )
    return during.select(helped_row=during.case_row).distinct()


def times_to_proficiency(judged: ir.Table, helped: ir.Table | None, as_of: int) -> ir.Table:
    """One row for each person: `workflow`, `user_id`, `week` of the first case, `waited` (microseconds), `proficient`, `left`.

    The clock runs from the first case after go-live to the end of the third in a row that is on the path
    without failure, ticket or search. Cases that are open or withdrawn say nothing either way. Whoever has
    had no case for 30 days has left; the others are still waited for at the as-of date.
    """
    since = judged.filter((judged.week >= 1) & judged.user_id.notnull())
    right = (since.verdict == Verdict.ON_PATH.value) & (since.exceptions == 0)
    if helped is not None:
        since = since.left_join(helped, since.case_row == helped.helped_row)
        right = (since.verdict == Verdict.ON_PATH.value) & (since.exceptions == 0) & since.helped_row.isnull()
    marked = since.mutate(right=right.cast("int64"), says=since.verdict.isin([verdict.value for verdict in CLOSED]))
    order = ibis.window(
        group_by=["workflow", "user_id", "says"], order_by=["began_at", "case_row"], preceding=IN_A_ROW - 1, following=0
    )
    streaks = marked.mutate(streak=marked.right.sum().over(order))
    arrived = streaks.says & (streaks.streak == IN_A_ROW)
    per_person = streaks.group_by("workflow", "user_id").agg(
        week=streaks.week.min(),
        first_at=streaks.began_at.min(),
        last_at=streaks.last_at.max(),
        proficient_at=ibis.ifelse(arrived, streaks.last_at, ibis.null("int64")).min(),
    )
    has_left = per_person.last_at < as_of - DAYS_UNTIL_LEFT * DAY
    proficient = per_person.proficient_at.notnull()
    until = ibis.ifelse(has_left, per_person.last_at, ibis.literal(as_of, "int64"))
    return per_person.select(
        "workflow",
        "user_id",
        "week",
        waited=ibis.coalesce(per_person.proficient_at, until) - per_person.first_at,
        proficient=proficient,
        left=has_left & ~proficient,
    )


def waits_by_place(rows: pa.Table, persons: Persons) -> dict[Place, Waits]:
    """The rows of `times_to_proficiency` for everyone and each cohort of people, in all and by the week of the first case."""
    workflow, workflows = coded(rows["workflow"])
    week, everyone = numbers(rows["week"]), np.zeros(len(rows), np.int64)
    columns = [rows[name].to_numpy() for name in ("waited", "proficient", "left")]
    cohorts: list[tuple[str, tuple[str, ...], Numbers]] = [("", ("",), everyone)]
    cohorts += [(cut, persons.values[cut], codes) for cut, codes in persons.codes_of(rows["user_id"]).items()]
    waits: dict[Place, Waits] = {}
    for (cut, values, codes), period in product(cohorts, (np.full_like(week, SINCE), week)):
        groups = groups_of([workflow, codes, period])
        keys = zip(*(groups.first(key).tolist() for key in (workflow, codes, period)), strict=True)
        for (of_workflow, code, entered), inside in zip(keys, groups.members(), strict=True):
            if code != NONE:
                name = workflows[of_workflow]
                place = Place(workflow=name, period=period_name(entered), cut=cut, value=values[code])
                waited, proficient, left = (column[inside] for column in columns)
                waits[place] = Waits(waited / DAY, proficient.astype(bool), left.astype(bool))
    return waits

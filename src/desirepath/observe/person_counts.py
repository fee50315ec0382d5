"""What each person's cases came to, per period; and from that, sums that add up to any cohort's rate.

The unit is the person where there is one, otherwise the case. A person counts once, with the share of their
closed cases that qualify, so that many cases weigh no more than few.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.cohorts import CUT, Cuts
from desirepath.observe.marks import is_marked
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.metric import Ratio

CLOSED = (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.ABANDONED, Verdict.UNJUDGED)
JUDGED = (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.ABANDONED)
ENDED = (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.UNJUDGED)


UNITY = 1 << 30
"""What 1 is in the fixed-point numbers that ratios are summed in."""


def exact(ratio: ir.FloatingValue) -> ir.IntegerValue:
    """A ratio as a whole number of 2⁻³⁰: sums of those do not depend on the order in which an engine adds them."""
    return (ratio * UNITY + 0.5).floor().cast("int64")


def reached(step: int) -> str:
    """The count of closed cases that reached the step of this number."""
    return f"reached_step_{step}"


def stopped(step: int) -> str:
    """The count of cases abandoned at the step of this number."""
    return f"stopped_step_{step}"


def counts_of_case(judged: ir.Table, steps: int) -> dict[str, ir.IntegerValue]:
    """What one case adds to each count: `closed`, `judged`, `on_path`, `ended`, `abandoned`, `exceptions`, steps."""
    is_closed = _is(judged, CLOSED)
    is_abandoned = judged.verdict == Verdict.ABANDONED.value
    counts: dict[str, ir.BooleanValue | ir.IntegerValue] = {
        "closed": is_closed,
        "judged": judged.may_be_judged & _is(judged, JUDGED),
        "on_path": judged.verdict == Verdict.ON_PATH.value,
        "ended": _is(judged, ENDED),
        "abandoned": is_abandoned,
        "exceptions": ibis.ifelse(is_closed, judged.exceptions, 0),
    }
    for step in range(steps):
        counts[reached(step)] = is_closed & is_marked(judged, "reached", step)
        counts[stopped(step)] = is_abandoned & (judged.stopped_at == step)
    return {name: count.cast("int64") for name, count in counts.items()}


def _is(judged: ir.Table, verdicts: Sequence[Verdict]) -> ir.BooleanValue:
    return judged.verdict.isin([verdict.value for verdict in verdicts])


def unit_of(cases: ir.Table, *, has_people: bool) -> ir.StringValue | ir.IntegerValue:
    """The person, or the case itself where it has none."""
    if not has_people:
        return cases.case_row
    return ibis.coalesce(cases.user_id, ibis.literal("case ") + cases.case_row.cast("string"))


def weekly_counts(judged: ir.Table, cuts: Cuts, steps: int, *, has_people: bool) -> ir.Table:
    """`workflow`, `unit`, `week` (0: the baseline), the cuts and the counts; one row for each person and week."""
    placed = judged.filter(judged.week.notnull())
    key = ["workflow", "week", *cuts.columns]
    counts = counts_of_case(placed, steps)
    unit = unit_of(placed, has_people=has_people)
    if not has_people:
        return placed.select(*key, unit=unit, **counts)
    with_unit = placed.mutate(unit=unit)
    return with_unit.group_by("unit", *key).agg(
        **{name: count.sum().cast("int64") for name, count in counts_of_case(with_unit, steps).items()}
    )


def period_counts(weekly: ir.Table, cuts: Cuts, count_names: Sequence[str]) -> ir.Table:
    """The same with `period` in place of `week`: every week, the baseline, and all weeks since go-live together."""
    by_week = weekly.mutate(
        period=ibis.ifelse(weekly.week == 0, BASELINE, ibis.literal("week_") + weekly.week.cast("string"))
    ).drop("week")
    since = weekly.filter(weekly.week >= 1)
    all_weeks = (
        since.group_by("workflow", "unit", *cuts.columns)
        .agg(**{name: since[name].sum().cast("int64") for name in count_names})
        .mutate(period=ibis.literal(SINCE_GO_LIVE))
    )
    columns = ["workflow", "unit", "period", *cuts.columns, *count_names]
    return by_week.select(*columns).union(all_weeks.select(*columns))


def sums_by_cohort(periods: ir.Table, cuts: Cuts, ratios: Sequence[Ratio]) -> ir.Table:
    """For everyone and each value of each cut: the sums that the ratios' means and intervals are made of.

    `workflow`, `period`, `cut` and `value` ("" for everyone), then for ratio number i `n_i` (persons with the
    ratio), `total_i`, `squares_i` (of the persons' ratios) and `cases_i` (the wholes).
    """
    tables = [_sums(periods, "", ibis.literal(""), cuts, ratios)]
    tables.extend(_sums(periods, cut, periods[CUT + cut], cuts, ratios) for cut in cuts.all)
    return reduce(lambda table, other: table.union(other), tables)


def _sums(periods: ir.Table, cut: str, value: ir.StringValue, cuts: Cuts, ratios: Sequence[Ratio]) -> ir.Table:
    names = sorted({name for ratio in ratios for name in ratio})
    chosen = periods.mutate(value=value.cast("string"))
    chosen = chosen.filter(chosen.value.notnull())
    if cuts.of_cases:  # a person's cases may lie in several cohorts of such a cut: gather them again
        chosen = chosen.group_by("workflow", "period", "unit", "value").agg(
            **{name: chosen[name].sum().cast("int64") for name in names}
        )
    sums: dict[str, ir.NumericScalar] = {}
    for number, (part_name, whole_name) in enumerate(ratios):
        part, whole = chosen[part_name], chosen[whole_name]
        has = whole > 0
        own = exact(ibis.ifelse(has, part.cast("float64") / ibis.ifelse(has, whole, 1), 0.0))
        squared = exact(own.cast("float64") / UNITY * own.cast("float64") / UNITY)
        sums[f"n_{number}"] = has.cast("int64").sum().cast("int64")
        sums[f"total_{number}"] = own.sum() / UNITY
        sums[f"squares_{number}"] = squared.sum() / UNITY
        sums[f"cases_{number}"] = whole.sum().cast("int64")
    by_cohort = chosen.group_by("workflow", "period", "value").agg(**sums)
    return by_cohort.mutate(cut=ibis.literal(cut)).select("workflow", "period", "cut", "value", *sums)

"""The sums that shares of persons are estimated from, for those who agree in any cuts, worked out by the engine.

They are those of `cohort_sums`, to the last digit: ratios are summed in the same fixed point, so that the cells of
two crossed cuts and their margins tell of the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from desirepath.observe.cohort_sums import UNITY
from desirepath.observe.cohorts import CUT
from desirepath.observe.counted import RatioSums
from desirepath.observe.person_counts import CLOSED, ENDED, JUDGED, unit_of
from desirepath.statistics.moments import Moments
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.metric import Ratio

Values: TypeAlias = tuple[str | None, ...]
"""A value of each of the cuts that were asked for; None for those who have none."""
_VALUE = "value_"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSums:
    """People with closed cases since go-live (cases, where there are no people), their cases, and by ratio its sums.

    A ratio of which nobody has the whole is left out.
    """

    people: int
    cases: int
    ratios: Mapping[Ratio, RatioSums]


def sums_of_cohorts(judged: ir.Table, cuts: Sequence[str], ratios: Sequence[Ratio], *, have_people: bool) -> ir.Table:
    """`workflow`, a `value_` column for each cut, `people`, `cases`, and the sums of each ratio.

    Those of ratio number k are `n_k`, `total_k`, `squares_k` and `cases_k`; totals and squares are whole numbers of
    2⁻³⁰. Counted are the closed cases that began since go-live. Each person counts once in each cell, with the share of
    their cases there.
    """
    since = judged.filter((judged.week >= 1) & _is(judged, CLOSED))
    marked = since.select(
        "workflow",
        unit=unit_of(since, has_people=have_people),
        **{f"{_VALUE}{place}": since[CUT + cut] for place, cut in enumerate(cuts)},
        **{name: counts.cast("int64") for name, counts in _counts(since).items()},
    )
    cell = ("workflow", *(f"{_VALUE}{place}" for place in range(len(cuts))))
    of_units = marked.group_by(*cell, "unit").agg(**{name: marked[name].sum().cast("int64") for name in _counts(since)})
    sums = {"people": of_units.count(), "cases": of_units.closed.sum()}
    for number, (part, whole) in enumerate(ratios):
        own = _fixed_point(ibis.ifelse(of_units[whole] > 0, of_units[part] / of_units[whole], 0.0))
        sums |= {
            f"n_{number}": (of_units[whole] > 0).cast("int64").sum(),
            f"total_{number}": own.sum(),
            f"squares_{number}": _fixed_point(own.cast("float64") / UNITY * own / UNITY).sum(),
            f"cases_{number}": of_units[whole].sum(),
        }
    return of_units.group_by(*cell).agg(**{name: summed.cast("int64") for name, summed in sums.items()})


def _counts(cases: ir.Table) -> dict[str, ir.BooleanValue]:
    """What one closed case adds to a count, under the names that ratios have for them."""
    return {
        "closed": _is(cases, CLOSED),
        "judged": _is(cases, JUDGED) & cases.may_be_judged,
        "on_path": _is(cases, (Verdict.ON_PATH,)),
        "ended": _is(cases, ENDED),
        "abandoned": _is(cases, (Verdict.ABANDONED,)),
    }


def _is(cases: ir.Table, verdicts: Sequence[Verdict]) -> ir.BooleanValue:
    return cases.verdict.isin([verdict.value for verdict in verdicts])


def _fixed_point(ratio: ir.FloatingValue) -> ir.IntegerValue:
    return (ratio * UNITY + 0.5).floor().cast("int64")


def read_sums(rows: pa.Table, ratios: Sequence[Ratio]) -> dict[tuple[str, Values], CellSums]:
    """The rows of `sums_of_cohorts`, by workflow and values; in the order of both, those without a value last."""
    places = [name for name in rows.column_names if name.startswith(_VALUE)]
    read = {
        (row["workflow"], tuple(row[place] for place in places)): CellSums(
            people=row["people"],
            cases=row["cases"],
            ratios={ratio: _ratio_sums(row, number) for number, ratio in enumerate(ratios) if row[f"n_{number}"]},
        )
        for row in rows.to_pylist()
    }
    return dict(sorted(read.items(), key=lambda item: (item[0][0], [(one is None, one or "") for one in item[0][1]])))


def _ratio_sums(row: Mapping[str, int], number: int) -> RatioSums:
    total, squares = (row[f"{name}_{number}"] / UNITY for name in ("total", "squares"))
    return RatioSums(Moments(row[f"n_{number}"], total, squares), row[f"cases_{number}"])

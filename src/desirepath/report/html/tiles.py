"""The headline figures: value, interval, what it was before, and which way that goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.comparison import Change
from desirepath.report.measured import BASELINE, Measured
from desirepath.report.spoken import said
from desirepath.report.svg.sparkline import sparkline
from desirepath.report.wording import HEADLINES, counted, figure, interval, metric_title, shortfall
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import GROWS_WITH_TIME, Measurement, Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One headline figure. Without a `value`, `sentence` says why there is none."""

    metric: str
    title: str
    value: str
    interval: str
    basis: str
    change: Change | None
    before: str
    sentence: str
    spark: Markup


def tiles(measured: Measured, metrics: Mapping[str, Metric], counted_by: str) -> tuple[Tile, ...]:
    """The headlines that the study has a row for, in the fixed order."""
    rows = ((name, measured.row(name)) for name in HEADLINES)
    return tuple(_tile(measured, row, metrics, counted_by) for _, row in rows if row is not None)


def _tile(measured: Measured, row: Measurement, metrics: Mapping[str, Metric], counted_by: str) -> Tile:
    title = metric_title(row.metric, metrics)
    earlier = None if row.metric in GROWS_WITH_TIME else measured.row(row.metric, BASELINE)
    match row.result:
        case NotEnoughData() as missing:
            return Tile(
                metric=row.metric,
                title=title,
                value="",
                interval="",
                basis="",
                change=None,
                before=before_said(earlier),
                sentence=shortfall(missing),
                spark=Markup(""),
            )
        case Estimate() as now:
            before = measured.before(row.metric)
            return Tile(
                metric=row.metric,
                title=title,
                value=figure(now.value, now.unit),
                interval=interval(now),
                basis=basis(now, counted_by),
                change=measured.moved(row.metric, metrics),
                before=before_said(earlier),
                sentence="",
                spark=_spark(measured, row.metric, before),
            )


def basis(estimate: Estimate, counted_by: str) -> str:
    """What the value rests on: `812 people`, or cases where there are no people."""
    return counted(estimate.n, "person", "people") if counted_by == "users" else counted(estimate.n, "case", "cases")


def before_said(earlier: Measurement | None) -> str:
    """The baseline in words; empty where the study has none."""
    if earlier is None:
        return ""
    match earlier.result:
        case Estimate() as before:
            return said("%(value)s before go-live", value=figure(before.value, before.unit))
        case NotEnoughData():
            return said("not enough data before go-live")


def _spark(measured: Measured, metric: str, before: Estimate | None) -> Markup:
    weeks = measured.weeks(metric)
    values = [row.result.value if isinstance(row.result, Estimate) else None for row in weeks if not row.partial]
    return sparkline(values, before.value if before else None)

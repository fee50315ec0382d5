"""The metrics by week: a chart each, and every figure in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.measured import BASELINE, Measured, week_number
from desirepath.report.svg.trend import WeekPoint, trend_chart
from desirepath.report.wording import HEADLINES, figure, interval, metric_title, period_title, shortfall
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Measurement, Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One metric's chart."""

    title: str
    chart: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell: what is read, and what stands behind it."""

    text: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """One week's figures, in the order of the charts; None where the study has no row."""

    title: str
    partial: bool
    figures: tuple[Figure | None, ...]


def trends(measured: Measured, metrics: Mapping[str, Metric]) -> tuple[Trend, ...]:
    """A chart for every headline metric that has a figure for a week."""
    return tuple(
        Trend(title=metric_title(name, metrics), chart=chart)
        for name in HEADLINES
        if (chart := _chart(measured, name, metric_title(name, metrics)))
    )


def week_rows(measured: Measured, metrics: Mapping[str, Metric]) -> tuple[tuple[str, ...], tuple[WeekRow, ...]]:
    """The table beside the charts: titles of its columns, and its rows; both empty without weeks."""
    names = [name for name in HEADLINES if measured.weeks(name)]
    by_period: dict[str, dict[str, Measurement]] = {}
    for name in names:
        before = measured.row(name, BASELINE)
        for row in (*([before] if before else []), *measured.weeks(name)):
            by_period.setdefault(row.period, {})[name] = row
    rows = tuple(
        WeekRow(
            title=period_title(period),
            partial=any(row.partial for row in found.values()),
            figures=tuple(_figure(found[name]) if name in found else None for name in names),
        )
        for period, found in sorted(by_period.items(), key=lambda item: week_number(item[0]) or 0)
    )
    return tuple(metric_title(name, metrics) for name in names), rows


def _chart(measured: Measured, metric: str, title: str) -> Markup:
    weeks = [
        WeekPoint(
            week=week_number(row.period) or 0,
            estimate=row.result if isinstance(row.result, Estimate) else None,
            partial=row.partial,
        )
        for row in measured.weeks(metric)
    ]
    return trend_chart(title, weeks, measured.estimate(metric, BASELINE)) if weeks else Markup("")


def _figure(row: Measurement) -> Figure:
    if isinstance(row.result, Estimate):
        return Figure(text=figure(row.result.value, row.result.unit), more=interval(row.result))
    return Figure(text="–", more=shortfall(row.result))

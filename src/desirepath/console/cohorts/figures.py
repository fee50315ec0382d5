"""Figures of cohorts as tables show them: with interval and number, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import inf

from desirepath.report.measured import SINCE, Measured
from desirepath.report.wording import figure, interval, shortfall
from desirepath.study import metric_catalogue
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric
from desirepath.vocabulary.study import Study

_SHADES = ((-0.25, "worse-2"), (-0.08, "worse-1"), (0.08, "alike"), (0.25, "better-1"), (inf, "better-2"))
"""Colours by the upper bounds of the gap to everyone, good side up, as a share of everyone's value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. Without an estimate `why` says what is missing; it is empty where even that is not told."""

    estimate: Estimate | None
    text: str
    interval: str
    why: str


def figure_of(result: Estimate | NotEnoughData | None) -> Figure:
    """A result as it reads; none at all is a figure that may not be told."""
    if isinstance(result, Estimate):
        said = figure(result.value, result.unit)
        return Figure(estimate=result, text=said, interval=interval(result), why="")
    return Figure(estimate=None, text="–", interval="", why="" if result is None else shortfall(result))


def of_cohorts(study: Study, workflow: str) -> Measured:
    """The measurements since go-live of everyone and of cohorts that one pair picks out: pages look for no others."""
    rows = (row for row in study.metrics if row.workflow == workflow and row.period == SINCE)
    return Measured(workflow, tuple(row for row in rows if row.category is None and len(row.cohort.pairs) <= 1))


def of_cut(measured: Measured, cut: str) -> Measured:
    """Of these the measurements of everyone and of the values of one cut."""
    return Measured(measured.workflow, tuple(row for row in measured.rows if _is_of_cut(row, cut)))


def _is_of_cut(row: Measurement, cut: str) -> bool:
    return row.cut in (None, cut) and (row.cohort.is_everyone or row.cohort.pairs[0][0] == cut)


def shade_of(here: Estimate | None, everyone: Estimate | None, metric: Metric | None) -> str:
    """The colour of a figure beside everyone's, by the bins of the report's heatmap; none without a figure.

    One whose interval holds everyone's value is "alike", however far it lies from it.
    """
    if here is None:
        return ""
    if everyone is None or metric is None or not everyone.value or here.low <= everyone.value <= here.high:
        return "alike"
    gap = (here.value - everyone.value) / everyone.value * (1 if metric.better == "up" else -1)
    return next(shade for below, shade in _SHADES if gap < below)


@cache
def catalogue() -> dict[str, Metric]:
    """The metrics by name."""
    return metric_catalogue()

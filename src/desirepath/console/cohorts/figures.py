"""Figures of cohorts as tables show them: with interval and number, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import inf
from typing import TypeAlias

from desirepath.report.measured import SINCE, Measured
from desirepath.report.wording import figure, interval, shortfall
from desirepath.study import metric_catalogue
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric
from desirepath.vocabulary.study import Study

Place: TypeAlias = tuple[str, str, str | None, Cohort]
"""Metric, period, step and cohort."""
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


@dataclass(frozen=True, slots=True)
class FoundAtOnce(Measured):
    """Measurements that are looked up, not searched for: a cut may have hundreds of values."""

    by_place: Mapping[Place, Measurement] = field(default_factory=dict)

    @classmethod
    def among(cls, workflow: str, rows: Iterable[Measurement]) -> FoundAtOnce:
        """Of these rows; where two stand at one place, the first is found."""
        given = tuple(rows)
        places = {(row.metric, row.period, row.step, row.cohort): row for row in reversed(given) if row.cut is None}
        return cls(workflow, given, (), places)

    def row(
        self, metric: str, period: str = SINCE, *, step: str | None = None, cohort: Cohort = EVERYONE
    ) -> Measurement | None:
        """The one row of a metric, or None where the study has none."""
        return self.by_place.get((metric, period, step, cohort))


def of_cohorts(study: Study, workflow: str) -> FoundAtOnce:
    """The measurements since go-live of everyone and of cohorts that one pair picks out: pages look for no others."""
    rows = (row for row in study.metrics if row.workflow == workflow and row.period == SINCE)
    return FoundAtOnce.among(workflow, (row for row in rows if row.category is None and len(row.cohort.pairs) <= 1))


def of_cut(measured: Measured, cut: str) -> FoundAtOnce:
    """Of these the measurements of everyone and of the values of one cut."""
    return FoundAtOnce.among(measured.workflow, (row for row in measured.rows if _is_of_cut(row, cut)))


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

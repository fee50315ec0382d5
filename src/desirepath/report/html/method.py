"""How each figure was made: the facts of every metric that the report shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.report.spoken import said
from desirepath.report.spoken_catalogues import spoken_metric
from desirepath.report.wording import HEADLINES, words
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodNote:
    """One metric's note."""

    title: str
    question: str
    unit: str
    better: str
    needs: str
    intervals: str
    source: str


def method_notes(study: Study, metrics: Mapping[str, Metric]) -> tuple[MethodNote, ...]:
    """A note for each metric shown that the catalogue knows, headlines first."""
    shown = {row.metric for row in study.metrics}
    ordered = [*HEADLINES, *(name for name in metrics if name not in HEADLINES)]
    return tuple(_note(study, metrics[name]) for name in ordered if name in shown and name in metrics)


def _note(study: Study, metric: Metric) -> MethodNote:
    results = [row.result for row in study.metrics if row.metric == metric.name]
    methods = sorted({result.method for result in results if isinstance(result, Estimate)})
    metric = spoken_metric(metric)
    unit = metric.unit if study.unit == "users" else metric.unit_without_people or metric.unit
    return MethodNote(
        title=metric.title,
        question=metric.question,
        unit=unit,
        better=said("higher is better") if metric.better == "up" else said("lower is better"),
        needs=", ".join(words(table) for table in metric.needs),
        intervals="; ".join(said(one) for one in methods),
        source=metric.source,
    )

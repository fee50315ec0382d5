"""Cohorts beside each other: two heatmaps, and adherence with its intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf

from markupsafe import Markup

from desirepath.report.measured import Measured
from desirepath.report.spoken import said
from desirepath.report.svg.scale import Scale, scale
from desirepath.report.svg.whisker import whisker
from desirepath.report.wording import (
    HEADLINES,
    bare,
    count,
    figure,
    interval,
    is_share,
    metric_title,
    per_cent_said,
    shortfall,
    value_said,
    words,
)
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Measurement, Metric
from desirepath.vocabulary.study import Study, WorkflowPicture

STOPPED_BINS = (0.02, 0.05, 0.10, 0.20, 0.35)
"""Upper bounds of the colours of the step heatmap: shares of the cases reaching a step that stopped there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. `bin` is the name of its colour, empty for none; `more` is said beside the figure."""

    text: str
    bin: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One cohort's cells; `cut` is set on the first row of each cut."""

    cut: str
    size: int
    value: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heatmap:
    """Cohorts against steps or metrics."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One cohort's adherence. Without a picture, `value` says why."""

    value: str
    picture: Markup
    figure: str
    interval: str
    n: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DotGroup:
    """The cohorts of one cut, on one scale."""

    cut: str
    spread: str
    rows: tuple[DotRow, ...]
    ticks: tuple[tuple[str, str], ...]


def by_step(study: Study, measured: Measured, picture: WorkflowPicture) -> Heatmap | None:
    """Cohorts against steps: where the work stops. None where no cohort has a figure for a step."""
    steps = [(step.step, step.title) for step in picture.maps[0].steps] if picture.maps else []
    steps = [
        (step, title)
        for step, title in steps
        if any(row.step == step and not row.cohort.is_everyone for row in measured.rows)
    ]
    rows = _heat_rows(
        study,
        measured,
        lambda cohort: tuple(
            _stopped(measured.row("abandonment_rate", step=step, cohort=cohort), study.smallest_group)
            for step, _ in steps
        ),
    )
    return Heatmap(columns=tuple(title for _, title in steps), rows=rows) if steps and rows else None


def by_metric(study: Study, measured: Measured, metrics: Mapping[str, Metric]) -> Heatmap | None:
    """Cohorts against metrics: who is better or worse off than everyone together."""
    names = [
        name
        for name in HEADLINES
        if any(row.metric == name and row.step is None and not row.cohort.is_everyone for row in measured.rows)
    ]
    rows = _heat_rows(
        study,
        measured,
        lambda cohort: tuple(
            _beside_everyone(
                measured.row(name, cohort=cohort), measured.estimate(name), metrics.get(name), study.smallest_group
            )
            for name in names
        ),
    )
    return Heatmap(columns=tuple(metric_title(name, metrics) for name in names), rows=rows) if rows else None


def dots(study: Study, measured: Measured) -> tuple[DotGroup, ...]:
    """Adherence by the values of each cut; cuts without any figure are left out."""
    metric = "process_adherence_rate"
    everyone = measured.estimate(metric)
    known = [
        estimate
        for cut in study.cuts
        for value in measured.cohort_values(cut)
        if (estimate := measured.estimate(metric, cohort=Cohort(((cut, value),))))
    ]
    if not known:
        return ()
    bounds = [bound for one in (*known, *([everyone] if everyone else [])) for bound in (one.low, one.high)]
    across = scale(bounds, 2.0, 98.0, within=(0.0, 1.0))
    return tuple(
        group for cut in study.cuts if (group := _group(measured, cut, across, everyone, study.smallest_group))
    )


def _group(measured: Measured, cut: str, across: Scale, everyone: Estimate | None, floor: int) -> DotGroup | None:
    rows = [
        (value, measured.row("process_adherence_rate", cohort=Cohort(((cut, value),))))
        for value in measured.cohort_values(cut)
    ]
    if not any(row and isinstance(row.result, Estimate) for _, row in rows):
        return None
    unit = everyone.unit if everyone else "share"
    return DotGroup(
        cut=words(cut),
        spread=_spread(measured.spread(cut)),
        rows=tuple(_dot_row(value_said(cut, value), row, across, everyone, floor) for value, row in rows),
        ticks=tuple((f"{across.at(tick):.2f}%", bare(tick, unit)) for tick in across.ticks),
    )


def _dot_row(value: str, row: Measurement | None, across: Scale, everyone: Estimate | None, floor: int) -> DotRow:
    if row is None or not isinstance(row.result, Estimate):
        return DotRow(value=value, picture=Markup(""), figure="–", interval=_why_not(row, floor), n="")
    return DotRow(
        value=value,
        picture=whisker(row.result, across, everyone),
        figure=figure(row.result.value, row.result.unit),
        interval=interval(row.result),
        n=count(row.result.n),
    )


def _spread(row: Measurement | None) -> str:
    if row is None:
        return ""
    if isinstance(row.result, Estimate):
        value = figure(row.result.value, row.result.unit)
        return said("spread between cohorts %(value)s (%(interval)s)", value=value, interval=interval(row.result))
    return shortfall(row.result)


def _heat_rows(study: Study, measured: Measured, cells: Callable[[Cohort], tuple[Cell, ...]]) -> tuple[HeatRow, ...]:
    made: list[HeatRow] = []
    for cut in study.cuts:
        values = measured.cohort_values(cut)
        for place, value in enumerate(values):
            first = words(cut) if place == 0 else ""
            made.append(
                HeatRow(cut=first, size=len(values), value=value_said(cut, value), cells=cells(Cohort(((cut, value),))))
            )
    return tuple(row for row in made if row.cells)


def _stopped(row: Measurement | None, floor: int) -> Cell:
    if row is None or not isinstance(row.result, Estimate):
        return Cell(text="–", bin="", more=_why_not(row, floor))
    value = row.result.value
    step = sum(value >= bound for bound in STOPPED_BINS)
    return Cell(text=_whole(row.result), bin=f"loss-{step}", more=_stands_on(row.result))


def _beside_everyone(row: Measurement | None, everyone: Estimate | None, metric: Metric | None, floor: int) -> Cell:
    if row is None or not isinstance(row.result, Estimate):
        return Cell(text="–", bin="", more=_why_not(row, floor))
    gap = _gap(row.result, everyone, metric)
    names = ((-0.25, "worse-2"), (-0.08, "worse-1"), (0.08, "alike"), (0.25, "better-1"), (inf, "better-2"))
    chosen = next(name for bound, name in names if gap < bound)
    return Cell(text=_whole(row.result), bin=chosen, more=_stands_on(row.result))


def _gap(here: Estimate, everyone: Estimate | None, metric: Metric | None) -> float:
    """How far a cohort lies from everyone, good side up, as a share of everyone's value. Overlap counts as none."""
    if everyone is None or metric is None or everyone.value == 0:
        return 0.0
    if here.low <= everyone.value <= here.high:
        return 0.0
    gap = (here.value - everyone.value) / everyone.value
    return gap if metric.better == "up" else -gap


def _whole(estimate: Estimate) -> str:
    if is_share(estimate.unit):
        return per_cent_said(f"{estimate.value * 100:.0f}")
    return figure(estimate.value, estimate.unit)


def _stands_on(estimate: Estimate) -> str:
    value = figure(estimate.value, estimate.unit)
    return said(
        "%(value)s, 95%% %(interval)s, n = %(n)s", value=value, interval=interval(estimate), n=count(estimate.n)
    )


def _why_not(row: Measurement | None, floor: int) -> str:
    if row is None or isinstance(row.result, Estimate):
        return said("not shown: a group smaller than %(floor)s, or one that would give it away", floor=floor)
    return shortfall(row.result)

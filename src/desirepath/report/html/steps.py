"""Step by step: what the process map draws, as a table with every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.comparison import Change
from desirepath.report.measured import Measured
from desirepath.report.spoken import SpokenWords, marked, said, said_many
from desirepath.report.svg.jumps import jumps
from desirepath.report.svg.process_column import column_map
from desirepath.report.svg.process_map import WIDEST, wide_map
from desirepath.report.wording import count, counted, figure, interval, shortfall
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Metric
from desirepath.vocabulary.study import ProcessMap, StepOnMap

VERDICT_TITLES: Mapping[Verdict, str] = SpokenWords(
    {
        Verdict.ON_PATH: marked("On the path"),
        Verdict.OFF_PATH: marked("Off the path"),
        Verdict.ABANDONED: marked("Abandoned"),
        Verdict.OPEN: marked("Still open"),
        Verdict.WITHDRAWN: marked("Withdrawn"),
        Verdict.UNJUDGED: marked("Not judged"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step. `rate` is the share of those who reached it that stopped there."""

    title: str
    kind: str
    changed: bool
    reached: str
    passed: str
    skipped: str
    abandoned: str
    failed: str
    outside: str
    rate: str
    rate_note: str
    change: Change | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """One way that cases took, in words."""

    origin: str
    target: str
    cases: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPart:
    """One verdict's part of all cases; `per_cent` is the width of its bar."""

    verdict: str
    title: str
    cases: str
    per_cent: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """The process map, drawn wide and as a column, and its figures."""

    period: str
    cases: str
    wide: Markup
    column: Markup
    undrawn: str
    flows: tuple[FlowRow, ...]
    verdicts: tuple[VerdictPart, ...]


def map_view(drawn: ProcessMap, title: str) -> MapView:
    """The view of one map. A path longer than WIDEST steps has no wide drawing."""
    fits = len(drawn.steps) <= WIDEST
    undrawn = jumps(drawn, at_most=7, lanes=4)[1] if fits else jumps(drawn, at_most=8, lanes=3)[1]
    return MapView(
        period=drawn.period,
        cases=counted(drawn.cases, "case", "cases"),
        wide=wide_map(drawn, title) if fits else Markup(""),
        column=column_map(drawn, title),
        undrawn=said_many(
            "%(n)s smaller way not drawn; the table has all.",
            "%(n)s smaller ways not drawn; the table has all.",
            undrawn,
        )
        if undrawn
        else "",
        flows=_flows(drawn),
        verdicts=verdict_parts(drawn),
    )


def step_rows(measured: Measured, drawn: ProcessMap, metrics: Mapping[str, Metric]) -> tuple[StepRow, ...]:
    """Every step of the map with its figures and how often the work stops there."""
    return tuple(_step_row(measured, step, metrics) for step in drawn.steps)


def verdict_parts(drawn: ProcessMap) -> tuple[VerdictPart, ...]:
    """What the cases came to, as parts of a whole."""
    whole = sum(drawn.verdicts.values())
    return tuple(
        VerdictPart(
            verdict=verdict.value,
            title=VERDICT_TITLES[verdict],
            cases=count(drawn.verdicts[verdict]),
            per_cent=f"{drawn.verdicts[verdict] / whole * 100:.3f}%",
            share=figure(drawn.verdicts[verdict] / whole, "share"),
        )
        for verdict in Verdict
        if drawn.verdicts.get(verdict)
    )


def _flows(drawn: ProcessMap) -> tuple[FlowRow, ...]:
    titles = {"start": said("Start"), "end": said("End"), "outside": said("Outside the application")}
    titles |= {step.step: step.title for step in drawn.steps}
    return tuple(
        FlowRow(
            origin=titles.get(flow.origin, flow.origin),
            target=titles.get(flow.target, flow.target),
            cases=count(flow.cases),
        )
        for flow in drawn.flows
    )


def _step_row(measured: Measured, step: StepOnMap, metrics: Mapping[str, Metric]) -> StepRow:
    row = measured.row("abandonment_rate", step=step.step)
    now = measured.estimate("abandonment_rate", step=step.step)
    note = ""
    if now:
        note = interval(now)
    elif row and not isinstance(row.result, Estimate):
        note = shortfall(row.result)
    return StepRow(
        title=step.title,
        kind=said(step.kind),
        changed=step.changed,
        reached=count(step.reached),
        passed=count(step.passed),
        skipped=count(step.skipped),
        abandoned=count(step.abandoned),
        failed=count(step.failed),
        outside=count(step.outside),
        rate=figure(now.value, now.unit) if now else "–",
        rate_note=note,
        change=measured.moved("abandonment_rate", metrics, step=step.step),
    )

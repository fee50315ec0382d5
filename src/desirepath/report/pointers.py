"""Highest and lowest: the largest loss, the weakest cohort, whether or not they are a trouble; each with its basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desirepath.report.measured import SINCE, Measured
from desirepath.report.spoken import said, said_many
from desirepath.report.wording import figure, interval, value_said, words
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Measurement, Metric
from desirepath.vocabulary.study import ProcessMap, WorkflowPicture

_WORTH_A_LOOK = 0.02
"""Shares below this are not pointed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One of the extremes: what it is about, and what was seen there."""

    about: str
    says: str


def pointers(measured: Measured, picture: WorkflowPicture, metrics: Mapping[str, Metric]) -> tuple[Pointer, ...]:
    """At most five: the step that loses most, the one skipped most, the cohort, the ticket category, the log."""
    drawn = next((one for one in picture.maps if one.period == SINCE), None)
    return (
        *(_losing_step(measured, drawn, metrics) if drawn else ()),
        *(_skipped_step(drawn) if drawn else ()),
        *_weakest_cohort(measured),
        *_ticket_category(measured),
        *_unknown(picture),
    )


def _losing_step(measured: Measured, drawn: ProcessMap, metrics: Mapping[str, Metric]) -> Iterator[Pointer]:
    found = [(one, step) for step in drawn.steps if (one := measured.estimate("abandonment_rate", step=step.step))]
    if not found:
        return
    worst, step = max(found, key=lambda pair: pair[0].value)
    if worst.value < _WORTH_A_LOOK:
        return
    figures = {"share": figure(worst.value, worst.unit), "interval": interval(worst)}
    if moved := measured.moved("abandonment_rate", metrics, step=step.step):
        says = said(
            "%(share)s of the work that reaches this step stops here (%(interval)s), %(change)s against before go-live: "
            "%(verdict)s.",
            **figures,
            change=moved.text,
            verdict=moved.verdict,
        )
    else:
        says = said("%(share)s of the work that reaches this step stops here (%(interval)s).", **figures)
    yield Pointer(about=step.title, says=says)


def _skipped_step(drawn: ProcessMap) -> Iterator[Pointer]:
    step = max(drawn.steps, key=lambda one: one.skipped or 0, default=None)
    if step and step.skipped and step.skipped >= _WORTH_A_LOOK * drawn.cases:
        says = said_many(
            "%(n)s case went on without this step.", "%(n)s cases went on without this step.", step.skipped
        )
        yield Pointer(about=step.title, says=says)


def _weakest_cohort(measured: Measured) -> Iterator[Pointer]:
    everyone = measured.estimate("process_adherence_rate")
    rows = [row for row in measured.rows if row.metric == "process_adherence_rate" and row.period == SINCE]
    found = [
        (row.result, row)
        for row in rows
        if isinstance(row.result, Estimate) and not row.cohort.is_everyone and row.step is None
    ]
    if not found or everyone is None:
        return
    lowest, row = min(found, key=lambda pair: pair[0].value)
    if lowest.high < everyone.value:
        says = said_many(
            "adherence %(value)s (%(interval)s), the lowest of %(n)s cohort; everyone %(everyone)s.",
            "adherence %(value)s (%(interval)s), the lowest of %(n)s cohorts; everyone %(everyone)s.",
            len(found),
            value=figure(lowest.value, lowest.unit),
            interval=interval(lowest),
            everyone=figure(everyone.value, everyone.unit),
        )
        yield Pointer(about=_named(row), says=says)


def _named(row: Measurement) -> str:
    return ", ".join(f"{words(cut)} {value_said(cut, value)}" for cut, value in row.cohort.pairs)


def _ticket_category(measured: Measured) -> Iterator[Pointer]:
    rows = measured.ticket_drivers()
    if rows and isinstance(rows[0].result, Estimate):
        figures = {"share": figure(rows[0].result.value, rows[0].result.unit), "interval": interval(rows[0].result)}
        again = rows[0].more.get("asked_before")
        says = said("%(share)s of tickets (%(interval)s).", **figures)
        if isinstance(again, float):
            says = said(
                "%(share)s of tickets (%(interval)s); %(again)s of those who asked had asked before.",
                **figures,
                again=figure(again, "share"),
            )
        yield Pointer(about=said("Tickets on %(category)s", category=rows[0].category), says=says)


def _unknown(picture: WorkflowPicture) -> Iterator[Pointer]:
    share = sum(one.share for one in picture.unknown)
    if picture.unknown and share >= 0.005:
        says = said_many(
            "%(share)s of events are of %(n)s activity without a place in the rollout file.",
            "%(share)s of events are of %(n)s activities without a place in the rollout file.",
            len(picture.unknown),
            share=figure(share, "share"),
        )
        yield Pointer(about=said("The log"), says=says)

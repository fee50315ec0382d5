"""A study in a terminal: short, readable at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric
from desirepath.vocabulary.study import ProcessMap, Study, WorkflowPicture

_HEADLINES = (
    "process_adherence_rate",
    "workflow_completion_rate",
    "abandonment_rate",
    "exception_and_rework_rate",
    "tickets_per_active_user",
    "self_service_resolution_rate",
    "time_to_proficiency",
)
_WORDS = {
    Verdict.ON_PATH: "on the path",
    Verdict.OFF_PATH: "off the path",
    Verdict.ABANDONED: "abandoned",
    Verdict.OPEN: "still open",
    Verdict.WITHDRAWN: "withdrawn",
    Verdict.UNJUDGED: "not judged",
}
_BAR = 30


def summary(study: Study, metrics: Mapping[str, Metric]) -> RenderableType:
    """What was read, the headline numbers with their intervals, the verdicts, and the weakest steps."""
    parts: list[RenderableType] = [_title(study)]
    for workflow in study.workflows:
        parts += [Text(), Text(workflow.title, style="bold"), _headlines(study, workflow, metrics)]
        since = next((drawn for drawn in workflow.maps if drawn.period == "since_go_live"), None)
        if since is not None:
            parts += [Text(), _verdicts(since), Text(), _steps(study, workflow)]
    return Group(*parts, Text(), *_remarks(study))


def _title(study: Study) -> RenderableType:
    days = (study.as_of - study.go_live).days
    read = ", ".join(f"{table.rows:,} {table.table}" for table in study.inputs)
    return Group(
        Text(study.title, style="bold underline"),
        Text(f"Go-live {study.go_live:%d %B %Y}, day {days + 1} at {study.as_of:%d %B %Y %H:%M} UTC. Read: {read}."),
    )


def _headlines(study: Study, workflow: WorkflowPicture, metrics: Mapping[str, Metric]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("", "since go-live", "95 % interval", "baseline"):
        table.add_column(name, justify="left" if not name else "right")
    for name in _HEADLINES:
        now = _found(study, workflow.workflow, name, "since_go_live")
        before = _found(study, workflow.workflow, name, "baseline")
        if now is None:
            continue
        if isinstance(now.result, NotEnoughData):
            table.add_row(metrics[name].title, "–", Text(_why(now.result), style="dim"), "")
        else:
            bounds = f"{_figure(now.result.low, name)} to {_figure(now.result.high, name)}"
            known = before is not None and isinstance(before.result, Estimate)
            earlier = (
                _figure(before.result.value, name)
                if known and before is not None and isinstance(before.result, Estimate)
                else "–"
            )
            table.add_row(metrics[name].title, Text(_figure(now.result.value, name), style="bold"), bounds, earlier)
    return table


def _found(study: Study, workflow: str, metric: str, period: str, step: str | None = None) -> Measurement | None:
    return next(
        (
            row
            for row in study.metrics
            if (row.workflow, row.metric, row.period, row.step) == (workflow, metric, period, step)
            and row.cohort.is_everyone
        ),
        None,
    )


def _why(nothing: NotEnoughData) -> str:
    seen = "too few" if nothing.observed is None else f"{nothing.observed:,} of {nothing.needed:,}"
    return f"not enough data: {seen} {nothing.because}"


def _figure(value: float, metric: str) -> str:
    if metric == "time_to_proficiency":
        return f"{value:.1f} days"
    return f"{value:.2f}" if metric in ("exception_and_rework_rate", "tickets_per_active_user") else f"{value:.1%}"


def _verdicts(drawn: ProcessMap) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for verdict, cases in drawn.verdicts.items():
        share = cases / drawn.cases
        table.add_row(_WORDS[verdict], "█" * max(1, round(share * _BAR)), f"{cases:,}", f"{share:.1%}")
    return table


def _steps(study: Study, workflow: WorkflowPicture) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", title_justify="left")
    for name in ("given up at", "share", "95 % interval"):
        table.add_column(name, justify="left" if name == "given up at" else "right")
    weakest = sorted(_stops(study, workflow), key=lambda stop: -stop[1].value)
    for title, result in [stop for stop in weakest if stop[1].value > 0][:3]:
        table.add_row(title, f"{result.value:.1%}", f"{result.low:.1%} to {result.high:.1%}")
    return table


def _stops(study: Study, workflow: WorkflowPicture) -> Iterator[tuple[str, Estimate]]:
    titles = {step.step: step.title for drawn in workflow.maps for step in drawn.steps}
    for step, title in titles.items():
        row = _found(study, workflow.workflow, "abandonment_rate", "since_go_live", step)
        if row is not None and isinstance(row.result, Estimate):
            yield title, row.result


def _remarks(study: Study) -> Iterator[Text]:
    for table in study.inputs:
        if table.set_aside:
            first = table.examples[0]
            yield Text(
                f"{table.set_aside:,} rows of {table.table} were set aside, the first at "
                f"{first.file}:{first.line}: {first.reason}.",
                style="yellow",
            )
    for workflow in study.workflows:
        if workflow.unknown:
            most = workflow.unknown[0]
            yield Text(
                f"{len(workflow.unknown)} activities of {workflow.workflow} are in no step and count as extra, "
                f"most often “{most.activity}” ({most.share:.1%} of events).",
                style="yellow",
            )
    if study.suppressed:
        yield Text(
            f"{study.suppressed:,} rows of groups smaller than {study.smallest_group}, or that would give one away, are not shown."
        )

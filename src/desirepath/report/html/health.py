"""What came in, what could not be used, and what the report does not show."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.svg.sparkline import sparkline
from desirepath.report.wording import counted, figure, minute, short_day
from desirepath.vocabulary.study import Study, TableInput, WorkflowPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """One table that came in."""

    table: str
    files: tuple[str, ...]
    rows: str
    set_aside: str
    some_set_aside: bool
    duplicates: str
    last: str
    remarks: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    more_set_aside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownRow:
    """One activity without a place in the rollout file."""

    workflow: str
    activity: str
    events: str
    share: str


def input_rows(study: Study) -> tuple[InputRow, ...]:
    """The tables as they came in, in the study's order."""
    return tuple(_input_row(table, study.timezone) for table in study.inputs)


def unknown_rows(pictures: tuple[WorkflowPicture, ...]) -> tuple[UnknownRow, ...]:
    """The unknown activities of all workflows."""
    return tuple(
        UnknownRow(
            workflow=picture.title,
            activity=one.activity,
            events=f"{one.events:,}",
            share=figure(one.share, "share"),
        )
        for picture in pictures
        for one in picture.unknown
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """How one source flows. `state` is its word, `is_silent` whether to worry."""

    source: str
    table: str
    rows: str
    last: str
    longest_pause: str
    state: str
    is_silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownTrend:
    """The share of events without a place, week by week, of one workflow."""

    workflow: str
    said: str
    line: Markup


def flow_rows(study: Study) -> tuple[FlowRow, ...]:
    """The sources, those that fell silent first."""
    rows = [
        FlowRow(
            source=flow.source,
            table=flow.table,
            rows=f"{flow.rows:,}",
            last=minute(flow.last_at, study.timezone),
            longest_pause=counted(flow.longest_pause, "day"),
            state=f"silent since {short_day(flow.silent_since)}" if flow.silent_since else "flows",
            is_silent=flow.silent_since is not None,
        )
        for flow in study.health.flows
    ]
    return tuple(sorted(rows, key=lambda row: not row.is_silent))


def unknown_trends(study: Study) -> tuple[UnknownTrend, ...]:
    """For each workflow that has events without a place, how their share went."""
    trends = []
    for picture in study.workflows:
        weeks = [week for week in study.health.unknown if week.workflow == picture.workflow]
        if len(weeks) < 2 or not any(week.share for week in weeks):
            continue
        highest, latest = max(weeks, key=lambda week: week.share), weeks[-1]
        said = (
            f"{figure(latest.share, 'share')} of the events in the week of {short_day(latest.monday)}; "
            f"the most was {figure(highest.share, 'share')}, in the week of {short_day(highest.monday)}."
        )
        trends.append(UnknownTrend(workflow=picture.title, said=said, line=sparkline([week.share for week in weeks])))
    return tuple(trends)


def suppressed_said(study: Study) -> str:
    """How many rows the floor keeps back."""
    floor = study.smallest_group
    if not study.suppressed:
        return f"No row fell below the smallest group of {floor}."
    verb = "is" if study.suppressed == 1 else "are"
    return (
        f"{counted(study.suppressed, 'row')} {verb} not shown because the group behind "
        f"{'it' if study.suppressed == 1 else 'them'} is smaller than {floor}, or could be worked out by subtraction."
    )


def _input_row(table: TableInput, timezone: str) -> InputRow:
    return InputRow(
        table=table.table,
        files=table.files,
        rows=f"{table.rows:,}",
        set_aside=f"{table.set_aside:,}",
        some_set_aside=table.set_aside > 0,
        duplicates=f"{table.duplicates:,}",
        last=minute(table.last_at, timezone) if table.last_at else "–",
        remarks=table.remarks,
        examples=tuple((f"{one.file}:{one.line}" if one.line else one.file, one.reason) for one in table.examples),
        more_set_aside=max(0, table.set_aside - len(table.examples)),
    )

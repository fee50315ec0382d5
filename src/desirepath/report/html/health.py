"""What came in, what could not be used, and what the report does not show."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from desirepath.report.kept_sentences import kept
from desirepath.report.spoken import said, said_many
from desirepath.report.svg.sparkline import sparkline
from desirepath.report.wording import count, counted, figure, minute, short_day
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
            events=count(one.events),
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
            table=said(flow.table),
            rows=count(flow.rows),
            last=minute(flow.last_at, study.timezone),
            longest_pause=counted(flow.longest_pause, "day", "days"),
            state=said("silent since %(day)s", day=short_day(flow.silent_since))
            if flow.silent_since
            else said("flows"),
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
        told = said(
            "%(share)s of the events in the week of %(week)s; the most was %(highest)s, in the week of %(highest_week)s.",
            share=figure(latest.share, "share"),
            week=short_day(latest.monday),
            highest=figure(highest.share, "share"),
            highest_week=short_day(highest.monday),
        )
        trends.append(UnknownTrend(workflow=picture.title, said=told, line=sparkline([week.share for week in weeks])))
    return tuple(trends)


def suppressed_said(study: Study) -> str:
    """How many rows the floor keeps back."""
    floor = study.smallest_group
    if not study.suppressed:
        return said("No row fell below the smallest group of %(floor)s.", floor=floor)
    return said_many(
        "%(n)s row is not shown because the group behind it is smaller than %(floor)s, or could be worked out by "
        "subtraction.",
        "%(n)s rows are not shown because the group behind them is smaller than %(floor)s, or could be worked out by "
        "subtraction.",
        study.suppressed,
        floor=floor,
    )


def _input_row(table: TableInput, timezone: str) -> InputRow:
    return InputRow(
        table=said(table.table),
        files=table.files,
        rows=count(table.rows),
        set_aside=count(table.set_aside),
        some_set_aside=table.set_aside > 0,
        duplicates=count(table.duplicates),
        last=minute(table.last_at, timezone) if table.last_at else "–",
        remarks=tuple(kept(one) for one in table.remarks),
        examples=tuple(
            (f"{one.file}:{one.line}" if one.line else one.file, kept(one.reason)) for one in table.examples
        ),
        more_set_aside=max(0, table.set_aside - len(table.examples)),
    )

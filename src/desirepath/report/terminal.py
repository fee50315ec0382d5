"""The summary on the terminal: readable at 80 columns, without colour, and copied into a mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rich import box
from rich.columns import Columns
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from desirepath.report.comparison import Change
from desirepath.report.html.steps import VERDICT_TITLES
from desirepath.report.joined import JoinedRow, joined_rows, joined_sentence
from desirepath.report.measured import SINCE, Measured
from desirepath.report.pointers import pointers
from desirepath.report.source_warnings import source_warnings
from desirepath.report.terminal_friction import friction_points
from desirepath.report.wording import (
    HEADLINES,
    count,
    counted,
    day,
    day_since,
    figure,
    interval,
    metric_title,
    minute,
    shortfall,
    words,
)
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.metric import Measurement, Metric
from desirepath.vocabulary.study import ProcessMap, Study, WorkflowPicture

_TONES = {"good": "green", "bad": "red", "flat": "dim"}
_BARS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.ON_PATH: ("█", "blue"),
    Verdict.OFF_PATH: ("▓", "yellow"),
    Verdict.ABANDONED: ("▒", "red"),
    Verdict.OPEN: ("░", "cyan"),
    Verdict.WITHDRAWN: ("╱", "magenta"),
    Verdict.UNJUDGED: ("·", "dim"),
}
_STEPS_SHOWN = 5
_NOTE = "¹"
"""Marks a change that is like for like."""


def summary(
    study: Study, metrics: Mapping[str, Metric], interventions: Mapping[str, Intervention] | None = None
) -> RenderableType:
    """A study in a screen or two: what is wrong, what was read, the headlines, where the work stops."""
    parts: list[RenderableType] = [_head(study), "", *friction_points(study, interventions or {}), _read(study)]
    for picture in study.workflows:
        parts += _workflow(study, picture, metrics)
    parts += _remarks(study)
    return Group(*parts)


class VerdictBar:
    """A bar as wide as there is room, its parts told apart by their pattern; a key stands below."""

    def __init__(self, verdicts: Mapping[Verdict, int]) -> None:
        self.parts = [(verdict, verdicts[verdict]) for verdict in Verdict if verdicts.get(verdict)]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, 100)
        whole = sum(cases for _, cases in self.parts)
        done = 0
        drawn = 0
        for place, (verdict, cases) in enumerate(self.parts, start=1):
            done += cases
            until = max(drawn + 1, min(round(width * done / whole), width - len(self.parts) + place))
            pattern, colour = _BARS[verdict]
            yield Segment(pattern * (until - drawn), Style.parse(colour))
            drawn = until
        yield Segment.line()

    def key(self) -> Columns:
        """What each pattern means, and its share."""
        whole = sum(cases for _, cases in self.parts)
        said = [
            Text.assemble(_BARS[verdict], f" {VERDICT_TITLES[verdict].lower()} {figure(cases / whole, 'share')}")
            for verdict, cases in self.parts
        ]
        return Columns(said, padding=(0, 3))


def _head(study: Study) -> RenderableType:
    since = day_since(study.go_live, study.as_of, study.timezone)
    facts = [
        f"go-live {day(study.go_live, study.timezone)}",
        f"as of {day(study.as_of, study.timezone)}, {since.removesuffix(' after go-live')}",
        f"counted by {'person' if study.unit == 'users' else 'case'}",
    ]
    return Group("", Text(study.title, style="bold"), Text(" · ".join(facts), style="dim"))


def _read(study: Study) -> RenderableType:
    line = Text("Read ", style="dim")
    for place, table in enumerate(study.inputs):
        line.append(", " if place else "")
        line.append(f"{table.rows:,}", style="bold")
        line.append(f" {words(table.table.removesuffix('s') if table.rows == 1 else table.table)}")
        if table.set_aside:
            line.append(f" ({table.set_aside:,} set aside)", style="yellow")
    return Group(line, "")


def _workflow(study: Study, picture: WorkflowPicture, metrics: Mapping[str, Metric]) -> Iterator[RenderableType]:
    measured = Measured.of(study, picture.workflow)
    yield _titled(picture.title)
    yield _headlines(measured, metrics)
    if joined := joined_rows(measured.like_for_like, metrics):
        yield from ("", Text(f"{_NOTE} {joined_sentence(measured.like_for_like)}"), "", _joined(joined))
    drawn = next((one for one in picture.maps if one.period == SINCE), None)
    if drawn and drawn.verdicts:
        bar = VerdictBar(drawn.verdicts)
        began = f"What the {counted(drawn.cases, 'case')} begun since go-live came to"
        yield from ("", Text(began, style="bold"), bar, bar.key())
    if drawn and (weak := _weakest_steps(measured, drawn, metrics)):
        yield from ("", weak)
    if spread := _cohorts(study, measured):
        yield from ("", spread)
    if found := pointers(measured, picture, metrics):
        yield from ("", Text("Highest and lowest", style="bold"))
        for number, pointer in enumerate(found, start=1):
            said = Text.assemble((f"{pointer.about}: ", "bold"), pointer.says)
            yield _numbered(number, said)
    yield ""


def _titled(title: str) -> RenderableType:
    return Text(f"▎{title}", style="bold blue", no_wrap=True, overflow="ellipsis")


def _numbered(number: int, said: Text) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", width=2)
    grid.add_column(ratio=1)
    grid.add_row(str(number), said)
    return grid


def _table(*columns: tuple[str, bool]) -> Table:
    """A table without rules; the flag says that a column holds figures."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim", border_style="dim")
    for title, figures in columns:
        if figures:
            table.add_column(title, justify="right", no_wrap=True)
        else:
            table.add_column(title, overflow="ellipsis")
    return table


def _headlines(measured: Measured, metrics: Mapping[str, Metric]) -> RenderableType:
    table = _table(("Since go-live", False), ("", True), ("95% interval", True), ("before", True), ("change", False))
    missing = []
    for name in HEADLINES:
        row = measured.row(name)
        title = metric_title(name, metrics)
        if row is None:
            continue
        if not isinstance(row.result, Estimate):
            missing.append(Text.assemble((f"{title}. ", "bold"), (shortfall(row.result), "dim")))
            continue
        now, before = row.result, measured.before(name)
        moved = measured.moved(name, metrics)
        table.add_row(
            title,
            Text(figure(now.value, now.unit), style="bold"),
            interval(now).removesuffix(" days"),
            figure(before.value, before.unit) if before else "–",
            _change(moved),
        )
    parts: list[RenderableType] = [table] if table.row_count else []
    return Group(*parts, *missing) if parts or missing else Text("No metric was measured.", style="dim")


def _joined(rows: Sequence[JoinedRow]) -> Table:
    table = _table(
        ("Like for like", False), ("before", True), ("since", True), ("95% interval", True), ("joined", True),
        ("95% interval", True),
    )  # fmt: skip
    for row in rows:
        figures = Text(row.since, style="bold"), row.since_interval, Text(row.of_joined, style="bold")
        table.add_row(row.title, row.before, *figures, row.joined_interval)
    return table


def _change(moved: Change | None) -> Text:
    if moved is None:
        return Text("–", style="dim")
    said = moved.text.replace(" points", "") if moved.is_clear else ""
    verdict = f"{replace(moved, like_for_like=False).verdict}{f' {_NOTE}' if moved.like_for_like else ''}"
    return Text(f"{moved.arrow} {said} {verdict}".replace("  ", " "), style=_TONES[moved.tone])


def _weakest_steps(measured: Measured, drawn: ProcessMap, metrics: Mapping[str, Metric]) -> Table | None:
    found = [(one, step) for step in drawn.steps if (one := measured.estimate("abandonment_rate", step=step.step))]
    found = sorted(found, key=lambda pair: -pair[0].value)[:_STEPS_SHOWN]
    if not found:
        return None
    table = _table(("Where work stops", False), ("reached", True), ("stopped", True), ("share", True), ("", False))
    for now, step in found:
        moved = measured.moved("abandonment_rate", metrics, step=step.step)
        share = Text(figure(now.value, now.unit), style="bold")
        table.add_row(Text(step.title), count(step.reached), count(step.abandoned), share, _change(moved))
    return table


def _cohorts(study: Study, measured: Measured) -> Table | None:
    table = _table(("Adherence by", False), ("lowest", False), ("highest", False), ("spread", True))
    for cut in study.cuts:
        found = [
            (one, value)
            for value in measured.cohort_values(cut)
            if (one := measured.estimate("process_adherence_rate", cohort=Cohort(((cut, value),))))
        ]
        if len(found) > 1:
            ordered = sorted(found, key=lambda pair: pair[0].value)
            table.add_row(words(cut), _cohort(*ordered[0]), _cohort(*ordered[-1]), _spread(measured.spread(cut)))
    return table if table.row_count else None


def _cohort(estimate: Estimate, value: str) -> Text:
    return Text.assemble((figure(estimate.value, estimate.unit), "bold"), f" {value}")


def _spread(row: Measurement | None) -> str:
    return figure(row.result.value, row.result.unit) if row and isinstance(row.result, Estimate) else "–"


def _remarks(study: Study) -> list[RenderableType]:
    said = list(study.remarks)
    for table in study.inputs:
        said += [f"{table.table}: {remark}" for remark in table.remarks]
        said += [
            f"{one.file}:{one.line}: {one.reason}" if one.line else f"{one.file}: {one.reason}"
            for one in table.examples[:2]
        ]
        if table.last_at and table.table == "events":
            said.append(f"latest event {minute(table.last_at, study.timezone)}")
    if study.suppressed:
        said.append(f"{counted(study.suppressed, 'row')} not shown: groups smaller than {study.smallest_group}")
    warned = [Padding(Text(f"! {one}", style="yellow"), (0, 0, 0, 1)) for one in source_warnings(study.health)]
    lines = [Padding(Text(f"• {one}", style="dim"), (0, 0, 0, 1)) for one in said]
    return [Text("About the data", style="bold"), *warned, *lines] if said or warned else []

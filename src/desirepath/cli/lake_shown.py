"""What commands of the lake tell on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from desirepath.cli.screen import harmless, lines_of
from desirepath.warehouse.lake.counts import Reconciled
from desirepath.warehouse.lake.scrub import ScrubReport
from desirepath.warehouse.lake.status import CollectorStatus, LakeStatus, TableStatus

DAMAGES_SHOWN = 20


def lake_as_it_stands(found: LakeStatus) -> RenderableType:
    """Collectors, tables, what was received, what was refused, and the last scrub."""
    counts = found.counts
    parts: list[RenderableType] = [_collectors(found.collectors), Text(), _tables(found.tables), Text()]
    received = (
        f"Received: {counts.received:,} = {counts.good:,} good + {counts.bad:,} bad + {counts.duplicate:,} duplicate"
    )
    parts.append(Text(received, "bold" if not counts.unexplained else "red"))
    if counts.erased or counts.dropped:
        parts.append(Text(f"Of the good ones {counts.erased:,} were erased, {counts.dropped:,} dropped by age."))
    if found.refused:
        parts.append(Text("Refused:"))
        parts.append(lines_of((harmless(reason), f"{number:,}") for reason, number in found.refused.items()))
    if found.last_scrub is None:
        parts.append(Text("Never scrubbed: desirepath lake scrub"))
    else:
        at = datetime.fromtimestamp(found.last_scrub.at, UTC).strftime("%Y-%m-%d %H:%M UTC")
        parts.append(Text(f"Last scrubbed {at}: {_in_short(found.last_scrub)}"))
    return Group(*parts)


def scrubbed(report: ScrubReport, sums: Reconciled | None) -> RenderableType:
    """What is damaged and lost, and whether what was received is accounted for."""
    parts: list[RenderableType] = [Text(f"{report.frames:,} requests in the logs. {_in_short(report)}")]
    for collector, lost in report.lost.items():
        if lost or report.damaged_bytes[collector]:
            told = f"The log of {collector}: {lost:,} requests lost, {report.damaged_bytes[collector]:,} bytes damaged"
            parts.append(Text(told, "red" if lost else "yellow"))
    shown = report.damages[:DAMAGES_SHOWN]
    parts += [Text(f"{one.table}/{harmless(one.file)}: {one.what}, {one.rows:,} rows", "yellow") for one in shown]
    if len(report.damages) > len(shown):
        parts.append(Text(f"and {len(report.damages) - len(shown):,} more"))
    parts += [Text(line, style) for line, style in _reconciled(sums)]
    return Group(*parts)


def _in_short(report: ScrubReport) -> str:
    if report.whole:
        return "Everything is whole."
    lost = f"{sum(report.lost.values()):,} requests and {report.rows_lost:,} rows lost"
    return f"The tables were made anew; {lost}." if report.healed else f"Damaged: {lost}."


def _reconciled(sums: Reconciled | None) -> Iterator[tuple[str, str]]:
    if sums is None:
        yield "The tables cannot be read; heal them: desirepath lake scrub --heal", "red"
    elif sums.difference:
        yield f"Of {sums.received:,} received events, {sums.difference:,} are not accounted for.", "red"
    else:
        yield f"All {sums.received:,} received events are accounted for.", "green"


def _collectors(found: Iterable[CollectorStatus]) -> Table:
    shown = _table("Collector", ("requests", "in the tables", "waiting", "bytes", "since"))
    for one in found:
        since = "" if one.waiting_seconds is None else f"{one.waiting_seconds:,.0f} s"
        figures = (one.last_sequence, one.projected_sequence, one.waiting_requests, one.waiting_bytes)
        shown.add_row(Text(one.name, "bold"), *(f"{figure:,}" for figure in figures), since)
    return shown


def _tables(found: Iterable[TableStatus]) -> Table:
    shown = _table("Table", ("rows", "version", "files", "days", "bytes"))
    for one in found:
        name = Text(f"{one.name} (damaged)", "red") if one.damaged else Text(one.name, "bold")
        shown.add_row(name, *(f"{figure:,}" for figure in (one.rows, one.version, one.files, one.days, one.bytes)))
    return shown


def _table(first: str, others: Iterable[str]) -> Table:
    shown = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    shown.add_column(first)
    for title in others:
        shown.add_column(title, justify="right")
    return shown

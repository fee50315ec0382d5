"""What checking found, as it stands on the terminal: of a rollout and its data, of an installation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from desirepath.cli.screen import harmless, lines_of
from desirepath.runs.check import CheckReport
from desirepath.runs.doctor import Finding
from desirepath.vocabulary.study import TableInput, UnknownActivity

_SIGNS = {"works": ("✓", "green"), "missing": ("–", "yellow"), "broken": ("✗", "red")}
EXAMPLES_SHOWN = 5
UNKNOWN_SHOWN = 10


def looked_at(found: Sequence[Finding]) -> RenderableType:
    """What a look at the installation found, area by area."""
    parts: list[RenderableType] = []
    for area in dict.fromkeys(one.area for one in found):
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column()
        for one in found:
            if one.area == area:
                sign, style = _SIGNS[one.state]
                told = Text.assemble(one.told, (f". {one.mend}" if one.mend else "", "bold"))
                table.add_row(Text(f"{sign} {one.state}", style), Text(one.name), told)
        parts += [Text(area, "bold"), Padding(table, (0, 0, 1, 2))]
    return Group(*parts)


def checked(report: CheckReport) -> RenderableType:
    """What came in, what was set aside and assumed, what is not placed, and what is worth a look."""
    parts: list[RenderableType] = []
    if report.tables:
        parts.append(_came_in(report.tables))
    for table in report.tables:
        parts += _told_of(table)
    for workflow, unknown in report.unknown:
        parts += _not_placed(workflow, unknown)
    parts += [Text(f"Look at this: {harmless(str(warning))}", "yellow") for warning in report.warnings]
    return Group(*parts)


def _came_in(tables: Iterable[TableInput]) -> RenderableType:
    shown = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    shown.add_column("Table")
    for title in ("rows", "set aside", "twice"):
        shown.add_column(title, justify="right")
    shown.add_column("from")
    for table in tables:
        aside = Text(f"{table.set_aside:,}", "red" if table.set_aside else "dim")
        files = Text(harmless(", ".join(table.files[:3])) + (" …" if len(table.files) > 3 else ""))
        shown.add_row(Text(table.table, "bold"), f"{table.rows:,}", aside, f"{table.duplicates:,}", files)
    return shown


def _told_of(table: TableInput) -> Iterator[RenderableType]:
    for remark in table.remarks:
        yield Text(harmless(remark), "dim")
    if table.set_aside:
        yield Text(f"Set aside of {table.table}, the first of {table.set_aside:,}:")
    for row in table.examples[:EXAMPLES_SHOWN]:
        where = f"{row.file}:{row.line}" if row.line is not None else row.file
        yield Padding(Text(harmless(f"{where}: {row.reason}")), (0, 0, 0, 2))


def _not_placed(workflow: str, unknown: tuple[UnknownActivity, ...]) -> Iterator[RenderableType]:
    if not unknown:
        return
    share = sum(activity.share for activity in unknown)
    number = f"{len(unknown):,} {'activity' if len(unknown) == 1 else 'activities'}"
    yield Text(f"Not placed in `{workflow}`: {number}, {share:.1%} of its events. They count as extra steps.")
    rows = ((harmless(one.activity), f"{one.events:,} events, {one.share:.1%}") for one in unknown[:UNKNOWN_SHOWN])
    yield Padding(lines_of(rows), (0, 0, 0, 2))
    if len(unknown) > UNKNOWN_SHOWN:
        yield Padding(Text(f"and {len(unknown) - UNKNOWN_SHOWN:,} more"), (0, 0, 0, 2))

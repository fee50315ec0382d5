"""XLSX workbooks.

What it reads
    One sheet of `.xlsx` or `.xlsm`: the values, of formulas the last that was worked out. Dates, times of day and
    durations (`30:15:00`) as they are formatted, whole numbers without decimals, others with the fifteen digits that
    a spreadsheet vouches for. `sheet` names the sheet; hidden ones can be named too.

What it assumes and says
    The first sheet that has rows, and which others there are; hidden ones only if no other has. The header is the
    first row with two texts, and what stands above it is passed over. Times are in the rollout's timezone. Cells with
    an error (#N/A) are empty; of merged cells the first has the value. Empty rows are passed over. The sheet is held
    whole while it is read: 50 to 100 bytes a cell, 100 MiB for a million cells.

What it refuses
    What is no such workbook, older .xls and those with a password among them; a sheet that is not there, or has no
    header or no rows; few cells spread over a grid of millions. Macros and links to other files are never followed.

Example
    `{table: tickets, file: requests.xlsx, sheet: Export, columns: {opened_at: Created}}`
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desirepath.connectors.connector import LINE, Connector, Place, Raw, Remark
from desirepath.connectors.containers import as_file, mistake, shown
from desirepath.connectors.xlsx_bounds import no_workbook, refuse_what_does_harm
from desirepath.vocabulary.errors import did_you_mean

CONNECTOR = Connector(
    name="xlsx",
    title="XLSX",
    endings=(".xlsx", ".xlsm"),
    reads="one sheet of a workbook, its values",
    formats=("xlsx",),
    part="sheet",
)
_ROWS_AT_ONCE = 10_000
_MOST_NAMED = 12

Cell: TypeAlias = str | bool | int | float | dt.datetime | dt.date | dt.time | dt.timedelta


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that is read: its name and those of the others, the row of its header from 1, and the header's texts."""

    name: str
    others: tuple[str, ...]
    row: int
    header: tuple[str, ...]
    above: bool


def columns(place: Place) -> tuple[str, ...]:
    """The header's texts that are not empty."""
    return tuple(name for name in _sheet(place).header if name)


def parts(place: Place) -> dict[str, int]:
    """The sheets, hidden ones too, and how many rows each has below its header."""
    with _workbook(place) as workbook:
        rows = {}
        for name in _names(workbook):
            sheet = workbook.get_sheet_by_name(name)
            header = _header(sheet)
            rows[name] = 0 if header is None else sum(1 for _ in _filled_rows(sheet, header[0]))
    return rows


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the row's number as the spreadsheet shows it."""
    sheet = _sheet(place)
    yield from _remarks(place, sheet)
    wanted = {name: sheet.header.index(name) for name in sorted(needed)}
    rows: list[Sequence[Cell]] = []
    numbers: list[int] = []
    with _workbook(place) as workbook:
        for number, row in _filled_rows(workbook.get_sheet_by_name(sheet.name), sheet.row):
            rows.append(row)
            numbers.append(number)
            if len(rows) >= _ROWS_AT_ONCE:
                yield _batch(rows, numbers, wanted)
                rows, numbers = [], []
    if rows:
        yield _batch(rows, numbers, wanted)


def _remarks(place: Place, sheet: _Sheet) -> Iterator[Remark]:
    if sheet.others and place.part is None:
        more = ", …" if len(sheet.others) > _MOST_NAMED else ""
        others = ", ".join(f"`{shown(name)}`" for name in sheet.others[:_MOST_NAMED])
        yield Remark(f"{place.path.name}: sheet `{shown(sheet.name)}` is read; there is also {others}{more}")
    if sheet.above:
        yield Remark(f"{place.path.name}: the header is in row {sheet.row:,}; what stands above it is passed over")


def _batch(rows: list[Sequence[Cell]], numbers: list[int], wanted: dict[str, int]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {
            **{name: pa.array([_text(row[at]) for row in rows], pa.string()) for name, at in wanted.items()},
            LINE: pa.array(numbers, pa.int64()),
        }
    )


def _sheet(place: Place) -> _Sheet:
    stat = place.path.stat()
    return _sheet_of(place, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=16)
def _sheet_of(place: Place, _stamp: tuple[int, int]) -> _Sheet:
    """The sheet to read; kept, since looking means loading the sheets. `_stamp` tells the file from others."""
    with as_file(place) as path:
        refuse_what_does_harm(path, place.path)
    with _workbook(place) as workbook:
        names = _names(workbook)
        if place.part is not None:
            return _asked_for(place, workbook, names)
        for name in names:
            sheet = workbook.get_sheet_by_name(name)
            header = _header(sheet)
            if header is not None and any(True for _ in _filled_rows(sheet, header[0])):
                return _Sheet(name, tuple(other for other in names if other != name), *header)
    what = "No sheet in it has a header, two texts side by side at least, and rows below it"
    raise mistake(place.path, "no_rows", what, "Save the sheet with the rows in it.")


def _asked_for(place: Place, workbook: CalamineWorkbook, names: list[str]) -> _Sheet:
    asked = str(place.part)
    alike = [name for name in names if _plain(name).lower() == _plain(asked).lower()]
    name = asked if asked in names else alike[0] if alike else None
    if name is None:
        raise mistake(place.path, "no_such_sheet", f"It has no sheet `{shown(asked)}`", did_you_mean(asked, names))
    sheet = workbook.get_sheet_by_name(name)
    header = _header(sheet)
    if header is None:
        what = f"Its sheet `{shown(name)}` has no header: no row has two texts"
        raise mistake(place.path, "no_header", what, "Write above each column what it holds.")
    if not any(True for _ in _filled_rows(sheet, header[0])):
        what = f"Its sheet `{shown(name)}` has no rows below its header, row {header[0]:,}"
        raise mistake(place.path, "no_rows", what, "Name another sheet, or export it again.")
    return _Sheet(name, tuple(other for other in names if other != name), *header)


@contextmanager
def _workbook(place: Place) -> Iterator[CalamineWorkbook]:
    """The workbook, open. Raises BadInput where it, or a sheet of it, cannot be read."""
    with as_file(place) as path, path.open("rb") as stream:
        try:
            with CalamineWorkbook.from_filelike(stream) as workbook:
                yield workbook
        except BaseException as error:
            # A fault of the reader in Rust is a PanicException, which is no Exception and has no name to import.
            if isinstance(error, CalamineError) or type(error).__name__ == "PanicException":
                raise no_workbook(place.path) from error
            raise


def _names(workbook: CalamineWorkbook) -> list[str]:
    """The sheets with cells, in their order; those that are hidden come last."""
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    return [sheet.name for sheet in sorted(sheets, key=_is_hidden)]


def _is_hidden(sheet: SheetMetadata) -> bool:
    return sheet.visible != SheetVisibleEnum.Visible


def _header(sheet: CalamineSheet) -> tuple[int, tuple[str, ...], bool] | None:
    """The header's row, its texts, and whether anything stands above it."""
    above = False
    for number, row in _filled_rows(sheet, 0):
        if sum(1 for cell in row if isinstance(cell, str) and cell.strip()) >= 2:
            return number, tuple(_plain(_text(cell) or "") for cell in row), above
        above = True
    return None


def _plain(name: str) -> str:
    return " ".join(name.split())


def _filled_rows(sheet: CalamineSheet, below: int) -> Iterator[tuple[int, list[Cell]]]:
    """The rows below a row that are not empty, with their numbers from 1."""
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > below and any(cell != "" for cell in row):
            yield number, row


def _text(cell: Cell) -> str | None:
    match cell:
        case str():
            return cell or None
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
        case dt.datetime() | dt.date() | dt.time():
            return cell.isoformat()
        case dt.timedelta():
            return _duration(cell)
        case _:
            return str(cell)


def _duration(length: dt.timedelta) -> str:
    seconds = round(abs(length).total_seconds())
    sign = "-" if length < dt.timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

"""One file of rows written anew without a person: CSV, JSON Lines, JSON, Parquet and XLSX, also in gzip.

Rows whose column of persons has the id go. Elsewhere an id of four signs or more that is not all digits is replaced where
it stands as a word of its own: as another's manager, in a subject, in a note. What stays is written as it was, but for
workbooks, which keep their values and lose how they looked.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook, SheetVisibleEnum
from xlsxwriter import Workbook

from desirepath.connectors.containers import ending_of
from desirepath.runs.person_in_file import ERASED, Gone, Person
from desirepath.runs.text_without_person import delimited_without, json_lines_without, json_without


def write_without(path: Path, person: Person) -> Gone | None:
    """Write the file anew, whole or not at all; None where files of its kind cannot be. Raises OSError, ValueError.

    A file in which the person is not is left as it is.
    """
    writer = _WRITERS.get(ending_of(path))
    if writer is None or path.suffix.lower() == ".zip":
        return None
    with _replaced(path) as part:
        gone = writer(path, part, person)
        if gone == Gone():
            part.unlink()
    return gone


@contextmanager
def _replaced(path: Path) -> Iterator[Path]:
    """A file beside this one that takes its place in the end, unless it was taken away."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        if part.exists():
            shutil.copymode(path, part)
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _parquet(path: Path, part: Path, person: Person) -> Gone:
    rows = mentions = 0
    with pq.ParquetFile(path) as read, pq.ParquetWriter(part, read.schema_arrow) as out:
        for batch in read.iter_batches():
            table = pa.Table.from_batches([batch])
            if person.own in table.column_names:
                mine = [person.is_in(value) for value in table[person.own].to_pylist()]
                rows += sum(mine)
                table = table.filter(pa.array([not one for one in mine]))
            for at, name in enumerate(table.column_names):
                hidden, found = _hidden_column(table[name], name, person)
                if found:
                    mentions += found
                    table = table.set_column(at, table.schema.field(at), hidden)
            out.write_table(table)
    return Gone(rows, mentions)


def _hidden_column(column: pa.ChunkedArray, name: str, person: Person) -> tuple[pa.ChunkedArray, int]:
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column, 0
    if person.mention is None and name not in person.others:
        return column, 0
    if not pc.any(pc.match_substring(column, person.id)).as_py():
        return column, 0
    before = column.to_pylist()
    whole = person.mention is None
    after = [
        one if one is None else (ERASED if person.is_in(one) else one) if whole else person.hidden_in(one)
        for one in before
    ]
    found = sum(one != other for one, other in zip(before, after, strict=True))
    return pa.chunked_array([pa.array(after, column.type)]), found


_FORMATS: dict[type, str] = {
    dt.datetime: "yyyy-mm-dd hh:mm:ss.000",
    dt.date: "yyyy-mm-dd",
    dt.time: "hh:mm:ss",
    dt.timedelta: "[hh]:mm:ss",
}


def _xlsx(path: Path, part: Path, person: Person) -> Gone:
    rows = mentions = 0
    with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as read, Workbook(part) as out:
        looks = {kind: out.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
        for one in read.sheets_metadata:
            sheet = out.add_worksheet(one.name)
            if one.visible != SheetVisibleEnum.Visible and len(read.sheets_metadata) > 1:
                sheet.hide()
            own, at = None, 0
            for row in read.get_sheet_by_name(one.name).to_python(skip_empty_area=False):
                if own is None:
                    plain = [" ".join(cell.split()) if isinstance(cell, str) else None for cell in row]
                    own = plain.index(person.own) if person.own in plain else None
                elif person.is_in(row[own]):
                    rows += 1
                    continue
                mentions += _write_row(sheet, at, row, person, looks)
                at += 1
    return Gone(rows, mentions)


def _write_row(sheet: Any, at: int, row: list[Any], person: Person, looks: Mapping[type, Any]) -> int:  # noqa: ANN401 - without types
    mentions = 0
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            hidden = person.hidden_in(cell)
            mentions += hidden != cell
            if hidden:
                sheet.write_string(at, column, hidden)
        elif type(cell) in looks:
            sheet.write_datetime(at, column, cell, looks[type(cell)])
        elif cell is not None:
            sheet.write(at, column, cell)
    return min(mentions, 1)


_WRITERS: Mapping[str, Callable[[Path, Path, Person], Gone]] = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), delimited_without),
    **dict.fromkeys((".jsonl", ".ndjson"), json_lines_without),
    ".json": json_without,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}

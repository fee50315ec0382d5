"""One file of rows written anew without a person: CSV, JSON Lines, JSON, Parquet and XLSX, also in gzip.

Rows whose column of persons has the id go. Elsewhere an id of four signs or more that is not all digits is replaced where
it stands as a word of its own: as another's manager, in a subject, in a note. What stays is written as it was, but for
workbooks, which keep their values and lose how they looked.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook, SheetVisibleEnum
from xlsxwriter import Workbook

from desirepath.connectors.connector import Place
from desirepath.connectors.containers import ending_of, opened
from desirepath.connectors.plain_text import SAMPLE, encoding_of

ERASED = "[erased]"
SHORTEST_MENTION = 4
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows that were taken out, and rows in which a mention was replaced."""

    rows: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """By what a person is known in a file: the id, and the columns that hold ids of persons (`own`: whose row it is)."""

    id: str
    own: str | None
    others: frozenset[str] = frozenset()

    @property
    def mention(self) -> re.Pattern[str] | None:
        """Where the id stands as a word of its own; None for ids that could be any number or short word."""
        if len(self.id) < SHORTEST_MENTION or self.id.isdecimal():
            return None
        return re.compile(rf"(?<![\w.@-]){re.escape(self.id)}(?![\w@-])")

    def is_in(self, value: object) -> bool:
        """Whether a cell is the id."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return value is not None and str(value).strip() == self.id

    def hidden_in(self, text: str) -> str:
        """The text with its mentions replaced."""
        return text if self.mention is None else self.mention.sub(ERASED, text)


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


@contextmanager
def _texts(path: Path, part: Path) -> Iterator[tuple[IO[str], IO[str], str | None]]:
    """The text that is read, the one that is written, in the same encoding and packing, and how letters are written in it.

    What is no UTF-16 or UTF-32 is read byte by byte, so that odd letters in it stay what they are; for others, None.
    """
    with opened(Place(path)) as stream:
        encoding = encoding_of(stream.read(SAMPLE))
    by_bytes = encoding in ("utf-8", "utf-8-sig", "windows-1252")
    named = "latin-1" if by_bytes else encoding
    with path.open("rb") as begun:
        packed = begun.read(2) == _GZIP
    reads: Callable[..., Any] = gzip.open if packed else open
    with (
        reads(path, "rt", encoding=named, newline="") as lines,
        reads(part, "wt", encoding=named, newline="") as out,
    ):
        yield lines, out, encoding if by_bytes else None


def _as_bytes(person: Person, encoding: str) -> Person:
    """The person as they look in a text of this encoding that is read byte by byte."""

    def seen(text: str) -> str:
        return text.encode(encoding.removesuffix("-sig"), "replace").decode("latin-1")

    own = None if person.own is None else seen(person.own)
    return Person(seen(person.id), own, frozenset(seen(one) for one in person.others))


def _delimited(path: Path, part: Path, person: Person) -> Gone:
    from desirepath.connectors.delimited import separator_of

    csv.field_size_limit(1 << 24)
    rows = mentions = 0
    with _texts(path, part) as (text, out, encoding):
        known = _as_bytes(person, encoding) if encoding else person
        taken: list[str] = []

        def lines() -> Iterator[str]:
            for line in text:
                taken.append(line)
                yield line

        separator = separator_of(path)
        read = csv.reader(lines(), delimiter=separator)
        own: int | None = None
        header: list[str] | None = None
        for row in read:
            whole = "".join(taken)
            taken.clear()
            if header is None and any(row):
                header = [name.strip().removeprefix("\xef\xbb\xbf").removeprefix("\ufeff") for name in row]
                own = header.index(known.own) if known.own in header else None
            elif own is not None and own < len(row) and known.is_in(row[own]):
                rows += 1
                continue
            else:
                hidden = known.hidden_in(whole) if known.mention else _hidden_cells(row, header or [], known, separator)
                hidden = whole if hidden is None else hidden
                mentions += hidden != whole
                whole = hidden
            out.write(whole)
        out.write("".join(taken))
    return Gone(rows, mentions)


def _hidden_cells(row: list[str], header: list[str], person: Person, separator: str) -> str | None:
    """The row with a short id replaced, which is looked for in columns of persons only; None where it is not there."""
    named = [at for at, name in enumerate(header) if name in person.others and at < len(row) and person.is_in(row[at])]
    if not named:
        return None
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerow([ERASED if at in named else cell for at, cell in enumerate(row)])
    return out.getvalue()


def _json_lines(path: Path, part: Path, person: Person) -> Gone:
    rows = mentions = 0
    with _texts(path, part) as (text, out, encoding):
        known = _as_bytes(person, encoding) if encoding else person
        for line in text:
            try:
                record = json.loads(line.encode("latin-1") if encoding else line)
            except ValueError:
                record = None
            if isinstance(record, dict) and person.is_in(_at(record, person.own)):
                rows += 1
                continue
            hidden = known.hidden_in(line)
            mentions += hidden != line
            out.write(hidden)
    return Gone(rows, mentions)


def _at(record: Mapping[str, Any], name: str | None) -> object:
    """The value under a name, or under its parts joined by dots."""
    if name is None:
        return None
    if name in record:
        return record[name]
    first, _, rest = name.partition(".")
    inner = record.get(first)
    return _at(inner, rest) if rest and isinstance(inner, dict) else None


def _json(path: Path, part: Path, person: Person) -> Gone:
    counted = [0, 0]

    def without(value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, dict):
            return {key: without(one) for key, one in value.items()}
        if isinstance(value, list):
            kept = [one for one in value if not (isinstance(one, dict) and person.is_in(_at(one, person.own)))]
            counted[0] += len(value) - len(kept)
            return [without(one) for one in kept]
        if isinstance(value, str) and (hidden := person.hidden_in(value)) != value:
            counted[1] += 1
            return hidden
        return value

    with opened(Place(path)) as stream:
        raw = stream.read()
    packed = path.read_bytes()[:2] == _GZIP
    text = json.dumps(without(json.loads(raw)), ensure_ascii=False, indent=1).encode()
    part.write_bytes(gzip.compress(text) if packed else text)
    return Gone(*counted)


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
    **dict.fromkeys((".csv", ".tsv", ".txt"), _delimited),
    **dict.fromkeys((".jsonl", ".ndjson"), _json_lines),
    ".json": _json,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}

"""CSV and its relatives.

What it reads
    Rows of text with a header, separated by comma, semicolon, tab or bar; quoted fields may hold line breaks.

What it assumes and says
    The separator, by which of the four splits the first rows most evenly, and the encoding: UTF-8, UTF-16 by
    its byte order mark, otherwise Windows-1252.

What it refuses
    A file without a header. Rows with another number of fields than the header are set aside with their line.

Example
    `{table: events, file: claims.csv, columns: {case_id: Claim, activity: Step, at: "Done at"}}`
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from desirepath.connectors.connector import LINE, Connector, Place, Raw, Remark
from desirepath.connectors.containers import mistake, opened
from desirepath.vocabulary.study import SetAside

CONNECTOR = Connector(
    name="delimited",
    title="CSV and TSV",
    endings=(".csv", ".tsv", ".txt"),
    formats=("csv", "tsv"),
    reads="rows of text with a header, separated by comma, semicolon, tab or bar",
)
_SAMPLE = 1 << 18
_BLOCK = 8 << 20
_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MOST_COLUMNS = 10_000


def columns(place: Place) -> tuple[str, ...]:
    """The header."""
    _, _, header = _sniffed(place)
    return header


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the row's line; a remark on what was sniffed."""
    path = place.path
    encoding, separator, header = _sniffed(place)
    yield Remark(f"{path.name}: {_SEPARATORS[separator]}-separated, {encoding}")
    ragged = 0

    def skip(_: pacsv.InvalidRow) -> str:
        nonlocal ragged
        ragged += 1
        return "skip"

    lines = _Lines(place, encoding, separator, len(header))
    done = 0
    try:
        with opened(place) as stream:
            reader = pacsv.open_csv(
                _decoded(stream, encoding),
                read_options=pacsv.ReadOptions(
                    block_size=_BLOCK,
                    use_threads=False,
                    encoding="utf8",
                    column_names=[f"c{n}" for n in range(len(header))],
                    skip_rows_after_names=1,
                ),
                parse_options=pacsv.ParseOptions(
                    delimiter=separator, newlines_in_values=True, invalid_row_handler=skip
                ),
                convert_options=pacsv.ConvertOptions(
                    column_types={f"c{n}": pa.string() for n in range(len(header))},
                    include_columns=[f"c{n}" for n, name in enumerate(header) if name in needed],
                    strings_can_be_null=False,
                ),
            )
            for batch in reader:
                named = [header[int(name[1:])] for name in batch.schema.names]
                numbers = pa.array(np.arange(done, done + batch.num_rows), pa.int64())
                done += batch.num_rows
                yield pa.RecordBatch.from_arrays([*batch.columns, numbers], [*named, LINE])
    except pa.ArrowInvalid as error:
        raise mistake(
            path,
            "unreadable_rows",
            f"Its rows cannot be told apart: {_plain(error)}",
            "Look for a quote that is never closed.",
        ) from error
    if not ragged:
        return
    for line, fields in islice(lines.ragged(), ragged):
        ragged -= 1
        yield SetAside(file=path.name, line=line, reason=f"has {fields} fields where the header has {len(header)}")
    for _ in range(ragged):  # where the two readers do not agree on what a quote in the middle of a field means
        yield SetAside(file=path.name, line=None, reason="has another number of fields than the header")


def line_of(place: Place, rows: frozenset[int]) -> dict[int, int]:
    """The physical line on which each well-formed row (from 0) begins; a second look that only mistakes cost."""
    encoding, separator, header = _sniffed(place)
    return _Lines(place, encoding, separator, len(header)).of(rows)


class _Lines:
    """The physical lines of records, found by reading the file once more."""

    def __init__(self, place: Place, encoding: str, separator: str, fields: int) -> None:
        self._place, self._encoding, self._separator, self._fields = place, encoding, separator, fields

    def _records(self) -> Iterator[tuple[int, int]]:
        with opened(self._place) as stream:
            text = io.TextIOWrapper(stream, encoding=self._encoding, errors="replace", newline="")
            records = _records(_without_nul(text), self._separator)
            line = 1
            try:
                for record in records:
                    if record:
                        yield line, len(record)
                    line = records.line_num + 1
            except csv.Error:
                return  # the rows are read; it is only the lines of the rest that stay unknown

    def ragged(self) -> Iterator[tuple[int, int]]:
        records = self._records()
        next(records, None)
        return ((line, fields) for line, fields in records if fields != self._fields)

    def of(self, rows: frozenset[int]) -> dict[int, int]:
        records = self._records()
        next(records, None)
        fitting = enumerate(line for line, fields in records if fields == self._fields)
        return {number: line for number, line in islice(fitting, max(rows, default=-1) + 1) if number in rows}


def _records(lines: Iterable[str], separator: str) -> Any:  # noqa: ANN401 - the reader has no public type
    csv.field_size_limit(_SAMPLE)
    return csv.reader(lines, delimiter=separator)


def _without_nul(text: io.TextIOWrapper) -> Iterator[str]:
    return (line.replace("\0", "") for line in text)


def _sniffed(place: Place) -> tuple[str, str, tuple[str, ...]]:
    path = place.path
    with opened(place) as stream:
        sample = stream.read(_SAMPLE)
    encoding = _encoding(sample)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    try:
        separator = _separator(text, path)
        header: list[str] = next((row for row in _records(io.StringIO(text, newline=""), separator) if row), [])
    except csv.Error as error:
        what = f"Its header cannot be told from its rows: {error}"
        raise mistake(path, "unreadable_rows", what, "Look for a quote that is never closed.", 1) from error
    if not header or not any(header):
        raise mistake(path, "no_header", "It is empty", "The first line must name the columns.")
    if len(header) > MOST_COLUMNS:
        raise mistake(path, "too_many_columns", f"It has {len(header):,} columns, more than {MOST_COLUMNS:,}")
    return encoding, separator, tuple(name.strip() for name in header)


def _encoding(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8-sig")("strict").decode(sample)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8-sig" if sample.startswith(codecs.BOM_UTF8) else "utf-8"


def _separator(text: str, path: Path) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    first_lines = list(islice(io.StringIO(text, newline=""), 50))
    best, found = (0, 0), ","
    for separator in _SEPARATORS:
        counts = [len(row) for row in _records(first_lines, separator)]
        header = counts[0] if counts else 0
        even = sum(count == header for count in counts)
        if header > 1 and (even, header) > best:
            best, found = (even, header), separator
    return found


def _decoded(stream: IO[bytes], encoding: str) -> IO[bytes]:
    if encoding == "utf-8":
        return stream
    return _AsUtf8(stream, encoding)  # type: ignore[return-value]


class _AsUtf8(io.RawIOBase):
    """A stream in another encoding, given out as UTF-8 piece by piece."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream, self._decoder, self._rest = stream, codecs.getincrementaldecoder(encoding)("replace"), b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._rest) < size:
            piece = self._stream.read(_BLOCK)
            self._rest += self._decoder.decode(piece, final=not piece).encode()
            if not piece:
                break
        cut = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:cut], self._rest[cut:]
        return given


def _plain(error: Exception) -> str:
    return str(error).splitlines()[0].removeprefix("CSV parse error: ")[:160]

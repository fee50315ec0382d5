"""CSV and its relatives.

What it reads
    Rows of text with a header, separated by comma, semicolon, tab or bar; quoted fields may hold line breaks.

What it assumes and says
    The separator, by which of the four splits the first rows most evenly, and the encoding: UTF-8, UTF-16 and
    UTF-32 by how they begin, otherwise Windows-1252. Single letters further on that are no UTF-8 are read as
    Windows-1252 too.

What it refuses
    A file without a header, or with one of more than 256 KiB or 10,000 columns; a row of more than 16 MiB; what
    begins like a PDF, an archive, a workbook. Rows with another number of fields than the header are set aside, the
    first thousand with their line; a file of which most rows are like that is refused.

Example
    `{table: events, file: claims.csv, columns: {case_id: Claim, activity: Step, at: "Done at"}}`
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice, repeat
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from desirepath.connectors.connector import LINE, Connector, Place, Raw, Remark
from desirepath.connectors.containers import LONGEST_LINE, mistake, opened
from desirepath.connectors.plain_text import SAMPLE, Utf8, encoding_of, refuse_other_kinds
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.study import SetAside

CONNECTOR = Connector(
    name="delimited",
    title="CSV and TSV",
    endings=(".csv", ".tsv", ".txt"),
    formats=("csv", "tsv"),
    reads="rows of text with a header, separated by comma, semicolon, tab or bar",
)
_BLOCK = 8 << 20
_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MOST_COLUMNS = 10_000
MOST_UNEVEN = 100_000
"""Rows with another number of fields than the header, from which on they must not be most of the file."""
MOST_LOOKED_UP = 1_000
"""Rows with another number of fields of which the line is looked up, by reading the file once more."""
TALL = 100
"""Lines of one row with another number of fields, from which on a quote is to blame."""
_UNCLOSED = "Look for a quote that is never closed."


def columns(place: Place) -> tuple[str, ...]:
    """The header."""
    _, _, header = _sniffed(place)
    return header


def separator_of(path: Path) -> str:
    """The sign between the fields of a file. Raises BadInput."""
    return _sniffed(Place(path))[1]


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the row's number from 0; a remark on what was sniffed."""
    path = place.path
    encoding, separator, header = _sniffed(place)
    yield Remark(f"{path.name}: {_SEPARATORS[separator]}-separated, {encoding}")
    uneven: Counter[int] = Counter()

    def skip(row: pacsv.InvalidRow) -> str:
        uneven[row.actual_columns] += 1
        rows = uneven.total()
        return "error" if rows > MOST_UNEVEN and 2 * rows > row.number else "skip"

    try:
        with opened(place) as stream:
            text = Utf8(stream, encoding)
            yield from _batches(_reader(text, separator, skip, header, needed), header)
    except pa.ArrowInvalid as error:
        raise _unreadable(path, error, uneven, len(header)) from error
    if text.foreign:
        yield Remark(f"{path.name}: some letters in it are no UTF-8, and are read as Windows-1252")
    if text.zeros:
        yield Remark(f"{path.name}: it holds bytes that are zero, which are passed over")
    if uneven:
        yield from _set_aside(path, uneven, _Lines(place, encoding, separator, len(header)))


def line_of(place: Place, rows: frozenset[int]) -> dict[int, int]:
    """The physical line on which each well-formed row (from 0) begins; a second look that only mistakes cost."""
    encoding, separator, header = _sniffed(place)
    return _Lines(place, encoding, separator, len(header)).of(rows)


def _reader(
    text: Utf8,
    separator: str,
    skip: Callable[[pacsv.InvalidRow], str],
    header: tuple[str, ...],
    needed: frozenset[str],
) -> pacsv.CSVStreamingReader:
    """Columns are called by their place, since a header may hold a name twice."""
    names = [f"c{number}" for number in range(len(header))]
    return pacsv.open_csv(
        text,
        read_options=pacsv.ReadOptions(
            block_size=_BLOCK, use_threads=False, encoding="utf8", column_names=names, skip_rows_after_names=1
        ),
        parse_options=pacsv.ParseOptions(delimiter=separator, newlines_in_values=True, invalid_row_handler=skip),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            include_columns=[name for name, theirs in zip(names, header, strict=True) if theirs in needed],
            strings_can_be_null=False,
            check_utf8=False,
        ),
    )


def _batches(reader: pacsv.CSVStreamingReader, header: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    done = 0
    for batch in _read_ahead(reader):
        named = [header[int(name[1:])] for name in batch.schema.names]
        numbers = pa.array(np.arange(done, done + batch.num_rows), pa.int64())
        done += batch.num_rows
        yield pa.RecordBatch.from_arrays([*batch.columns, numbers], [*named, LINE])


def _read_ahead(reader: pacsv.CSVStreamingReader) -> Iterator[pa.RecordBatch]:
    """The batches; while one is worked on, the next is read."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, reader, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, reader, None)
            yield batch


def _set_aside(path: Path, uneven: Counter[int], lines: _Lines) -> Iterator[SetAside]:
    """The rows with another number of fields: the first of them with their lines, the others by their number alone."""
    left = uneven.copy()
    for line, fields, height in islice(lines.uneven(), min(MOST_LOOKED_UP, uneven.total())):
        if left[fields] > 0:  # the two readers may not agree on what a quote in the middle of a field means
            left[fields] -= 1
            yield SetAside(file=path.name, line=line, reason=_reason(fields, lines.fields, height))
    for fields, rows in left.items():
        yield from repeat(SetAside(file=path.name, line=None, reason=_reason(fields, lines.fields)), rows)


def _reason(fields: int, wanted: int, height: int = 1) -> str:
    """`height`: how many lines it goes on for; a quote that is never closed takes in all that follow."""
    tall = f", and goes on for {height:,} lines: is a quote never closed?" if height > TALL else ""
    return f"has {fields} {'field' if fields == 1 else 'fields'} where the header has {wanted}{tall}"


def _unreadable(path: Path, error: pa.ArrowInvalid, uneven: Counter[int], wanted: int) -> BadInput:
    said = str(error).splitlines()[0].removeprefix("CSV parse error: ")[:160]
    if "straddl" in said:
        return mistake(path, "row_too_long", f"A row in it is longer than {_BLOCK >> 20} MiB", _UNCLOSED)
    if uneven.total() > MOST_UNEVEN:
        what = f"Most of its rows have another number of fields than the header, which has {wanted}"
        return mistake(path, "uneven_rows", what, "Is it one table, with one separator?")
    return mistake(path, "unreadable_rows", f"Its rows cannot be told apart: {said}", _UNCLOSED)


class _Lines:
    """The physical lines of records, found by reading the file once more, as far as they are of bearable length."""

    def __init__(self, place: Place, encoding: str, separator: str, fields: int) -> None:
        self._place, self._encoding, self._separator, self.fields = place, encoding, separator, fields

    def _records(self) -> Iterator[tuple[int, int, int]]:
        """Of each record its line, its fields, and for how many lines it goes on."""
        csv.field_size_limit(LONGEST_LINE)
        with opened(self._place) as stream, suppress(csv.Error):
            text = io.TextIOWrapper(stream, encoding=self._encoding, errors="replace", newline="")
            records = csv.reader(_lines_of(text), delimiter=self._separator)
            line = 1
            for record in records:
                if record:
                    yield line, len(record), records.line_num + 1 - line
                line = records.line_num + 1

    def uneven(self) -> Iterator[tuple[int, int, int]]:
        records = self._records()
        next(records, None)
        return (record for record in records if record[1] != self.fields)

    def of(self, rows: frozenset[int]) -> dict[int, int]:
        records = self._records()
        next(records, None)
        fitting = enumerate(line for line, fields, _ in records if fields == self.fields)
        return {number: line for number, line in islice(fitting, max(rows, default=-1) + 1) if number in rows}


def _lines_of(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            return
        yield line.replace("\0", "")


def _sniffed(place: Place) -> tuple[str, str, tuple[str, ...]]:
    """Encoding, separator, header. Raises BadInput where there is no such thing."""
    path = place.path
    with opened(place) as stream:
        sample = stream.read(SAMPLE)
    refuse_other_kinds(sample, path)
    encoding = encoding_of(sample)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample).replace("\0", "")
    csv.field_size_limit(SAMPLE)
    separator = _separator(text, path)
    begun = io.StringIO(text, newline="")
    header = tuple(name.strip() for name in next(filter(None, csv.reader(begun, delimiter=separator)), ()))
    if not any(header):
        what = "It begins with no name of a column" if sample else "It is empty"
        raise mistake(path, "no_header", what, "The first line must name the columns.")
    if len(sample) == SAMPLE and begun.tell() == len(text):
        raise mistake(path, "header_too_long", f"Its header is longer than {SAMPLE >> 10} KiB", _UNCLOSED, 1)
    if len(header) > MOST_COLUMNS:
        raise mistake(path, "too_many_columns", f"It has {len(header):,} columns, more than {MOST_COLUMNS:,}")
    return encoding, separator, header


def _separator(text: str, path: Path) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    first_lines = text.splitlines()[:50]
    best, found = (0, 0), ","
    for separator in _SEPARATORS:
        counts = [len(row) for row in csv.reader(first_lines, delimiter=separator)]
        header = counts[0] if counts else 0
        even = sum(count == header for count in counts)
        if header > 1 and (even, header) > best:
            best, found = (even, header), separator
    return found

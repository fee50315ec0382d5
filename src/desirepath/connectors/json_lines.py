"""JSON Lines.

What it reads
    One JSON object a line; its keys are the columns. Numbers, texts and booleans become text.

What it assumes and says
    UTF-8, or UTF-16 and UTF-32 by how they begin. Columns are the keys of the first thousand lines; keys that only
    some lines have are missing in the others. Of two equal keys the last holds.

What it refuses
    A line that is no JSON object is set aside with its number; so is one whose needed value is a list or object. A
    file of which none of the first thousand lines is an object, more than 10,000 columns, a line longer than 16 MiB.

Example
    `{table: tickets, file: tickets.jsonl.gz}`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from operator import attrgetter
from typing import Any, TypeAlias

import msgspec
import pyarrow as pa

from desirepath.connectors.connector import LINE, Connector, Place, Raw
from desirepath.connectors.containers import blocks_of, lines_of, mistake, opened
from desirepath.connectors.plain_text import SAMPLE, opened_as_utf_8, refuse_other_kinds
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.study import SetAside

CONNECTOR = Connector(
    name="json_lines",
    title="JSON Lines",
    endings=(".jsonl", ".ndjson"),
    reads="one JSON object a line",
    formats=("jsonl",),
)
_LOOKED_AT = 1_000
MOST_COLUMNS = 10_000
_NOT_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError)
_Value: TypeAlias = str | int | float | bool | None
_BEFORE = b"\xef\xbb\xbf\x1e"
"""Signs that may stand before the object of a line: a byte order mark, or what separates the texts of a sequence."""


def columns(place: Place) -> tuple[str, ...]:
    """The keys of the first thousand lines, in the order of their appearance. Raises BadInput."""
    names: dict[str, None] = {}
    for line in islice(_lines(place), _LOOKED_AT):
        row = _object(line)
        if isinstance(row, dict):
            names.update(dict.fromkeys(row))
        if len(names) > MOST_COLUMNS:
            what = f"It has more than {MOST_COLUMNS:,} columns"
            raise mistake(place.path, "too_many_columns", what, "Export it with less inside.")
    if not names:
        raise _no_objects(place)
    return tuple(names)


def _no_objects(place: Place) -> BadInput:
    with opened(place) as stream:
        refuse_other_kinds(stream.read(SAMPLE), place.path)
    if not any(line.strip() for line in islice(_lines(place), _LOOKED_AT)):
        return mistake(place.path, "no_rows", "It is empty", "Each line must hold a JSON object.")
    what = f"None of its first {_LOOKED_AT:,} lines is a JSON object"
    return mistake(place.path, "no_json_lines", what, "Is it another format? Name it, such as `format: json`.")


def _lines(place: Place) -> Iterator[bytes]:
    with opened_as_utf_8(place) as stream:
        yield from lines_of(stream, place.path)


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed keys as text, with the row's line."""
    rows = _Rows(place.path.name, sorted(needed))
    with opened_as_utf_8(place) as stream:
        for first, block in blocks_of(stream, place.path):
            yield from rows.of_block(first, block)


class _Rows:
    """Reads blocks of lines: at once where every line is an object that holds what is needed, else line by line."""

    def __init__(self, file: str, names: Sequence[str]) -> None:
        self._file, self._names = file, names
        self._keys = [f"key_{number}" for number in range(len(names))]
        fields = [(key, _Value, None) for key in self._keys]
        kind = msgspec.defstruct("Row", fields, rename=dict(zip(self._keys, names, strict=True)), gc=False)
        self._decoder = msgspec.json.Decoder(kind)

    def of_block(self, first: int, block: bytes) -> Raw:
        """The rows of some lines; `first` is the number of the first of them."""
        lines = block.count(b"\n") + (not block.endswith(b"\n"))
        if lines - 1 in (block.count(end) for end in (b"}\n{", b"}\r\n{")):
            rows: list[Any] = []
            with suppress(*_NOT_JSON):
                rows = self._decoder.decode_lines(block)
            if len(rows) == lines:
                yield self._batch(rows, range(first, first + lines))
                return
        found: list[tuple[int, Any]] = []
        for number, line in enumerate(block.split(b"\n"), first):
            row = self._row(line) if line.strip() else None
            if isinstance(row, str):
                yield SetAside(file=self._file, line=number, reason=row)
            elif row is not None:
                found.append((number, row))
        if found:
            yield self._batch([row for _, row in found], [number for number, _ in found])

    def _row(self, line: bytes) -> Any:  # noqa: ANN401 - made for the needed keys
        """The row of one line, or why there is none."""
        with suppress(*_NOT_JSON):
            return self._decoder.decode(line.lstrip(_BEFORE))
        row = _object(line)
        if isinstance(row, str):
            return row
        nested = next((name for name in self._names if isinstance(row.get(name), dict | list)), None)
        return "is not JSON" if nested is None else f"`{nested}` holds a list or an object"

    def _batch(self, rows: Sequence[Any], lines: Sequence[int]) -> pa.RecordBatch:
        columns = [_texts(list(map(attrgetter(key), rows))) for key in self._keys]
        return pa.RecordBatch.from_arrays([*columns, pa.array(lines, pa.int64())], [*self._names, LINE])


def _object(line: bytes) -> dict[str, Any] | str:
    try:
        row = msgspec.json.decode(line.lstrip(_BEFORE))
    except _NOT_JSON:
        return "is not JSON"
    return row if isinstance(row, dict) else "is not a JSON object"


def _texts(values: list[_Value]) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except pa.ArrowTypeError:  # not all of them are texts
        return pa.array([_text(value) for value in values], pa.string())


def _text(value: _Value) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)

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

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
import pyarrow as pa

from desirepath.connectors.connector import LINE, Connector, Place, Raw
from desirepath.connectors.containers import lines_of, mistake, opened
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
_ROWS_AT_ONCE = 50_000
_LOOKED_AT = 1_000
MOST_COLUMNS = 10_000
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
    path, names = place.path, sorted(needed)
    rows: dict[str, list[Any]] = {name: [] for name in (*names, LINE)}
    for number, line in enumerate(_lines(place), 1):
        if not line.strip():
            continue
        row = _object(line)
        if isinstance(row, str):
            yield SetAside(file=path.name, line=number, reason=row)
            continue
        nested = next((name for name in names if isinstance(row.get(name), dict | list)), None)
        if nested is not None:
            yield SetAside(file=path.name, line=number, reason=f"`{nested}` holds a list or an object")
            continue
        for name in names:
            rows[name].append(_text(row.get(name)))
        rows[LINE].append(number)
        if len(rows[LINE]) >= _ROWS_AT_ONCE:
            yield _batch(rows)
            rows = {name: [] for name in rows}
    if rows[LINE]:
        yield _batch(rows)


def _object(line: bytes) -> dict[str, Any] | str:
    try:
        row = msgspec.json.decode(line.lstrip(_BEFORE))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return "is not JSON"
    return row if isinstance(row, dict) else "is not a JSON object"


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)


def _batch(rows: dict[str, list[Any]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {name: pa.array(values, pa.int64() if name == LINE else pa.string()) for name, values in rows.items()}
    )

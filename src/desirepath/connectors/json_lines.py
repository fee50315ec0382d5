"""JSON Lines.

What it reads
    One JSON object a line; its keys are the columns. Numbers, texts and booleans become text.

What it assumes and says
    UTF-8. Keys that only some lines have are missing in the others. Of two equal keys the last holds.

What it refuses
    A line that is no JSON object is set aside with its number; so is one whose needed value is a list or object.

Example
    `{table: tickets, file: tickets.jsonl.gz}`
"""

from __future__ import annotations

from itertools import islice
from typing import Any

import msgspec
import pyarrow as pa

from desirepath.connectors.connector import LINE, Connector, Place, Raw
from desirepath.connectors.containers import lines_of, opened
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


def columns(place: Place) -> tuple[str, ...]:
    """The keys of the first thousand lines, in the order of their appearance."""
    names: dict[str, None] = {}
    with opened(place) as stream:
        for line in islice(lines_of(stream, place.path), _LOOKED_AT):
            row = _object(line)
            if isinstance(row, dict):
                names.update(dict.fromkeys(row))
    return tuple(names)


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed keys as text, with the row's line."""
    path, names = place.path, sorted(needed)
    rows: dict[str, list[Any]] = {name: [] for name in (*names, LINE)}
    with opened(place) as stream:
        for number, line in enumerate(lines_of(stream, path), 1):
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
        row = msgspec.json.decode(line.lstrip(b"\xef\xbb\xbf"))
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

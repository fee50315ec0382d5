"""JSON: one array of objects.

What it reads
    The array at the top, or the largest under one key of the object at the top (`records`, `issues`, `value`, …),
    as a stream: memory does not grow with the file. What lies inside is joined by dots: `fields.created`; objects in
    a list are numbered, `addresses.0.region`, the first hundred; a list of plain values is one text, joined by `; `.
    Where objects of a list have a `type`, that names them too, `emails.work.value`, and one that is `primary` needs
    neither: `emails.value`.

What it assumes and says
    UTF-8, or UTF-16 and UTF-32 by how they begin. Numbers stay as they are written. Columns are those of the first
    thousand objects. Of two equal keys the last holds. One object after the other, as in JSON Lines, is read too.

What it refuses
    What is no JSON, with the byte. Lists and objects more than 32 deep, more than 10,000 columns, a number of more
    than 1,000 digits. A row that is no object is set aside with its number.

Example
    `{table: tickets, file: issues.json, columns: {ticket_id: key, opened_at: fields.created}}`
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import Any

import numpy as np
import pyarrow as pa

from desirepath.connectors.connector import LINE, Connector, Place, Raw, Remark
from desirepath.connectors.containers import mistake, opened
from desirepath.connectors.json_text import Brackets, JsonText, values
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.study import SetAside

CONNECTOR = Connector(
    name="json_records",
    title="JSON",
    endings=(".json",),
    reads="one array of objects, what is nested joined by dots",
    formats=("json",),
)
MOST_COLUMNS = 10_000
MOST_NUMBERED = 100
_ROWS_AT_ONCE = 50_000
_LOOKED_AT = 1_000
_LONGEST_KEY = 1 << 12
_LONGEST_TYPE = 40


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the records are: under a key, or at the top (None), or one after the other."""

    key: str | None = None
    several: bool = False

    @property
    def prefix(self) -> str:
        if self.several:
            return ""
        return f"{self.key}.item" if self.key else "item"


def columns(place: Place) -> tuple[str, ...]:
    """The names of what the first thousand objects hold, in the order of their appearance. Raises BadInput."""
    names: dict[str, None] = {}
    for record in islice(_records(place, _layout(place)), _LOOKED_AT):
        if isinstance(record, dict):
            names.update(dict.fromkeys(_flat(record, None)))
        if len(names) > MOST_COLUMNS:
            what = f"It has more than {MOST_COLUMNS:,} columns"
            raise mistake(place.path, "too_many_columns", what, "Export it with less inside.")
    if not names:
        raise _no_records(place)
    return tuple(names)


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the number of the object from 1; a remark on where they lie."""
    layout = _layout(place)
    if layout.key is not None:
        yield Remark(f"{place.path.name}: the rows are the objects under `{layout.key}`")
    wanted = frozenset(part for name in needed for part in accumulate(name.split("."), "{}.{}".format))
    rows: list[dict[str, str]] = []
    numbers: list[int] = []
    for number, record in enumerate(_records(place, layout), 1):
        if not isinstance(record, dict):
            yield SetAside(file=place.path.name, line=number, reason="is not a JSON object")
            continue
        rows.append(_flat(record, wanted))
        numbers.append(number)
        if len(rows) >= _ROWS_AT_ONCE:
            yield _batch(rows, numbers, needed)
            rows, numbers = [], []
    if rows:
        yield _batch(rows, numbers, needed)


def _records(place: Place, layout: _Layout) -> Iterator[Any]:
    return values(place, layout.prefix, several=layout.several)


def _flat(record: Mapping[str, Any], wanted: frozenset[str] | None) -> dict[str, str]:
    """The texts in a record by their dotted names; only those that are wanted, which lists also what leads to them."""
    row: dict[str, str] = {}
    for name, value in record.items():
        _put(row, name, value, wanted)
    return row


def _put(row: dict[str, str], name: str, value: Any, wanted: frozenset[str] | None) -> None:  # noqa: ANN401 - JSON
    if wanted is not None and name not in wanted:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            _put(row, f"{name}.{key}", inner, wanted)
    elif not isinstance(value, list):
        text = _text(value)
        if text is not None:
            row.setdefault(name, text)
    elif any(isinstance(inner, dict | list) for inner in value):
        _put_listed(row, name, value, wanted)
    else:
        texts = [text for text in map(_text, value) if text is not None]
        if texts:
            row.setdefault(name, "; ".join(texts))


def _put_listed(row: dict[str, str], name: str, listed: list[Any], wanted: frozenset[str] | None) -> None:
    """Objects in a list: by number, and by their type and without a name where they are primary, as SCIM has it."""
    for number, inner in enumerate(listed[:MOST_NUMBERED]):
        _put(row, f"{name}.{number}", inner, wanted)
        if isinstance(inner, dict):
            kind = inner.get("type")
            if isinstance(kind, str) and 0 < len(kind) <= _LONGEST_TYPE:
                _put(row, f"{name}.{kind}", inner, wanted)
            if inner.get("primary") is True:
                _put(row, name, inner, wanted)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _batch(rows: list[dict[str, str]], numbers: list[int], needed: frozenset[str]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {
            **{name: pa.array([row.get(name) for row in rows], pa.string()) for name in sorted(needed)},
            LINE: pa.array(numbers, pa.int64()),
        }
    )


def _layout(place: Place) -> _Layout:
    stat = place.path.stat()
    return _layout_of(place, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=16)
def _layout_of(place: Place, _stamp: tuple[int, int]) -> _Layout:
    """Where the records of a file are; kept, since finding out takes reading it all. `_stamp` tells it from others."""
    with opened(place) as stream:
        text = JsonText(stream, place.path)
        while text.read().isspace():
            pass
        if not text.last.lstrip().startswith(b"{"):
            return _Layout()
        arrays = _Arrays()
        while text.last:
            arrays.take(text.last, text.brackets)
            if arrays.tops > 1:
                return _Layout(several=True)
            text.read()
    if not arrays.objects:
        raise _no_records(place)
    return _Layout(key=max(arrays.objects, key=lambda key: arrays.objects[key]))


def _no_records(place: Place) -> BadInput:
    what = "It holds no array of objects, neither at its top nor under one of its keys"
    return mistake(place.path, "no_records", what, "Export it with its rows; JSON Lines need `format: jsonl`.")


class _Arrays:
    """How many objects stand in each array under a key of the object at the top."""

    def __init__(self) -> None:
        self.tops = 0
        self.objects: dict[str, int] = {}
        self._key: str | None = None
        self._tail = b""

    def take(self, piece: bytes, brackets: Brackets) -> None:
        """Count in the next piece. `tops` counts the values at the top."""
        self.tops += int(brackets.opened_at(1).sum())
        second = brackets.opened_at(2)
        third = brackets.opened_at(3) & (brackets.letters == ord("{"))
        starts = brackets.places[second]
        held = np.bincount(np.searchsorted(starts, brackets.places[third]), minlength=len(starts) + 1)
        self._count(int(held[0]))
        for start, letter, count in zip(starts, brackets.letters[second], held[1:], strict=True):
            if count or start == starts[-1]:
                is_array = letter == ord("[")
                self._key = _key_before(self._before(piece, int(start))) if is_array else None
                self._count(int(count))
        self._tail = self._before(piece, len(piece))

    def _before(self, piece: bytes, at: int) -> bytes:
        begin = at - _LONGEST_KEY
        return piece[begin:at] if begin >= 0 else self._tail[begin:] + piece[:at]

    def _count(self, objects: int) -> None:
        if objects and self._key is not None:
            self.objects[self._key] = self.objects.get(self._key, 0) + objects


def _key_before(text: bytes) -> str:
    """The key that ends a text, up to its colon; none where that is no JSON, which the parser will say."""
    text = text.rstrip().removesuffix(b":").rstrip()
    begin = text.rfind(b'"', 0, max(0, len(text) - 1))
    while begin > 0 and (len(text[:begin]) - len(text[:begin].rstrip(b"\\"))) % 2:
        begin = text.rfind(b'"', 0, begin)
    try:
        key = json.loads(text[max(0, begin) :])
    except ValueError:
        return ""
    return key if isinstance(key, str) else ""

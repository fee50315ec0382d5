"""Raw batches of text become canonical rows of one of our tables; what cannot be used is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.connectors.connector import LINE, Raw, Remark
from desirepath.connectors.times import TimeFormat, days_of, microseconds_of, sniffed
from desirepath.vocabulary.study import SetAside
from desirepath.vocabulary.tables import Column, Table

MOST_LOOKED_UP = 1_000
"""Rows of delimited text of which the line is looked up, by reading the file once more; further ones have none."""
_ROWS_AT_ONCE = 1 << 17
_MISSING = ("", "NA", "N/A", "NULL", "null", "None", "-", "?")
_YES, _NO = ("true", "yes", "y", "t", "1"), ("false", "no", "n", "f", "0")
_TYPES = {
    "text": pa.string(),
    "choice": pa.string(),
    "time": pa.int64(),
    "date": pa.date32(),
    "count": pa.int64(),
    "yes_no": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be used: its position in the file, counted from 0 over well-formed rows, its line, and why."""

    row: int
    line: int
    reason: str


@dataclass(slots=True)
class Canonical:
    """Turns one file's raw batches into rows of `table`. `used` maps our names to the file's columns.

    `workflow` is that of all rows, where no column says it.
    """

    table: Table
    used: Mapping[str, str]
    timezone: str
    name: str
    first_row: int
    workflow: str | None = None
    _done: int = 0
    _formats: dict[str, TimeFormat] = field(default_factory=dict)

    def rows(self, raw: pa.RecordBatch) -> Iterator[pa.RecordBatch | Refused | Remark]:
        """The usable rows of a batch, after what was assumed and what was set aside."""
        reasons = np.full(raw.num_rows, None, object)
        arrays: dict[str, pa.Array] = {}
        for column in self.table.columns:
            if column.name == "workflow" and self.workflow is not None:
                arrays[column.name] = pa.repeat(pa.scalar(self.workflow, pa.string()), raw.num_rows)
                continue
            if column.name not in self.used:
                arrays[column.name] = pa.nulls(raw.num_rows, _TYPES[column.kind])
                continue
            text = _trimmed(raw.column(self.used[column.name]), column.kind)
            yield from self._sniff(column, text)
            arrays[column.name] = self._typed(column, text)
            _refuse(reasons, column, text, arrays[column.name])
        known = {column.name for column in self.table.columns}
        for name, theirs in self.used.items():
            if name not in known:
                arrays[name] = _trimmed(raw.column(theirs), "text")
        arrays["row"] = pa.array(np.arange(self._done, self._done + raw.num_rows) + self.first_row + 1, pa.int64())
        refused = reasons.astype(bool)
        if refused.any():
            numbers = (np.flatnonzero(refused) + self._done).tolist()
            lines = raw.column(LINE).filter(pa.array(refused)).to_pylist()
            yield from map(Refused, numbers, lines, reasons[refused])
        self._done += raw.num_rows
        batch = pa.RecordBatch.from_pydict(arrays)
        yield batch.filter(pa.array(~refused)) if refused.any() else batch

    def _sniff(self, column: Column, text: pa.Array) -> Iterator[Remark]:
        if column.kind in ("time", "date") and column.name not in self._formats:
            form = sniffed(text.slice(0, 20_000))
            if form is not None:
                self._formats[column.name] = form
                yield Remark(f"{self.name}: `{self.used[column.name]}` holds {form}")

    def _typed(self, column: Column, text: pa.Array) -> pa.Array:
        match column.kind:
            case "time":
                return self._moments(column, text, self.timezone)
            case "date":
                form = self._formats.get(column.name)
                return pa.nulls(len(text), pa.date32()) if form is None else days_of(text, form)
            case "count":
                whole = pc.fill_null(pc.match_substring_regex(text, r"^\d{1,18}(\.0+)?$"), False)  # noqa: FBT003
                cut = pc.replace_substring_regex(text, r"\.0+$", "")
                return pc.if_else(whole, cut, pa.scalar(None, pa.string())).cast(pa.int64())
            case "yes_no":
                low = pc.utf8_lower(text)
                said = pc.is_in(low, pa.array([*_YES, *_NO]))
                return pc.if_else(said, pc.is_in(low, pa.array(_YES)), pa.scalar(None, pa.bool_()))
            case "choice":
                return pc.utf8_lower(text)
            case _:
                return text

    def _moments(self, column: Column, text: pa.Array, timezone: str) -> pa.Array:
        form = self._formats.get(column.name)
        return pa.nulls(len(text), pa.int64()) if form is None else microseconds_of(text, form, timezone)


def canonical_rows(
    name: str,
    raw: Raw,
    canonical: Canonical,
    lines_of: Callable[[frozenset[int]], Mapping[int, int]] | None = None,
) -> Iterator[pa.RecordBatch | SetAside | Remark]:
    """A file's raw rows as canonical ones, what was set aside, and what was assumed, as they come.

    `lines_of` looks up the lines of rows where the connector knows only their numbers.
    """
    refused = 0
    looked_up: list[Refused] = []
    for item in raw:
        if not isinstance(item, pa.RecordBatch):
            yield item
            continue
        pieces = (item.slice(start, _ROWS_AT_ONCE) for start in range(0, item.num_rows, _ROWS_AT_ONCE))
        for row in (row for piece in pieces for row in canonical.rows(piece)):
            if not isinstance(row, Refused):
                yield row
                continue
            refused += 1
            if lines_of is None or refused > MOST_LOOKED_UP:
                yield SetAside(file=name, line=row.line if lines_of is None else None, reason=row.reason)
                continue
            looked_up.append(row)
            if refused == MOST_LOOKED_UP:
                yield from _with_lines(name, looked_up, lines_of)
    if lines_of is not None and 0 < refused < MOST_LOOKED_UP:
        yield from _with_lines(name, looked_up, lines_of)


def _with_lines(
    file: str, refused: Sequence[Refused], lines_of: Callable[[frozenset[int]], Mapping[int, int]]
) -> Iterator[SetAside]:
    lines = lines_of(frozenset(row.row for row in refused))
    return (SetAside(file=file, line=lines.get(row.row), reason=row.reason) for row in refused)


def _trimmed(column: pa.Array, kind: str) -> pa.Array:
    text = pc.utf8_trim_whitespace(column)
    missing = pc.is_in(text, pa.array([""] if kind == "text" else _MISSING))
    return pc.if_else(missing, pa.scalar(None, pa.string()), text) if pc.any(missing).as_py() else text


def _refuse(reasons: np.ndarray, column: Column, text: pa.Array, value: pa.Array) -> None:
    if column.required:
        for row in np.flatnonzero(text.is_null().to_numpy(zero_copy_only=False)).tolist():
            reasons[row] = reasons[row] or f"`{column.name}` is empty"
    unread = pc.and_(text.is_valid(), value.is_null())
    if column.choices:
        unread = pc.and_(text.is_valid(), pc.invert(pc.is_in(value, pa.array(column.choices))))
    rows = np.flatnonzero(unread.to_numpy(zero_copy_only=False)).tolist()
    why = _not_read(column) if rows else ""
    for row, given in zip(rows, text.filter(unread).to_pylist(), strict=True):
        shown = given if len(given) <= 40 else f"{given[:40]}…"
        reasons[row] = reasons[row] or f"`{column.name}` is `{shown}`, {why}"


def _not_read(column: Column) -> str:
    wanted = {
        "time": "no time between 1900 and 2100 in the format of the others",
        "date": "no date between 1900 and 2100 in the format of the others",
        "count": "no whole number",
        "yes_no": "neither yes nor no",
        "choice": f"none of {', '.join(column.choices)}",
    }
    return wanted[column.kind]

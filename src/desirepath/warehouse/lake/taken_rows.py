"""Requests as rows: the payloads of a log become columns, table by table, a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import msgspec
import numpy as np
import pyarrow as pa

from desirepath.vocabulary.tables import TABLES
from desirepath.warehouse.collected import COLLECTED, Batch, decoded
from desirepath.warehouse.lake.row_numbers import PLACES, first_row
from desirepath.warehouse.lake.schemas import SCHEMAS, TIME
from desirepath.warehouse.lake.seen_ids import content_hashes, text_hashes

UNREADABLE = (
    msgspec.MsgspecError,
    pa.ArrowException,
    TypeError,
    ValueError,
    OverflowError,
    KeyError,
    AttributeError,
)
"""What reading a payload can raise that is none of ours."""
ERASED = "erased"
"""The reason of a bad event that was erased in the log: it keeps its place."""
_OURS = frozenset({"row", "received_at", "write_key", "day", "activity_code"})
_EARLIEST, _LATEST = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The years 1 to 9999 in UTC microseconds."""
Refusal: TypeAlias = tuple[int, int, str, int, int, str, str, bytes | None]
"""Row, received at, write key, sequence, place, reason, detail, raw."""


class Request(NamedTuple):
    """What is counted of a request; `erased` are those taken whose rows were erased in the log since."""

    key: str
    received_at: int
    sequence: int
    received: int
    taken: int
    bad: int
    erased: int


@dataclass(slots=True)
class Columns:
    """Rows of one table with the same columns, as lists."""

    values: dict[str, list[Any]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    received_at: list[int] = field(default_factory=list)
    write_key: list[str] = field(default_factory=list)

    def without_erased(self) -> Columns:
        """The rows that were not erased in the log."""
        at = self.values["at"]
        if None not in at:
            return self
        keep = [place for place, one in enumerate(at) if one is not None]
        return Columns(
            {name: [some[place] for place in keep] for name, some in self.values.items()},
            [self.rows[place] for place in keep],
            [self.received_at[place] for place in keep],
            [self.write_key[place] for place in keep],
        )


@dataclass(frozen=True, slots=True)
class TakenRows:
    """Rows of one table in Arrow, `activity` by its name still. Hashes are of rows whose client gave an id.

    `with_id` are the places of those rows.
    """

    table: str
    rows: pa.Table
    with_id: np.ndarray
    hashes: np.ndarray
    contents: np.ndarray


@dataclass(slots=True)
class Chunk:
    """What some requests of one collector brought. A row without a time was erased in the log: it keeps its number."""

    collector: str
    number: int
    columns: dict[tuple[str, tuple[str, ...]], Columns] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    size: int = 0
    last: int = 0

    def take(self, sequence: int, payload: bytes) -> None:
        """Add a request. Raises one of UNREADABLE, and is of no use then."""
        batch = decoded(payload)
        number = first = first_row(self.number, sequence)
        for table in COLLECTED:
            values = batch.tables.get(table)
            if values:
                number += self._take_table(table, values, batch, number)
        taken = number - first
        if taken + len(batch.bad) > PLACES or set(batch.tables) - set(COLLECTED):
            raise ValueError("more than a request can bring")
        if not _EARLIEST <= batch.received_at <= _LATEST:
            raise ValueError("received at no time")
        for bad in batch.bad:
            if bad.reason != ERASED:
                self.refused.append(
                    (number, batch.received_at, batch.key, sequence, bad.place, bad.reason, bad.detail, bad.raw)
                )
            number += 1
        holes = sum(table["at"].count(None) for table in batch.tables.values() if table)
        self.requests.append(
            Request(batch.key, batch.received_at, sequence, batch.received, taken, len(batch.bad), holes)
        )
        self.size += number - first
        self.last = sequence

    def refuse(self, sequence: int, payload: bytes, received_at: int) -> None:
        """Add a request that cannot be read as one event that was refused, so that it delays no other."""
        detail = "The log has it, but it cannot be read as a request."
        row = first_row(self.number, sequence)
        self.refused.append((row, received_at, "", sequence, 0, "unreadable_request", detail, payload))
        self.requests.append(Request("", received_at, sequence, 1, 0, 1, 0))
        self.size += 1
        self.last = sequence

    def taken(self) -> Iterator[TakenRows]:
        """The rows in Arrow. Raises one of UNREADABLE."""
        for (table, _), columns in self.columns.items():
            left = columns.without_erased()
            if left.rows:
                yield self._in_arrow(table, left)

    def take_one(self, table: str, row: int, batch: Batch) -> None:
        """Add the one row of a batch under a number that it was given before. Raises one of UNREADABLE."""
        self._take_table(table, batch.tables[table], batch, row)

    def _take_table(self, table: str, values: dict[str, list[Any]], batch: Batch, number: int) -> int:
        names = tuple(values)
        columns = self.columns.get((table, names))
        if columns is None:
            _refuse_strange(table, names)
            columns = self.columns[table, names] = Columns({name: [] for name in names})
        rows = len(next(iter(values.values())))
        for name, ours in columns.values.items():
            theirs = values[name]
            if len(theirs) != rows:
                raise ValueError("columns of several lengths")
            ours.extend(theirs)
        columns.rows.extend(range(number, number + rows))
        columns.received_at.extend([batch.received_at] * rows)
        columns.write_key.extend([batch.key] * rows)
        return rows

    def _in_arrow(self, table: str, columns: Columns) -> TakenRows:
        values = columns.values
        ids = values.get("event_id") or [None] * len(columns.rows)
        with_id = np.arange(len(ids))
        if None in ids:
            with_id = np.array([place for place, one in enumerate(ids) if one is not None], dtype=np.int64)
            rows = zip(ids, columns.rows, strict=True)
            made = [f"{self.collector}:{row:x}" if one is None else one for one, row in rows]
            values = {**values, "event_id": made}
        arrays = {name: pa.array(some, _type_of(SCHEMAS[table], name)) for name, some in values.items()}
        arrays |= {
            "row": pa.array(columns.rows, pa.int64()),
            "received_at": pa.array(columns.received_at, TIME),
            "write_key": pa.array(columns.write_key, pa.string()),
        }
        _refuse_timeless(values["at"])
        rows_of = pa.table(arrays)
        hashes, contents = text_hashes(arrays["event_id"]), content_hashes(table, rows_of)
        return TakenRows(table, rows_of, with_id, hashes[with_id], contents[with_id])


def _type_of(schema: pa.Schema, name: str) -> pa.DataType:
    return schema.field(name).type if name in schema.names else pa.string()


def _refuse_strange(table: str, names: tuple[str, ...]) -> None:
    known = {column.name for column in TABLES[table].columns} | {"event_id"}
    if "at" not in names or _OURS & set(names) or (not TABLES[table].keeps_more and set(names) - known):
        raise ValueError("columns that are none of ours")


def _refuse_timeless(times: list[int]) -> None:
    if times and not _EARLIEST <= min(times) <= max(times) <= _LATEST:
        raise ValueError("a time outside the years 1 to 9999")

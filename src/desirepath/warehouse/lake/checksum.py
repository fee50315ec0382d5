"""A sum over all rows of a lake that does not depend on their order, their files, or the codes of activities."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow as pa

from desirepath.warehouse.collected import COLLECTED
from desirepath.warehouse.lake.counts import TALLIES, counted
from desirepath.warehouse.lake.layout import table_folder
from desirepath.warehouse.lake.table_files import read_parts
from desirepath.warehouse.lake.versions import read_state

_ENCODER = msgspec.msgpack.Encoder()


def checksum(warehouse: Path) -> str:
    """64 bits, in hex: equal for two lakes that hold the same rows and counts."""
    total = 0
    names = activity_names(warehouse)
    for table in (*COLLECTED, "refused"):
        for rows in rows_of(warehouse, table):
            total += sum(_digest((table, *pairs)) for pairs in _rows_as_pairs(rows, names))
    for what, tally in counted(warehouse).items():
        total += _digest(("counts", *what, *(getattr(tally, name) for name in TALLIES)))
    return f"{total % 2**64:016x}"


def activity_names(warehouse: Path) -> dict[int, str]:
    """What the codes of activities stand for."""
    return {
        row["activity_code"]: row["activity"] for rows in rows_of(warehouse, "activities") for row in rows.to_pylist()
    }


def rows_of(warehouse: Path, table: str) -> Iterator[pa.Table]:
    """The rows of a table, some at a time, in the order of its files."""
    state = read_state(warehouse, table)
    if state is None:
        return
    for file in state.files.values():
        yield from read_parts(table_folder(warehouse, table), file, state.arrow_schema())


def _rows_as_pairs(rows: pa.Table, names: dict[int, str]) -> Iterator[list[tuple[str, object]]]:
    times = [column.name for column in rows.schema if pa.types.is_timestamp(column.type)]
    for name in times:
        rows = rows.set_column(rows.column_names.index(name), name, rows[name].cast(pa.int64()))
    for row in rows.to_pylist():
        if "activity_code" in row:
            row["activity"] = names.get(row.pop("activity_code"))
        yield sorted((name, value) for name, value in row.items() if value is not None)


def _digest(values: tuple[object, ...]) -> int:
    return int.from_bytes(hashlib.blake2b(_ENCODER.encode(values), digest_size=8).digest(), "little")

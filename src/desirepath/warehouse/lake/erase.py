"""A person is taken out of a lake: out of every table and its older versions, out of what was refused, out of the logs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.warehouse.collected import COLLECTED, BadEvent, Batch, decoded, encoded
from desirepath.warehouse.lake import commits
from desirepath.warehouse.lake.compact import clear
from desirepath.warehouse.lake.counts import Tallies
from desirepath.warehouse.lake.layout import collectors_of, log_of, projecting
from desirepath.warehouse.lake.open_tables import Change, OpenTables
from desirepath.warehouse.lake.project import Projector, caught_up, mended
from desirepath.warehouse.lake.retain import count_rows
from desirepath.warehouse.lake.table_files import TableFile, older_files, read_file, write_file
from desirepath.warehouse.lake.taken_rows import ERASED
from desirepath.warehouse.segment_log import frames, rewrite_without, seal_open

SHORTEST_INSIDE = 4
"""Signs of the shortest raw id that is looked for inside other texts; shorter ones must be the whole text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What went: rows of the tables, refused events, and requests of the logs that were rewritten.

    `waiting` requests that name a person came in meanwhile, or lie in a segment that its collector did not seal in time:
    then erase again.
    """

    rows: int
    refused: int
    requests: int
    waiting: int


class Names:
    """By what texts a person is known: hashed names, which may stand anywhere, and raw ids."""

    def __init__(self, hashed: Iterable[str], raw: Iterable[str]) -> None:
        ids = [one for one in raw if one]
        self.inside = [one for one in hashed if one] + [one for one in ids if len(one) >= SHORTEST_INSIDE]
        self.whole = [one for one in ids if len(one) < SHORTEST_INSIDE]
        self._bytes = [one.encode() for one in self.inside]
        self._whole = frozenset(self.whole)

    def may_be_in(self, payload: bytes) -> bool:
        return bool(self._whole) or any(one in payload for one in self._bytes)

    def name(self, value: object) -> bool:
        """Whether a value of a row names one of them."""
        if isinstance(value, bytes):
            return any(one in value for one in self._bytes) or any(f'"{one}"'.encode() in value for one in self._whole)
        return isinstance(value, str) and (value in self._whole or any(one in value for one in self.inside))

    def in_rows(self, rows: pa.Table) -> np.ndarray:
        """Which rows name one of them, in whatever column."""
        found = np.zeros(rows.num_rows, dtype=bool)
        for column in rows.columns:
            if pa.types.is_binary(column.type):
                found |= np.array([self.name(one) for one in column.to_pylist()], dtype=bool)
            elif pa.types.is_string(column.type):
                found |= self._in_texts(column)
        return found

    def _in_texts(self, column: pa.ChunkedArray) -> np.ndarray:
        found = pc.is_in(column, pa.array([*self.inside, *self.whole], pa.string()))
        for one in self.inside:
            found = pc.or_(found, pc.fill_null(pc.match_substring(column, one), fill_value=False))
        return np.asarray(found)


def erase(warehouse: Path, *, hashed: Iterable[str], raw: Iterable[str]) -> Erased:
    """Take persons out, by their hashed names and their raw ids. Afterwards no byte of either is in the lake.

    The counts stay, and say how many rows were erased. Older versions of tables that had such rows can be read no more.
    Cut off at any step, it can be done again.
    """
    names = Names(hashed, raw)
    with projecting(warehouse):
        projector = Projector(warehouse)
        caught_up(projector)
        rows, refused = mended(projector, lambda tables: _erase_rows(tables, names))
        requests = waiting = 0
        for collector in collectors_of(warehouse):
            folder = log_of(warehouse, collector)
            seal_open(folder)
            requests += rewrite_without(folder, lambda payload: _without(payload, names))
            waiting += sum(_without(frame.payload, names) != frame.payload for frame in frames(folder))
        _erase_activities(projector.tables, names)
        _forget_versions(projector.tables)
    return Erased(rows=rows, refused=refused, requests=requests, waiting=waiting)


def _erase_rows(tables: OpenTables, names: Names) -> tuple[int, int]:
    changes: dict[str, Change] = {}
    codes = [code for activity, code in tables.names.codes.items() if names.name(activity)]
    tallies, gone, refused = Tallies(), [np.empty(0, dtype=np.int64)], 0
    for name in (*COLLECTED, "refused"):
        added: list[TableFile] = []
        removed: list[str] = []
        for file in tables[name].state.files.values():
            rows = read_file(tables[name].folder, file, tables[name].state.arrow_schema())
            found = names.in_rows(rows)
            if "activity_code" in rows.column_names:
                found |= np.isin(np.asarray(rows["activity_code"]), codes)
            if found.any():
                gone.append(np.asarray(rows["row"])[found])
                removed.append(file.path)
                added += _left(tables, name, file, rows.filter(pa.array(~found)))
                refused += int(found.sum()) if name == "refused" else 0
                if name != "refused":
                    count_rows(tables, rows.filter(pa.array(found)), tallies, "erased")
        if removed:
            changes[name] = Change(added, removed)
    numbers = np.concatenate(gone)
    if changes:
        changes |= _without_ids(tables, numbers)
        tables.change(changes, tallies)
    return len(numbers) - refused, refused


def _left(tables: OpenTables, name: str, file: TableFile, rows: pa.Table) -> list[TableFile]:
    mark = Path(file.path).name[0]
    return [write_file(tables[name].folder, rows, file.day, mark=mark)] if rows.num_rows else []


def _without_ids(tables: OpenTables, numbers: np.ndarray) -> dict[str, Change]:
    added: list[TableFile] = []
    removed: list[str] = []
    for file in tables["ids"].state.files.values():
        rows = read_file(tables["ids"].folder, file, tables["ids"].state.arrow_schema())
        found = np.isin(np.asarray(rows["row"]), numbers)
        if found.any():
            removed.append(file.path)
            added += _left(tables, "ids", file, rows.filter(pa.array(~found)))
    return {"ids": Change(added, removed)} if removed else {}


def _erase_activities(tables: OpenTables, names: Names) -> None:
    """An activity that names a person keeps its code, and is called by that."""
    found = {one: f"erased activity {code}" for one, code in tables.names.codes.items() if names.name(one)}
    if found:
        tables.names.rename(found)


def _forget_versions(tables: OpenTables) -> None:
    """Files of older versions go, and with them what says that there were such versions."""
    for table in tables.tables.values():
        version = table.state.version
        if version >= 0 and older_files(table.folder, table.state.files):
            if commits.checkpoint_fault(table.folder, version) is not None:
                commits.write_checkpoint(table.folder, version)
            commits.drop_history(table.folder, version)
        clear(table, 0, time.time() + 1)


def _without(payload: bytes, names: Names) -> bytes | None:
    """A request without the persons: their rows are emptied and keep their places, as all rows are numbered by them."""
    if not names.may_be_in(payload):
        return payload
    try:
        batch = decoded(payload)
    except msgspec.DecodeError:
        return None
    tables = {}
    changed = False
    for table, columns in batch.tables.items():
        rows = list(zip(*columns.values(), strict=False))
        named = {place for place, row in enumerate(rows) if any(names.name(value) for value in row)}
        changed |= bool(named)
        tables[table] = {
            name: [None if place in named else value for place, value in enumerate(values)]
            for name, values in columns.items()
        }
    bad = [
        BadEvent(one.place, ERASED, "", None) if names.name(one.raw) or names.name(one.detail) else one
        for one in batch.bad
    ]
    if not changed and bad == batch.bad:
        return payload
    return encoded(Batch(batch.key, batch.received_at, batch.received, tables, bad))

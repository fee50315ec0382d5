"""What was refused is tried again, once the mapping has been mended; what is taken now goes where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from desirepath.warehouse.collected import Batch
from desirepath.warehouse.lake.counts import Tallies
from desirepath.warehouse.lake.first_seen import Judged, judge
from desirepath.warehouse.lake.layout import projecting
from desirepath.warehouse.lake.open_tables import Change, OpenTables, ids_as_rows
from desirepath.warehouse.lake.project import Projector, caught_up, mended
from desirepath.warehouse.lake.seen_ids import Ids
from desirepath.warehouse.lake.table_files import TableFile, days_of, in_schema, read_file, write_by_day, write_file
from desirepath.warehouse.lake.taken_rows import UNREADABLE, Chunk

Again: TypeAlias = Callable[[bytes, str, int], Batch]
"""Tries an event that was kept: its bytes, the id of its write key, when it was received (UTC microseconds)."""
_UNWANTED = ("id_conflict", "unreadable_request")
_ROWS_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """Refused events that were tried: taken now, known to have come before, and still refused."""

    taken: int
    duplicate: int
    refused: int


def replay(warehouse: Path, again: Again) -> Replayed:
    """Try everything that was refused and kept. What is taken goes into the tables and out of `refused`, at once.

    Doing it again finds the rest only. Events refused for the id of another are left as they are.
    """
    with projecting(warehouse):
        projector = Projector(warehouse)
        caught_up(projector)
        return mended(projector, lambda tables: _replay_all(tables, again))


def _replay_all(tables: OpenTables, again: Again) -> Replayed:
    totals = {"taken": 0, "duplicate": 0, "refused": 0}
    table = tables["refused"]
    for file in list(table.state.files.values()):
        rows = read_file(table.folder, file, table.state.arrow_schema())
        for name, number in _replay_file(tables, file, rows, again).items():
            totals[name] += number
    return Replayed(**totals)


def _replay_file(tables: OpenTables, file: TableFile, rows: pa.Table, again: Again) -> Mapping[str, int]:
    chunks: dict[str, Chunk] = {}
    tried: dict[int, dict[str, Any]] = {}
    times = rows["received_at"].cast(pa.int64()).to_pylist()
    for row, at in zip(rows.drop_columns("received_at").to_pylist(), times, strict=True):
        if row["raw"] is None or row["reason"] in _UNWANTED:
            continue
        tried[row["row"]] = {**row, "at": at}
        collector = row["collector"]
        chunk = chunks.setdefault(collector, Chunk(collector, tables.names.number_of(collector)))
        _take(chunk, row["row"], again(row["raw"], row["write_key"], at))
    seen = tables.seen()
    parts = [part for chunk in chunks.values() for part in chunk.taken()]
    judged = judge(parts, seen, tables.id_of_row)
    return _commit(tables, file, rows, judged, tried)


def _take(chunk: Chunk, row: int, batch: Batch) -> None:
    filled = [table for table, columns in batch.tables.items() if columns and len(columns.get("at", ())) == 1]
    if len(filled) != 1 or batch.bad:
        return
    alone = Chunk(chunk.collector, chunk.number)
    try:
        alone.take_one(filled[0], row, batch)
        list(alone.taken())
    except UNREADABLE:
        return
    chunk.take_one(filled[0], row, batch)


def _commit(
    tables: OpenTables, file: TableFile, rows: pa.Table, judged: Judged, tried: dict[int, dict[str, Any]]
) -> Mapping[str, int]:
    changes, tallies = {}, Tallies()
    taken: set[int] = set()
    for name, parts in judged.kept.items():
        kept = pa.concat_tables(parts, promote_options="default")
        taken.update(kept["row"].to_pylist())
        if kept.num_rows:
            changes[name] = _added(tables, name, kept)
    twice = {one.row for one in judged.duplicates}
    for row in taken | twice:
        one = tried[row]
        tally = tallies.of(one["collector"], one["write_key"], one["at"])
        tally.bad -= 1
        tally.good += row in taken
        tally.duplicate += row in twice
    gone = taken | twice
    if gone:
        left = rows.filter(pc.invert(pc.is_in(rows["row"], pa.array(gone, pa.int64()))))
        files = [write_file(tables["refused"].folder, left, file.day)] if left.num_rows else []
        changes["refused"] = Change(files, [file.path])
        if new := _new_ids(tables, judged):
            changes["ids"] = Change(new)
        tables.change(changes, tallies)
    return {"taken": len(taken), "duplicate": len(twice), "refused": len(tried) - len(gone)}


def _added(tables: OpenTables, name: str, rows: pa.Table) -> Change:
    table = tables[name]
    if name == "events":
        rows = tables.names.coded(rows)
    own = table.columns_with(pa.schema([]))
    further = [column for column in rows.column_names if column not in own.names]
    rows = in_schema(rows, table.columns_with(rows.schema))
    return Change(write_by_day(table.folder, rows, days_of(rows["at"])), (), further)


def _new_ids(tables: OpenTables, judged: Judged) -> list[TableFile]:
    new = Ids.joined(judged.new) if judged.new else None
    if new is None or not len(new):
        return []
    return write_by_day(tables["ids"].folder, ids_as_rows(new), new.days)

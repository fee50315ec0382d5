"""What is older than is to be kept goes: rows by their day, segments of logs once nothing in them is younger."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa

from desirepath.warehouse.collected import COLLECTED, decoded
from desirepath.warehouse.lake.compact import clear
from desirepath.warehouse.lake.counts import Tallies
from desirepath.warehouse.lake.layout import collectors_of, log_of, projecting
from desirepath.warehouse.lake.open_tables import Change, OpenTables
from desirepath.warehouse.lake.project import Projector, caught_up, mended
from desirepath.warehouse.lake.row_numbers import collectors_in
from desirepath.warehouse.lake.table_files import day_text, read_file
from desirepath.warehouse.segment_log import drop_before, frames

_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """What went: rows of the tables, and segments of the logs. `before` is the first day that is kept."""

    before: str
    rows: int
    segments: int


def retain(warehouse: Path, *, days: int, now: float | None = None) -> Retained:
    """Drop rows and log segments that are wholly older than so many days; durable on return, files included.

    What is not in the tables yet is brought there first, so nothing is dropped that was never seen. `now` in seconds
    since 1970.
    """
    today = int((time.time() if now is None else now) // _DAY_SECONDS)
    before = day_text(today - days)
    with projecting(warehouse):
        projector = Projector(warehouse)
        caught_up(projector)
        rows = mended(projector, lambda tables: _drop_rows(tables, before))
        brought = projector.tables["counts"].state.brought
        segments = sum(
            drop_before(
                log_of(warehouse, collector), _first_kept(warehouse, collector, brought.get(collector, 0), before)
            )
            for collector in collectors_of(warehouse)
        )
    return Retained(before=before, rows=rows, segments=segments)


def _drop_rows(tables: OpenTables, before: str) -> int:
    tallies, changes, rows = Tallies(), {}, 0
    for name in (*COLLECTED, "refused"):
        old = [file for file in tables[name].state.files.values() if (file.day or "") < before]
        if old:
            changes[name] = Change(removed=[file.path for file in old])
            for file in old if name != "refused" else ():
                there = read_file(tables[name].folder, file, tables[name].state.arrow_schema())
                count_rows(tables, there, tallies, "dropped")
            rows += sum(file.rows for file in old)
    if changes:
        tables.change(changes, tallies, {"dropped_before": before})
    for name in changes:
        clear(tables[name], 0, time.time() + 1)
    return rows


def count_rows(tables: OpenTables, rows: pa.Table, tallies: Tallies, tally: str) -> None:
    """Count rows of a table that go, under `erased` or `dropped`."""
    names = {number: collector for collector, number in tables.names.numbers.items()}
    whose = collectors_in(np.asarray(rows["row"]), names).to_pylist()
    times = rows["received_at"].cast(pa.int64()).to_pylist()
    for collector, key, at in zip(whose, rows["write_key"].to_pylist(), times, strict=True):
        one = tallies.of(collector, key, at)
        setattr(one, tally, getattr(one, tally) + 1)


def _first_kept(warehouse: Path, collector: str, brought: int, before: str) -> int:
    """The first sequence whose request came later, or whose rows are of later days, or is not in the tables yet."""
    limit = int(np.datetime64(before, "us").astype(np.int64))
    for frame in frames(log_of(warehouse, collector)):
        if frame.sequence > brought:
            break
        try:
            batch = decoded(frame.payload)
        except msgspec.DecodeError:
            continue
        times = [at for columns in batch.tables.values() for at in columns.get("at", ()) if at is not None]
        if max([batch.received_at, *times]) >= limit:
            return frame.sequence
    return brought + 1

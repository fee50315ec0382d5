"""Days that are over are laid down anew: few files, in case order, well compressed; what nobody can need is cleared away."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa

from desirepath.warehouse.lake import commits
from desirepath.warehouse.lake.counts import summed
from desirepath.warehouse.lake.delta_table import DeltaTable
from desirepath.warehouse.lake.durable import flush_folder, remove_folder
from desirepath.warehouse.lake.layout import BY_DAY, projecting
from desirepath.warehouse.lake.open_tables import OpenTables
from desirepath.warehouse.lake.project import Projector, caught_up
from desirepath.warehouse.lake.seen_ids import WINDOW_DAYS
from desirepath.warehouse.lake.table_files import (
    ROWS_A_GROUP,
    TableFile,
    day_text,
    fault_of,
    in_schema,
    older_files,
    write_file,
)

QUIET_SECONDS = 3600
KEPT_DAYS = 7
ROWS_A_FILE = 2_000_000
_ORDERS = {"events": 'workflow, case_id, "at", event_id'}
_MOST_COUNT_FILES = 16
_DAY_SECONDS = 86_400
_MEMORY = "512MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compacted:
    """Days laid down anew, by table; files that this replaced, and files that were cleared away."""

    days: int
    replaced: int
    cleared: int


def compact(warehouse: Path, *, now: float | None = None, quiet_seconds: float = QUIET_SECONDS) -> Compacted:
    """Lay down every closed day anew that has changed since, but not in the last `quiet_seconds`.

    A day is closed once it is over (UTC). `now` in seconds since 1970. Older versions of the tables can be read for
    seven days more. Doing it again changes nothing.
    """
    now = time.time() if now is None else now
    with projecting(warehouse):
        projector = Projector(warehouse)
        caught_up(projector)
        tables = projector.tables
        days = replaced = 0
        for name in sorted(BY_DAY):
            for files in _ready(tables[name], now, quiet_seconds):
                _lay_down(tables[name], files)
                days += 1
                replaced += len(files)
        _compact_counts(tables)
        _forget_old_ids(tables)
        cleared = sum(clear(tables[name], KEPT_DAYS * _DAY_SECONDS, now) for name in tables.tables)
    return Compacted(days=days, replaced=replaced, cleared=cleared)


def clear(table: DeltaTable, kept_seconds: float, now: float) -> int:
    """Take away files that no version of the last `kept_seconds` has, and commits before a checkpoint as old."""
    if table.state.version < 0:
        return 0
    for left in table.folder.glob(".sorting-*"):
        remove_folder(left)
    oldest = now - kept_seconds
    cleared = 0
    for path in sorted(older_files(table.folder, table.state.files)):
        file = table.folder / path
        since = table.state.removed.get(path)
        age = file.stat().st_mtime if since is None else since / 1000
        if age <= oldest:
            file.unlink()
            flush_folder(file.parent)
            cleared += 1
    old = [
        version
        for version in commits.checkpoints_there(table.folder)
        if commits.checkpoint_file(table.folder, version).stat().st_mtime <= oldest
    ]
    if old and commits.checkpoint_fault(table.folder, old[-1]) is None:
        commits.drop_history(table.folder, old[-1])
    return cleared


def _ready(table: DeltaTable, now: float, quiet_seconds: float) -> Iterator[list[TableFile]]:
    today = day_text(int(now // _DAY_SECONDS))
    by_day: dict[str, list[TableFile]] = defaultdict(list)
    for file in table.state.files.values():
        by_day[file.day or ""].append(file)
    for day, files in sorted(by_day.items()):
        if day >= today or all(_is_compact(file) for file in files):
            continue
        if any(fault_of(table.folder, file) is not None for file in files):
            continue  # a scrub tells of it, and heals it from the log
        if max((table.folder / file.path).stat().st_mtime for file in files) <= now - quiet_seconds:
            yield files


def _is_compact(file: TableFile) -> bool:
    return Path(file.path).name.startswith("c")


def _lay_down(table: DeltaTable, files: Sequence[TableFile]) -> None:
    schema = table.state.arrow_schema()
    order = _ORDERS.get(table.name, "row")
    with TemporaryDirectory(dir=table.folder, prefix=".sorting-") as spilled:
        added = list(_sorted_files(table, files, schema, order, spilled))
    table.commit(added, files, schema=schema)


def _sorted_files(
    table: DeltaTable, files: Sequence[TableFile], schema: pa.Schema, order: str, spilled: str
) -> Iterator[TableFile]:
    import duckdb  # here, as a collector starts without it

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "threads": 1,
        "temp_directory": spilled,
        "preserve_insertion_order": False,
    }
    names = ", ".join("'" + str(table.folder / file.path).replace("'", "''") + "'" for file in files)
    source = f"read_parquet([{names}], union_by_name = true, hive_partitioning = false)"
    with duckdb.connect(":memory:", config=settings) as engine:
        engine.execute("SET TimeZone = 'UTC'")
        parts: list[pa.RecordBatch] = []
        for part in engine.sql(f"SELECT * FROM {source} ORDER BY {order}, row").to_arrow_reader(ROWS_A_GROUP):
            parts.append(part)
            if sum(one.num_rows for one in parts) >= ROWS_A_FILE:
                yield _written(table, parts, schema, files[0].day)
                parts = []
        if parts:
            yield _written(table, parts, schema, files[0].day)


def _written(table: DeltaTable, parts: list[pa.RecordBatch], schema: pa.Schema, day: str | None) -> TableFile:
    rows = in_schema(pa.Table.from_batches(parts), schema)
    return write_file(table.folder, rows, day, level=3, mark="c")


def _compact_counts(tables: OpenTables) -> None:
    counts = tables["counts"]
    if len(counts.state.files) > _MOST_COUNT_FILES:
        tables.replace_counts(summed(counts.folder, counts.state))


def _forget_old_ids(tables: OpenTables) -> None:
    table = tables["ids"]
    newest = max((file.day or "" for file in table.state.files.values()), default="")
    if newest:
        oldest = str(np.datetime64(newest) - WINDOW_DAYS - 1)
        old = [file for file in table.state.files.values() if (file.day or "") < oldest]
        if old:
            table.commit([], old)

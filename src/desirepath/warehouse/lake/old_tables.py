"""What can still be read of tables that are to be made anew, however damaged they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from desirepath.warehouse.collected import COLLECTED
from desirepath.warehouse.lake import commits
from desirepath.warehouse.lake.commits import DamagedCommit
from desirepath.warehouse.lake.counts import Tallies, summed
from desirepath.warehouse.lake.delta_table import DeltaTable
from desirepath.warehouse.lake.layout import LAKE_TABLES
from desirepath.warehouse.lake.open_tables import OpenTables, ids_as_rows
from desirepath.warehouse.lake.row_numbers import first_row, numbers_of
from desirepath.warehouse.lake.schemas import SCHEMAS, TIME
from desirepath.warehouse.lake.seen_ids import WINDOW_DAYS, Ids, content_hashes, text_hashes
from desirepath.warehouse.lake.table_files import days_of, fault_of, in_schema, write_file


class OldTables:
    """Tables as they stand on disk. Where a table's commits are damaged, every whole file in its folder is taken.

    `brought` is by collector the last sequence that the counts cover, None where that cannot be read.
    """

    def __init__(self, warehouse: Path) -> None:
        self.tables = {name: DeltaTable(warehouse, name) for name in LAKE_TABLES}
        self.unreadable: set[str] = set()
        self.files: dict[str, dict[str, list[Path]]] = {}
        self.last_versions = {
            name: max([-1, *commits.commits_there(one.folder), *commits.checkpoints_there(one.folder)])
            for name, one in self.tables.items()
        }
        for name in LAKE_TABLES:
            self.files[name] = self._files(name)
        self.tallies = self._tallies()
        self.brought: Mapping[str, int] | None = None
        if self.tallies is not None:
            self.brought = {name: last for name, last in self.tables["counts"].state.brought.items() if name[0] != ":"}
        self.dropped_before: str = self.tables["counts"].state.told.get("dropped_before", "")
        self.activities: dict[int, str] = {row["activity_code"]: row["activity"] for row in self._small("activities")}
        self.numbers: dict[str, int] = {row["collector"]: row["number"] for row in self._small("collectors")}

    def _small(self, name: str) -> list[dict[str, Any]]:
        return [row for day in self.files[name] for part in self.rows(name, day) for row in part.to_pylist()]

    def rows(self, name: str, day: str) -> Iterator[pa.Table]:
        """The rows of a day that can be read, file by file."""
        for file in self.files[name].get(day, ()):
            try:
                with pq.ParquetFile(file, page_checksum_verification=True) as opened:
                    yield opened.read()
            except (OSError, pa.ArrowException):
                self.unreadable.add(str(file))

    def covers(self, rows: np.ndarray) -> np.ndarray:
        """Which rows the counts cover. Those of later requests will be brought over once more."""
        found = np.ones(len(rows), dtype=bool)
        for collector, number in self.numbers.items() if self.brought is not None else ():
            last = (self.brought or {}).get(collector, 0)
            found &= (numbers_of(rows) != number) | (rows < first_row(number, last + 1))
        return found

    def seed(self, tables: OpenTables) -> None:
        """Lay down what decides how logs are read: numbers of collectors, codes of activities, ids that were seen."""
        for name in ("collectors", "activities"):
            parts = [part for day in self.files[name] for part in self.rows(name, day)]
            if parts:
                rows = in_schema(pa.concat_tables(parts), SCHEMAS[name])
                tables[name].read()
                tables[name].commit([write_file(tables[name].folder, rows)])
        before = len(self.unreadable)
        found = [(day, rows) for day in self.files["ids"] for rows in self.rows("ids", day)]
        if not found or len(self.unreadable) > before or "ids" in self._lost:
            found = list(self._ids_of_rows())
        tables["ids"].read()
        files = [write_file(tables["ids"].folder, in_schema(rows, SCHEMAS["ids"]), day) for day, rows in found]
        if files:
            tables["ids"].commit(files)

    @property
    def _lost(self) -> set[str]:
        return {name for name in LAKE_TABLES if any(f"/{name}/" in file for file in self.unreadable)}

    def _files(self, name: str) -> dict[str, list[Path]]:
        table = self.tables[name]
        found: dict[str, list[Path]] = {}
        try:
            table.heal_tail()
        except DamagedCommit as damage:
            self.unreadable.add(str(damage.file))
            for file in sorted(table.folder.glob("**/*.parquet")):
                if file.parent.name != "_delta_log":
                    found.setdefault(
                        file.parent.name.removeprefix("day=") if file.parent != table.folder else "", []
                    ).append(file)
            return found
        for one in table.state.files.values():
            if fault_of(table.folder, one) is None:
                found.setdefault(one.day or "", []).append(table.folder / one.path)
            else:
                self.unreadable.add(str(table.folder / one.path))
        return found

    def _tallies(self) -> Tallies | None:
        table = self.tables["counts"]
        if table.state.version < 0 or "counts" in self._lost:
            return None
        try:
            return summed(table.folder, table.state)
        except (OSError, pa.ArrowException):
            return None

    def _ids_of_rows(self) -> Iterator[tuple[str, pa.Table]]:
        """The ids as the rows themselves have them."""
        newest = max((day for name in COLLECTED for day in self.files[name]), default="")
        oldest = str(np.datetime64(newest) - WINDOW_DAYS - 1) if newest else ""
        for name in COLLECTED:
            for day in self.files[name]:
                for rows in self.rows(name, day):
                    yield from _ids_in(name, self.named(rows), oldest)

    def named(self, rows: pa.Table) -> pa.Table:
        """Rows with `activity` for `activity_code`."""
        if "activity_code" not in rows.column_names:
            return rows
        codes = pa.array(list(self.activities), pa.int32())
        texts = pa.array(list(self.activities.values()), pa.string())
        named = texts.take(pc.index_in(rows["activity_code"], codes).combine_chunks())
        rows = rows.append_column("activity", named).drop_columns("activity_code")
        return rows.filter(pc.is_valid(rows["activity"]))


def _ids_in(name: str, rows: pa.Table, oldest: str) -> Iterator[tuple[str, pa.Table]]:
    if not rows.num_rows:
        return
    days = days_of(rows["received_at"].cast(TIME))
    hashes, contents = text_hashes(rows["event_id"].combine_chunks()), content_hashes(name, rows)
    made = ids_as_rows(Ids(hashes, contents, np.asarray(rows["row"]), days))
    for day in np.unique(days).tolist():
        text = str(np.datetime64(day, "D"))
        if text >= oldest:
            yield text, made.filter(pa.array(days == day))

"""All tables of a lake, opened by the one who may write to them: healed where their last commit was torn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from desirepath.warehouse.collected import COLLECTED
from desirepath.warehouse.lake.commits import DamagedCommit
from desirepath.warehouse.lake.counts import Tallies
from desirepath.warehouse.lake.delta_table import DeltaTable
from desirepath.warehouse.lake.dictionary import Dictionaries
from desirepath.warehouse.lake.layout import LAKE_TABLES
from desirepath.warehouse.lake.seen_ids import WINDOW_DAYS, Ids, SeenIds
from desirepath.warehouse.lake.table_files import TableFile, days_of, in_schema, read_file, write_by_day, write_file


class LostHistory(Exception):
    """A table cannot be read from its commits any more: it has to be made anew from the logs."""


@dataclass(frozen=True, slots=True)
class Change:
    """Files that come into a table, and paths of those that go; `further` are columns that the table may not have."""

    added: Sequence[TableFile] = ()
    removed: Sequence[str] = ()
    further: Sequence[str] = ()

    def told(self) -> dict[str, Any]:
        return {"added": [asdict(file) for file in self.added], "removed": self.removed, "further": self.further}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Change:
        return cls([TableFile(**file) for file in told["added"]], told["removed"], told["further"])


def ids_as_rows(ids: Ids) -> pa.Table:
    """Ids as rows of the table `ids`; their days are its partition."""
    return pa.table({"id_hash": ids.hashes, "content": ids.contents, "row": ids.rows})


CHANGES = ":changes"
"""What stands for a change of several tables among the collectors; no collector can have this name."""
_KEPT = ("dropped_before",)


class OpenTables:
    """The tables of a lake. The caller holds the lock; after it was let go, `refresh` before anything else."""

    def __init__(self, warehouse: Path) -> None:
        self.warehouse = warehouse
        self.tables = {name: DeltaTable(warehouse, name) for name in LAKE_TABLES}
        self.healed: list[str] = []
        self.names = Dictionaries(self["activities"], self["collectors"])

    def __getitem__(self, name: str) -> DeltaTable:
        return self.tables[name]

    def refresh(self) -> None:
        """Read what others have committed. Raises LostHistory."""
        try:
            for name, table in self.tables.items():
                if table.heal_tail():
                    self.healed.append(name)
        except DamagedCommit as damage:
            raise LostHistory(str(damage)) from damage
        try:
            self.names.read()
        except (OSError, pa.ArrowException) as error:
            raise LostHistory(str(error)) from error
        versions = self["counts"].state.told.get("versions", {})
        if any(
            self[name].state.version < version
            for name, version in versions.items()
            if name in {"collectors", "activities"}
        ):
            raise LostHistory("a dictionary lost its last commit")
        self._end_change()

    def behind(self, collector: str) -> dict[str, int]:
        """By table, the last sequence of a collector that it has.

        The counts are committed last and name the versions of all tables: where they have a sequence, a table has it
        unless it has lost a commit since; a table without rows of a batch is not committed for it.
        """
        counts = self["counts"].state
        last = counts.brought.get(collector, 0)
        versions: Mapping[str, int] = counts.told.get("versions", {})
        found = {"counts": last}
        for name in ("ids", *COLLECTED, "refused"):
            state = self[name].state
            own = state.brought.get(collector, 0)
            found[name] = own if state.version < versions.get(name, -1) else max(own, last)
        return found

    def versions(self) -> dict[str, int]:
        """The version of each table that is there."""
        return {name: one.state.version for name, one in self.tables.items() if one.state.version >= 0}

    def seen(self) -> SeenIds:
        """The ids of the last 30 days. Raises LostHistory where a file of them is damaged."""
        table, seen = self["ids"], SeenIds()
        files = table.state.files.values()
        newest = max((file.day or "" for file in files), default="")
        if not newest:
            return seen
        oldest = str(np.datetime64(newest) - WINDOW_DAYS - 1)
        for file in sorted(files, key=lambda one: one.day or ""):
            if (file.day or "") >= oldest:
                try:
                    rows = read_file(table.folder, file, table.state.arrow_schema())
                except (OSError, pa.ArrowException) as error:
                    raise LostHistory(str(error)) from error
                day = np.full(rows.num_rows, np.datetime64(file.day).astype(np.int32), dtype=np.int32)
                hashes, contents, numbers = (np.asarray(rows[name]) for name in ("id_hash", "content", "row"))
                seen.add(Ids(hashes, contents, numbers, day))
        return seen

    def id_of_row(self, row: int) -> str | None:
        """The id of a row that was committed; None where no table has it."""
        for name in COLLECTED:
            table = self[name]
            for file in table.state.files.values():
                if file.first_row is not None and file.first_row <= row <= (file.last_row or 0):
                    found = _with_row(table.folder / file.path, row)
                    if found.num_rows:
                        text: str | None = found["event_id"][0].as_py()
                        return text
        return None

    def add(self, name: str, parts: Iterable[pa.Table], collector: str, last: int) -> int:
        """Commit rows of a collector up to a sequence; how many there were."""
        rows = pa.concat_tables(parts, promote_options="default")
        table = self[name]
        if name == "events":
            rows = self.names.coded(rows)
        rows = in_schema(rows, table.columns_with(rows.schema))
        days = days_of(rows["at"] if "at" in rows.column_names else rows["received_at"])
        files = write_by_day(table.folder, rows, days)
        table.commit(files, brought={collector: last}, schema=rows.schema)
        return rows.num_rows

    def add_ids(self, ids: Ids, collector: str, last: int) -> None:
        """Commit new ids of a collector up to a sequence."""
        table = self["ids"]
        table.commit(write_by_day(table.folder, ids_as_rows(ids), ids.days), brought={collector: last})

    def add_counts(self, tallies: Tallies, brought: Mapping[str, int], told: Mapping[str, Any] | None = None) -> None:
        """Commit counts. It comes last: with it stands which versions of the other tables belong to it."""
        table = self["counts"]
        rows = tallies.rows()
        files = [write_file(table.folder, rows)] if rows.num_rows else []
        table.commit(files, brought=brought, told=self._told(told))

    def change(self, changes: Mapping[str, Change], tallies: Tallies, told: Mapping[str, Any] | None = None) -> None:
        """Change several tables and the counts together: all of it happens, whenever the work is cut off.

        The counts are committed with what the others are to become; what is left undone is done on the next opening.
        """
        pending = {name: change.told() for name, change in changes.items()}
        self.add_counts(tallies, {}, {**(told or {}), "pending": pending})
        self._end_change()

    def replace_counts(
        self, tallies: Tallies, brought: Mapping[str, int] | None = None, told: Mapping[str, Any] | None = None
    ) -> None:
        """Put counts in the place of those that are there."""
        table = self["counts"]
        old = list(table.state.files.values())
        table.commit([write_file(table.folder, tallies.rows())], old, brought, told=self._told(told))

    def _told(self, further: Mapping[str, Any] | None) -> dict[str, Any]:
        kept = {name: self["counts"].state.told[name] for name in _KEPT if name in self["counts"].state.told}
        return {**kept, **(further or {}), "versions": self.versions()}

    def _end_change(self) -> None:
        counts = self["counts"].state
        pending: Mapping[str, Any] = counts.told.get("pending") or {}
        for name, told in pending.items():
            table = self[name]
            if table.state.brought.get(CHANGES, -1) >= counts.version:
                continue
            change = Change.read(told)
            removed = [table.state.files[path] for path in change.removed if path in table.state.files]
            schema = pa.schema([(column, pa.string()) for column in change.further])
            table.commit(change.added, removed, {CHANGES: counts.version}, schema)


def _with_row(file: Path, row: int) -> pa.Table:
    try:
        return pq.read_table(file, columns=["event_id"], filters=[("row", "=", row)], partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise LostHistory(str(error)) from error

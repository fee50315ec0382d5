"""The tables made anew from the logs, beside the old ones, and put in their place in one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desirepath.warehouse.lake import commits
from desirepath.warehouse.lake.carry_over import carry_over
from desirepath.warehouse.lake.delta_table import DeltaTable
from desirepath.warehouse.lake.durable import flush_folder, make_folder, remove_folder, write_over
from desirepath.warehouse.lake.layout import LAKE_TABLES, collectors_of, end_swap, log_of, projecting, swap_folders
from desirepath.warehouse.lake.old_tables import OldTables
from desirepath.warehouse.lake.project import Frames, Projector
from desirepath.warehouse.lake.table_files import older_files
from desirepath.warehouse.segment_log import Frame, frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What was made anew: requests read from the logs, and rows that only the old tables still had.

    `unreadable` are files of the old tables whose rows could only come from the logs.
    """

    requests: int
    carried_over: int
    unreadable: tuple[str, ...]


def rebuild(warehouse: Path) -> Rebuilt:
    """Make all tables anew from the logs. Rows that the logs have no more are carried over from the old tables.

    The old tables serve until the new ones are whole; versions go on where the old ones ended. Cut off, it leaves
    everything as it was, or as it is to be. Raises OSError where the disk fails.
    """
    with projecting(warehouse):
        return rebuild_locked(warehouse)


def rebuild_locked(warehouse: Path) -> Rebuilt:
    """As `rebuild`, by one who holds the lock."""
    old = OldTables(warehouse)
    beside, ready = swap_folders(warehouse)
    remove_folder(beside)
    make_folder(beside / "tables")
    projector = Projector(beside, read=_logs_of(warehouse))
    old.seed(projector.tables)
    found = projector.catch_up(collectors_of(warehouse), old.brought)
    carried = carry_over(old, projector.tables)
    for name in LAKE_TABLES:
        table = projector.tables[name]
        for path in older_files(table.folder, table.state.files):
            (table.folder / path).unlink()
        _number_on(table, old.last_versions.get(name, -1))
    write_over(ready, msgspec.json.encode(sorted(old.unreadable)))
    end_swap(warehouse)
    return Rebuilt(requests=found.requests, carried_over=carried, unreadable=tuple(sorted(old.unreadable)))


def _logs_of(warehouse: Path) -> Frames:
    def read(folder: Path, after: int) -> Iterator[Frame]:
        return frames(log_of(warehouse, folder.name), after)

    return read


def _number_on(table: DeltaTable, last: int) -> None:
    """Have a new table's versions go on after the old one's last, so that no number stands for two things."""
    state = table.read()
    if state.version < 0 or last < 0:
        return
    version = max(last, state.version) + 1
    told = {name: one for name, one in state.told.items() if name not in commits.HEAD}
    commits.write_checkpoint(table.folder, state.version)
    commits.renumber(table.folder, state.version, version, told)
    flush_folder(table.folder)

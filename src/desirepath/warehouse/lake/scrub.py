"""Every byte of a lake read and held against what was written: what is damaged, and exactly how much is lost."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyarrow as pa

from desirepath.warehouse.lake import commits
from desirepath.warehouse.lake.commits import DamagedCommit
from desirepath.warehouse.lake.delta_table import DeltaState, DeltaTable
from desirepath.warehouse.lake.durable import write_over
from desirepath.warehouse.lake.layout import LAKE_TABLES, collectors_of, log_of, projecting
from desirepath.warehouse.lake.rebuild import rebuild_locked
from desirepath.warehouse.lake.table_files import TableFile, fault_of, read_parts
from desirepath.warehouse.segment_log import LogHealth
from desirepath.warehouse.segment_log import scrub as scrub_log


class Damage(msgspec.Struct, frozen=True):
    """One damaged thing of a table: the file, what is wrong with it, and how many rows cannot be read for it."""

    table: str
    file: str
    what: str
    rows: int


class ScrubReport(msgspec.Struct, frozen=True):
    """What a scrub found. `at` in seconds since 1970; `frames` were intact in all logs, `lost` are gone for good.

    `damaged_bytes` of the logs may hold nothing that was ever acknowledged. Where `healed`, the tables were made anew
    from the logs, and `rows_lost` is what the logs could not give back; else it is what cannot be read now.
    """

    at: float
    frames: int
    lost: dict[str, int]
    damaged_bytes: dict[str, int]
    damages: tuple[Damage, ...]
    rows_lost: int
    healed: bool

    @property
    def whole(self) -> bool:
        """Whether nothing at all was damaged."""
        return not self.damages and not any(self.lost.values()) and not any(self.damaged_bytes.values())


@dataclass(frozen=True, slots=True)
class _Looked:
    logs: dict[str, LogHealth]
    damages: tuple[Damage, ...]


def scrub(warehouse: Path, *, heal: bool = False) -> ScrubReport:
    """Read every frame of every log, and every file and commit of every table. With `heal`, mend the tables.

    The report is kept for `status`. Nothing damaged keeps it from going on.
    """
    with projecting(warehouse):
        logs = {collector: scrub_log(log_of(warehouse, collector)) for collector in collectors_of(warehouse)}
        damages = tuple(damage for name in LAKE_TABLES for damage in _damages(DeltaTable(warehouse, name)))
        lost = sum(damage.rows for damage in damages)
        healed = False
        if heal and damages:
            before = _readable_rows(warehouse)
            rebuild_locked(warehouse)
            healed = True
            lost = max(0, before + lost - _readable_rows(warehouse))
        report = ScrubReport(
            at=time.time(),
            frames=sum(health.intact for health in logs.values()),
            lost={collector: health.lost for collector, health in logs.items()},
            damaged_bytes={
                collector: sum(segment.damaged_bytes for segment in health.segments)
                for collector, health in logs.items()
            },
            damages=damages,
            rows_lost=lost,
            healed=healed,
        )
        write_over(_report_file(warehouse), msgspec.json.encode(report))
    return report


def last_scrub(warehouse: Path) -> ScrubReport | None:
    """The report of the last scrub; None where there was none, or it cannot be read."""
    try:
        return msgspec.json.decode(_report_file(warehouse).read_bytes(), type=ScrubReport)
    except (OSError, msgspec.MsgspecError):
        return None


def _report_file(warehouse: Path) -> Path:
    return warehouse / "scrubbed.json"


def _damages(table: DeltaTable) -> Iterator[Damage]:
    commits.drop_unsealed(table.folder)  # what a kill left behind is no damage
    yield from _damaged_commits(table)
    try:
        state = table.read()
    except DamagedCommit as damage:
        if damage.version != max(commits.commits_there(table.folder), default=-1):
            return
        try:
            state = table.read(damage.version - 1)
        except DamagedCommit:
            return
    schema = state.arrow_schema()
    for file in state.files.values():
        what = fault_of(table.folder, file) or _unreadable(table, file, schema)
        if what is not None:
            yield Damage(table.name, file.path, what, file.rows)
    for path, file in _older_files(table, state).items():
        if (what := fault_of(table.folder, file)) not in {None, "missing"}:
            yield Damage(table.name, path, f"{what}, of an older version", 0)


def _damaged_commits(table: DeltaTable) -> Iterator[Damage]:
    there = commits.commits_there(table.folder)
    checkpoints = commits.checkpoints_there(table.folder)
    for version in there:
        try:
            commits.read_commit(table.folder, version)
        except DamagedCommit as damage:
            yield Damage(table.name, f"_delta_log/{damage.file.name}", "changed", 0)
    first = there[0] if there else 0
    for version in sorted(set(range(first, max([-1, *there, *checkpoints]) + 1)) - set(there)):
        yield Damage(table.name, f"_delta_log/{version:020d}.json", "missing", 0)
    if there and first > 0 and not any(version >= first - 1 for version in checkpoints):
        yield Damage(table.name, f"_delta_log/{first - 1:020d}.json", "missing", 0)
    for version in checkpoints:
        what = commits.checkpoint_fault(table.folder, version)
        if what is not None:
            yield Damage(table.name, f"_delta_log/{version:020d}.checkpoint.parquet", what, 0)
    if commits.pointer_fault(table.folder):
        yield Damage(table.name, "_delta_log/_last_checkpoint", "changed", 0)


def _older_files(table: DeltaTable, state: DeltaState) -> dict[str, TableFile]:
    """Files of versions that can still be read: what commits have added and later ones removed."""
    found: dict[str, TableFile] = {}
    for version in commits.commits_there(table.folder):
        with contextlib.suppress(DamagedCommit, KeyError, ValueError):
            actions, _ = commits.read_commit(table.folder, version)
            added = [TableFile.of(action["add"]) for action in actions if "add" in action]
            found |= {file.path: file for file in added if file.path not in state.files}
    return found


def _unreadable(table: DeltaTable, file: TableFile, schema: pa.Schema) -> str | None:
    """What is wrong with a file whose bytes are right: pages that cannot be read, or another number of rows."""
    try:
        rows = sum(part.num_rows for part in read_parts(table.folder, file, schema))
    except (OSError, pa.ArrowException):
        return "unreadable"
    return None if rows == file.rows else "other rows than committed"


def _readable_rows(warehouse: Path) -> int:
    """Rows of all tables that hold events, refused or not, in files that are whole."""
    total = 0
    for name in LAKE_TABLES:
        if name not in {"collectors", "activities", "ids", "counts"}:
            table = DeltaTable(warehouse, name)
            try:
                table.heal_tail()
            except DamagedCommit:
                continue
            total += sum(file.rows for file in table.state.files.values() if fault_of(table.folder, file) is None)
    return total

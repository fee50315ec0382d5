"""The tables of a lake for those who read it: which files hold a version, and what the versions are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.warehouse.lake.commits import DamagedCommit, commits_there
from desirepath.warehouse.lake.delta_table import DeltaState, DeltaTable
from desirepath.warehouse.lake.layout import LAKE_TABLES, table_folder
from desirepath.warehouse.lake.row_numbers import number_in_rows
from desirepath.warehouse.lake.table_files import read_file


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeTable:
    """A table at a version: the files that hold it, absolute, and their columns (some files may have fewer)."""

    table: str
    version: int
    files: tuple[str, ...]
    columns: frozenset[str]


def lake_table(warehouse: Path, table: str, version: int | None = None) -> LakeTable | None:
    """A table at its newest version, or at one that is named; None where nothing was ever brought into it.

    Raises BadInput where the table is damaged, or the version or a file of it is there no more.
    """
    state = read_state(warehouse, table, version)
    if state is None:
        return None
    folder = table_folder(warehouse, table).absolute()
    files = tuple(str(folder / path) for path in sorted(state.files))
    if version is not None and not all(Path(file).exists() for file in files):
        raise _version_gone(folder, version)
    columns = frozenset(column["name"] for column in state.schema if column["name"] != "day")
    return LakeTable(table=table, version=state.version, files=files, columns=columns)


def lake_files(warehouse: Path, table: str, version: int | None = None) -> tuple[str, ...]:
    """The Parquet files of a table; `day` is in their paths only. Raises BadInput as `lake_table` does."""
    found = lake_table(warehouse, table, version)
    return () if found is None else found.files


def table_versions(warehouse: Path) -> dict[str, int]:
    """The newest version of each table that is there."""
    found = {table: read_state(warehouse, table) for table in LAKE_TABLES}
    return {table: state.version for table, state in found.items() if state is not None}


def collector_numbers(warehouse: Path) -> dict[str, int]:
    """What the rows of each collector are numbered with: a row's number divided by 2^40."""
    state = read_state(warehouse, "collectors")
    if state is None:
        return {}
    folder = table_folder(warehouse, "collectors")
    rows = [row for file in state.files.values() for row in read_file(folder, file, state.arrow_schema()).to_pylist()]
    return {row["collector"]: number_in_rows(row["number"]) for row in rows}


def read_state(warehouse: Path, table: str, version: int | None = None) -> DeltaState | None:
    """The state of a table for reading; a torn last commit, which nobody can have read, is left out.

    None where nothing was ever brought into it. Raises BadInput.
    """
    opened = DeltaTable(warehouse, table)
    there = commits_there(opened.folder)
    if version is not None and version not in there:
        raise _version_gone(opened.folder, version)
    try:
        state = opened.read(version)
    except DamagedCommit as damage:
        if version is not None or damage.version != max(there):
            raise _damaged(damage) from damage
        state = opened.read(damage.version - 1)
    return state if state.version >= 0 else None


def _damaged(damage: DamagedCommit) -> BadInput:
    mend = "Run `desirepath lake scrub --heal`: the tables are made anew from the logs."
    what = f"version {damage.version} of this table is damaged or no longer kept"
    return BadInput(Mistake(code="lake_damaged", what=what, mend=mend, file=str(damage.file)))


def _version_gone(folder: Path, version: int) -> BadInput:
    mend = "Read the newest one. Versions are kept for seven days, and none is from before an erasure."
    what = f"version {version} of this table can be read no more"
    return BadInput(Mistake(code="version_gone", what=what, mend=mend, file=str(folder)))

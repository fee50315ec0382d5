"""What only the old tables still have goes into the new ones: rows whose requests the logs have dropped, and counts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from desirepath.warehouse.collected import COLLECTED
from desirepath.warehouse.lake.counts import Tallies
from desirepath.warehouse.lake.delta_table import DeltaTable
from desirepath.warehouse.lake.old_tables import OldTables
from desirepath.warehouse.lake.open_tables import OpenTables
from desirepath.warehouse.lake.row_numbers import collectors_in
from desirepath.warehouse.lake.schemas import TIME
from desirepath.warehouse.lake.table_files import TableFile, in_schema, read_file, write_file

_NOTHING = np.empty(0, dtype=np.int64)


def carry_over(old: OldTables, tables: OpenTables) -> int:
    """Carry over what the logs did not bring; how many rows.

    A row stays what it is in the old tables: one that was refused, and taken when it was tried again, is taken.
    """
    tables.refresh()
    carried: dict[str, np.ndarray] = {}
    taken = [_NOTHING]
    for name in (*COLLECTED, "refused"):
        gone = np.concatenate(taken)
        carried[name] = _carry_table(old, tables, name, gone if name == "refused" else _NOTHING)
        taken.append(carried[name])
    _carry_counts(old, tables, carried)
    return sum(len(rows) for rows in carried.values())


def _carry_table(old: OldTables, tables: OpenTables, name: str, gone: np.ndarray) -> np.ndarray:
    """Carry over the rows of a table, but those that are `gone`; the numbers of the rows are given."""
    table = tables[name]
    new: dict[str, list[TableFile]] = {}
    for file in table.state.files.values():
        new.setdefault(file.day or "", []).append(file)
    added: list[TableFile] = []
    removed: list[TableFile] = []
    numbers = [_NOTHING]
    schemas: list[pa.Schema] = []
    for day in sorted({*new, *old.files[name]}):
        if day < old.dropped_before or (len(gone) and day in new):
            there = _without(table, new.get(day, []), day, gone, drop=day < old.dropped_before)
            if there is not None:
                removed += new.get(day, [])
                added += there
                new[day] = there
        missing = _missing(old, table, day, new.get(day, []), gone)
        if missing is not None:
            rows = old.named(missing)
            numbers.append(np.asarray(rows["row"]))
            rows = tables.names.coded(rows) if name == "events" else rows
            rows = in_schema(rows, table.columns_with(rows.schema))
            schemas.append(rows.schema)
            added.append(write_file(table.folder, rows, day))
    if added or removed:
        kept = set(table.state.files)
        schema = pa.unify_schemas(schemas) if schemas else None
        left = [file for file in added if file not in removed]
        table.commit(left, [file for file in removed if file.path in kept], schema=schema)
    return np.concatenate(numbers)


def _without(
    table: DeltaTable, files: list[TableFile], day: str, gone: np.ndarray, *, drop: bool
) -> list[TableFile] | None:
    """Files of a day without the rows that are gone; None where none of them has any."""
    if drop:
        return []
    parts = [read_file(table.folder, file, table.state.arrow_schema()) for file in files]
    rows = pa.concat_tables(parts)
    keep = ~np.isin(np.asarray(rows["row"]), gone)
    if keep.all():
        return None
    left = rows.filter(pa.array(keep))
    return [write_file(table.folder, left, day)] if left.num_rows else []


def _missing(old: OldTables, table: DeltaTable, day: str, new: list[TableFile], gone: np.ndarray) -> pa.Table | None:
    """The rows of a day that the old table has and the new one has not."""
    known = [gone]
    known += [np.asarray(read_file(table.folder, file, table.state.arrow_schema(), ["row"])["row"]) for file in new]
    there = np.sort(np.concatenate(known))
    parts = []
    for whole in old.rows(table.name, day):
        rows = whole.filter(pa.array(old.covers(np.asarray(whole["row"]))))
        numbers = np.asarray(rows["row"])
        _, firsts = np.unique(numbers, return_index=True)
        fresh = firsts[~np.isin(numbers[firsts], there)]
        if len(fresh):
            parts.append(rows.take(pa.array(np.sort(fresh))))
            there = np.sort(np.concatenate([there, numbers[fresh]]))
    return pa.concat_tables(parts, promote_options="default") if parts else None


def _carry_counts(old: OldTables, tables: OpenTables, carried: dict[str, np.ndarray]) -> None:
    """The old counts as they are; where they cannot be read, those of the logs and of what was carried over."""
    if old.tallies is not None:
        kept = {"dropped_before": old.dropped_before} if old.dropped_before else None
        tables.replace_counts(old.tallies, old.brought or {}, kept)
        return
    tallies = Tallies()
    names = {number: collector for collector, number in tables.names.numbers.items()}
    for name, numbers in carried.items():
        for rows in _rows_of(tables[name], numbers):
            whose = collectors_in(np.asarray(rows["row"]), names).to_pylist()
            times = rows["received_at"].cast(TIME).cast(pa.int64()).to_pylist()
            for collector, key, at in zip(whose, rows["write_key"].to_pylist(), times, strict=True):
                tally = tallies.of(collector, key, at)
                tally.received += 1
                tally.good += name != "refused"
                tally.bad += name == "refused"
    if tallies:
        tables.add_counts(tallies, {})


def _rows_of(table: DeltaTable, numbers: np.ndarray) -> list[pa.Table]:
    if not len(numbers):
        return []
    columns = ["row", "received_at", "write_key"]
    found = []
    for file in table.state.files.values():
        rows = read_file(table.folder, file, table.state.arrow_schema(), columns)
        found.append(rows.filter(pa.array(np.isin(np.asarray(rows["row"]), numbers))))
    return found

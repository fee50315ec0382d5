"""What collectors brought, as tables of a rollout: read from a lake at a version that can be named and read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from desirepath.connectors.person_ids import PersonHash
from desirepath.runs.span_of_rows import span_of
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.study import TableInput
from desirepath.vocabulary.tables import TABLES
from desirepath.warehouse.collected import COLLECTED
from desirepath.warehouse.collected_scan import CollectedScan
from desirepath.warehouse.engines import AnyEngine
from desirepath.warehouse.lake.layout import is_lake, person_key_of
from desirepath.warehouse.lake.versions import LakeTable, collector_numbers, lake_table

_PERSONS = ("user_id", "manager")
"""Columns that name a person."""


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A folder for what lands on disk. Where it holds a lake, that is read too: its newest tables, or these versions.

    `persons` is how the collector names people; None where there is no lake.
    """

    folder: Path
    versions: Mapping[str, int] | None = None
    persons: PersonHash | None = None

    @classmethod
    def opened(cls, folder: Path, versions: Mapping[str, int] | None = None) -> Warehouse:
        """The folder, made where it is not there. Raises BadInput where a lake's persons cannot be told."""
        folder.mkdir(parents=True, exist_ok=True)
        if not is_lake(folder):
            if versions:
                raise _no_lake(folder)
            return cls(folder)
        return cls(folder, versions, persons_of(folder))


def persons_of(folder: Path) -> PersonHash:
    """How the collector of this lake names people. Raises BadInput where the key is not beside the lake."""
    file = person_key_of(folder)
    try:
        return PersonHash.kept_in(file)
    except FileNotFoundError as missing:
        what = "people in the lake are named by a key that is not here"
        mend = "Bring the folder of keys back beside the lake; without it nobody in the files can be found in the lake."
        raise BadInput(Mistake(code="no_person_key", what=what, mend=mend, file=str(file))) from missing


def _no_lake(folder: Path) -> BadInput:
    what = "a lake is to be read as another diagnosis read it, but there is none in this folder"
    return BadInput(
        Mistake(code="no_lake", what=what, mend="Name the lake's folder with `--warehouse`.", file=str(folder))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedRows:
    """Canonical rows of one table, the columns that hold anything, and from when to when they are.

    `called` is what reports call it; `numbered` says what to call the collectors by number (see `Tables.sources`).
    """

    table: str
    called: str
    version: int
    rows: ir.Table
    columns: frozenset[str]
    span: Mapping[str, Any]
    numbered: Mapping[int, str]


def collected_rows(
    warehouse: Warehouse, rollout: Rollout, keep: frozenset[str], engine: AnyEngine
) -> Iterator[CollectedRows]:
    """Every table of the lake that holds rows of the rollout's workflows."""
    versions = warehouse.versions
    for name in COLLECTED:
        if versions is not None and name not in versions:
            continue
        found = lake_table(warehouse.folder, name, None if versions is None else versions[name])
        if found is None or not found.files:
            continue
        rows = engine.collected(f"{name}_collected_rows", _scan(found, warehouse, rollout, keep))
        span = _span(rows, name, engine)
        if span["rows"]:
            yield CollectedRows(
                table=name,
                called=f"the lake's {name}",
                version=found.version,
                rows=rows,
                columns=frozenset(column for column in rows.columns if span.get(f"has_{column}")),
                span=span,
                numbered={
                    number: f"collector {called}" for called, number in collector_numbers(warehouse.folder).items()
                },
            )


def _scan(found: LakeTable, warehouse: Warehouse, rollout: Rollout, keep: frozenset[str]) -> CollectedScan:
    table = TABLES[found.table]
    known = {column.name for column in table.columns}
    dictionary = lake_table(warehouse.folder, "activities", None) if found.table == "events" else None
    return CollectedScan(
        table=table,
        files=found.files,
        there=found.columns,
        workflows=tuple(workflow.id for workflow in rollout.workflows),
        further=tuple(sorted((keep & found.columns) - known)) if table.keeps_more else (),
        dictionary=() if dictionary is None else dictionary.files,
    )


def _span(rows: ir.Table, name: str, engine: AnyEngine) -> Mapping[str, Any]:
    """The span of the rows, and which columns hold anything."""
    filled = {f"has_{column}": rows[column].count() for column in rows.columns if column != "row"}
    found: Mapping[str, Any] = engine.fetch(rows.agg(**span_of(rows, TABLES[name]), **filled)).to_pylist()[0]
    return found


def versions_of(inputs: Sequence[TableInput]) -> Mapping[str, int]:
    """By table that came from a lake: the version that was read."""
    return {one.table: one.table_version for one in inputs if one.table_version is not None}


def named_by_hash(rows: ir.Table, name: str, persons: PersonHash, engine: AnyEngine) -> ir.Table:
    """The rows with every person named as a collector names them."""
    columns = [column for column in _PERSONS if column in rows.columns]
    if not columns:
        return rows
    ids = (
        ibis.union(*(rows.select(person=rows[column]) for column in columns), distinct=True)
        if len(columns) > 1
        else (rows.select(person=rows[columns[0]]).distinct())
    )
    people = [one for one in engine.fetch(ids)["person"].to_pylist() if one is not None]
    hashes = pa.table(
        {"person": pa.array(people, pa.string()), "hashed": pa.array([persons.of(one) for one in people], pa.string())}
    )
    named = engine.put(f"hashed_{name}", hashes)
    for column in columns:
        mine = named.select(**{f"person_{column}": named.person, f"hashed_{column}": named.hashed})
        joined = rows.left_join(mine, rows[column] == mine[f"person_{column}"])
        rows = joined.mutate(**{column: joined[f"hashed_{column}"]}).drop(f"person_{column}", f"hashed_{column}")
    return rows

"""What collectors brought, read from the lake's files as canonical rows: the SELECT, in words that both engines know."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.vocabulary.tables import Column, Table
from desirepath.warehouse.scan_sql import Dialect


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedScan:
    """The files of one lake table. `there` are the columns that its schema has; `further` those kept beside ours.

    Of `events`, `dictionary` are the files that say which activity a code stands for. Rows of other workflows than
    these are not wanted; a row without a workflow is, where there is but one.
    """

    table: Table
    files: tuple[str, ...]
    there: frozenset[str]
    workflows: tuple[str, ...]
    further: tuple[str, ...] = ()
    dictionary: tuple[str, ...] = ()


def select_collected(scan: CollectedScan, source: str, dictionary: str, dialect: Dialect) -> str:
    """All columns of the scan's table, canonical, and `row`, which the lake numbers by collector and arrival."""
    parts = [f"{_read(column, scan, dialect)} AS {dialect.quote(column.name)}" for column in scan.table.columns]
    parts += [f"{_text(name, scan, dialect)} AS {dialect.quote(name)}" for name in scan.further]
    rows = f"{source} AS collected"
    if scan.dictionary:
        rows += f" JOIN {dictionary} AS activities ON activities.activity_code = collected.activity_code"
    where = ""
    if "workflow" in scan.there:
        names = ", ".join("'" + name.replace("'", "''") + "'" for name in scan.workflows)
        nameless = " OR collected.workflow IS NULL" if len(scan.workflows) == 1 else ""
        where = f" WHERE collected.workflow IN ({names}){nameless}"
    return f"SELECT {', '.join(parts)}, collected.{dialect.quote('row')} AS {dialect.quote('row')} FROM {rows}{where}"


def _read(column: Column, scan: CollectedScan, dialect: Dialect) -> str:
    if column.name == "activity" and scan.dictionary:
        return "activities.activity"
    if column.name not in scan.there:
        return f"CAST(NULL AS {_TYPES[column.kind]})"
    stored = f"collected.{dialect.quote(column.name)}"
    return dialect.microseconds(stored) if column.kind == "time" else f"CAST({stored} AS {_TYPES[column.kind]})"


def _text(name: str, scan: CollectedScan, dialect: Dialect) -> str:
    return f"CAST(collected.{dialect.quote(name)} AS STRING)" if name in scan.there else "CAST(NULL AS STRING)"


_TYPES = {
    "text": "STRING",
    "choice": "STRING",
    "time": "BIGINT",
    "date": "DATE",
    "count": "BIGINT",
    "yes_no": "BOOLEAN",
}

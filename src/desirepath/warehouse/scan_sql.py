"""The SELECT that reads a `ParquetScan`, in words that both engines know; they differ in three expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desirepath.warehouse.parquet_scan import ParquetScan, Reading, empty_of, reading_of_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What one engine's SQL says differently: quoting, an instant in microseconds, the row's number in its file."""

    quote: Callable[[str], str]
    microseconds: Callable[[str], str]
    row_in_file: str


def select_from(scan: ParquetScan, source: str, first_row: int, dialect: Dialect) -> str:
    """All columns of the scan's table, canonical, and `row`, from one file's rows."""
    kinds = {column.name: column.kind for column in scan.table.columns}
    parts = []
    for name in scan.names:
        ours = dialect.quote(name)
        if name not in scan.columns:
            parts.append(f"CAST(NULL AS {empty_of(reading_of_kind(kinds[name]))}) AS {ours}")
            continue
        theirs, reading = scan.columns[name]
        parts.append(f"{_read(dialect.quote(theirs), reading, kinds.get(name, 'text'), dialect)} AS {ours}")
    parts.append(f"CAST({dialect.row_in_file} + {first_row + 1} AS BIGINT) AS {dialect.quote('row')}")
    return f"SELECT {', '.join(parts)} FROM {source}"


def _read(column: str, reading: Reading, kind: str, dialect: Dialect) -> str:
    if reading == "instant":
        return dialect.microseconds(column)
    if reading == "whole":
        return f"CAST({column} AS BIGINT)"
    if reading != "text":
        return column
    text = f"CAST({column} AS STRING)"
    return f"NULLIF(LOWER(TRIM({text})), '')" if kind == "choice" else f"NULLIF({text}, '')"

"""DuckDB, embedded: the default engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ibis
import pyarrow as pa

from desirepath.warehouse.collected_scan import CollectedScan, select_collected
from desirepath.warehouse.parquet_scan import ParquetScan
from desirepath.warehouse.scan_sql import Dialect, select_from


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _parquet(files: Sequence[str]) -> str:
    return f"read_parquet([{', '.join(_literal(Path(file)) for file in files)}], union_by_name = true, hive_partitioning = false)"


_DIALECT = Dialect(
    quote=_quoted,
    microseconds=lambda column: f"epoch_us(CAST({column} AS TIMESTAMPTZ))",  # it knows none of nanoseconds in a zone
    row_in_file="file_row_number",
)


class DuckDBEngine:
    """Runs Ibis expressions on DuckDB in this process; large intermediate results spill into `folder`."""

    def __init__(self, folder: Path, *, threads: int | None = None, memory: str | None = None) -> None:
        self._connection = ibis.duckdb.connect()
        self._raw = self._connection.con
        self._raw.execute("SET TimeZone = 'UTC'")
        self._raw.execute("SET enable_progress_bar = false")
        self._raw.execute("SET preserve_insertion_order = false")
        self._raw.execute(f"SET temp_directory = {_literal(folder / 'spill')}")
        if threads:
            self._raw.execute(f"SET threads = {int(threads)}")
        if memory:
            self._raw.execute("SET memory_limit = ?", [memory])

    def fetch(self, expression: ibis.Table) -> pa.Table:
        """The rows of an expression."""
        # Ibis would fetch them by way of pandas, whose import alone takes a second. Sums come back as 128 bits.
        rows = self._raw.sql(self._connection.compile(expression)).to_arrow_table()
        return rows.cast(expression.schema().to_pyarrow())

    def keep(self, name: str, expression: ibis.Table) -> ibis.Table:
        """Compute an expression once, in parallel, and keep it as a table of this name."""
        query = self._connection.compile(expression)
        # DuckDB sums 64-bit integers into 128 bits, which Ibis does not know of and so never casts back.
        whole = [_quoted(column) for column, kind in expression.schema().items() if kind.is_int64()]
        casts = ", ".join(f"CAST({column} AS BIGINT) AS {column}" for column in whole)
        chosen = f"* REPLACE ({casts})" if casts else "*"
        self._raw.execute(f"CREATE OR REPLACE TEMP TABLE {_quoted(name)} AS SELECT {chosen} FROM ({query})")
        return self._connection.table(name)

    def drop(self, name: str) -> None:
        """Give back the room of a table that was kept, if there is one."""
        self._raw.execute(f"DROP TABLE IF EXISTS {_quoted(name)}")

    def put(self, name: str, rows: pa.Table) -> ibis.Table:
        """Make rows of ours a table."""
        self._raw.register("rows_put_in", rows)
        self._raw.execute(f"CREATE OR REPLACE TEMP TABLE {_quoted(name)} AS SELECT * FROM rows_put_in")
        self._raw.unregister("rows_put_in")
        return self._connection.table(name)

    def scan(self, name: str, scan: ParquetScan) -> ibis.Table:
        """Parquet files of others, read in place as canonical rows."""
        selects = [
            select_from(scan, f"read_parquet({_literal(file)}, file_row_number = true)", first_row, _DIALECT)
            for file, first_row in zip(scan.files, scan.first_rows, strict=True)
        ]
        return self._view(name, " UNION ALL ".join(selects))

    def collected(self, name: str, scan: CollectedScan) -> ibis.Table:
        """What a lake holds of one table, as canonical rows."""
        return self._view(name, select_collected(scan, _parquet(scan.files), _parquet(scan.dictionary), _DIALECT))

    def landed(self, name: str, files: Sequence[Path]) -> ibis.Table:
        """Parquet files of ours, canonical already."""
        return self._view(name, f"SELECT * FROM read_parquet([{', '.join(map(_literal, files))}])")

    def _view(self, name: str, query: str) -> ibis.Table:
        self._raw.execute(f"CREATE OR REPLACE TEMP VIEW {_quoted(name)} AS {query}")
        return self._connection.table(name)

    def close(self) -> None:
        """Free what the engine holds."""
        self._connection.disconnect()

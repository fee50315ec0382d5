"""Spark: the same expressions over more data than one machine holds."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from desirepath.warehouse.collected_scan import CollectedScan, select_collected
from desirepath.warehouse.parquet_scan import ParquetScan
from desirepath.warehouse.scan_sql import Dialect, select_from


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


_DIALECT = Dialect(
    quote=_quoted,
    microseconds=lambda column: f"unix_micros({column})",
    row_in_file="row_in_file_",
)


class SparkEngine:
    """Runs Ibis expressions on a Spark master such as `local[2]` or `spark://host:7077`; `folder` must be shared."""

    def __init__(self, folder: Path, master: str) -> None:
        from pyspark.sql import SparkSession

        self._folder = folder
        self._numbers = itertools.count()
        self._kept: dict[str, Path] = {}
        self._session: Any = (
            SparkSession.builder.master(master)
            .appName("desirepath")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4" if master.startswith("local") else "200")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.warehouse.dir", str(folder / "spark"))
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1" if master.startswith("local") else "localhost")
            .getOrCreate()
        )
        self._session.sparkContext.setLogLevel("ERROR")
        self._connection = ibis.pyspark.connect(self._session)

    def fetch(self, expression: ibis.Table) -> pa.Table:
        """The rows of an expression."""
        return expression.to_pyarrow()

    def keep(self, name: str, expression: ibis.Table) -> ibis.Table:
        """Compute an expression once and keep it, written as Parquet, as a table of this name."""
        target = self._folder / f"kept-{name}-{next(self._numbers)}"
        self._session.sql(ibis.to_sql(expression, dialect="pyspark")).write.parquet(str(target))
        self._kept[name] = target
        return self._view(name, self._session.read.parquet(str(target)))

    def drop(self, name: str) -> None:
        """Give back the room of a table that was kept, if there is one."""
        if name in self._kept:
            self._session.catalog.dropTempView(name)
            shutil.rmtree(self._kept.pop(name))

    def put(self, name: str, rows: pa.Table) -> ibis.Table:
        """Make rows of ours a table."""
        target = self._folder / f"put-{name}-{next(self._numbers)}.parquet"
        pq.write_table(rows, target)
        return self._view(name, self._session.read.parquet(str(target)))

    def scan(self, name: str, scan: ParquetScan) -> ibis.Table:
        """Parquet files of others, read in place as canonical rows."""
        selects = []
        for number, (file, first_row) in enumerate(zip(scan.files, scan.first_rows, strict=True)):
            source = f"{name}_file_{number}"
            rows = self._session.read.parquet(str(file)).selectExpr("*", "_metadata.row_index AS row_in_file_")
            rows.createOrReplaceTempView(source)
            selects.append(select_from(scan, source, first_row, _DIALECT))
        return self._view(name, self._session.sql(" UNION ALL ".join(selects)))

    def collected(self, name: str, scan: CollectedScan) -> ibis.Table:
        """What a lake holds of one table, as canonical rows."""
        rows, dictionary = f"{name}_collected", f"{name}_activities"
        for source, files in ((rows, scan.files), (dictionary, scan.dictionary)):
            if files:
                frame = self._session.read.option("mergeSchema", "true").parquet(*files)
                frame.createOrReplaceTempView(source)
        return self._view(name, self._session.sql(select_collected(scan, rows, dictionary, _DIALECT)))

    def landed(self, name: str, files: Sequence[Path]) -> ibis.Table:
        """Parquet files of ours, canonical already."""
        return self._view(name, self._session.read.parquet(*map(str, files)))

    def _view(self, name: str, frame: Any) -> ibis.Table:  # noqa: ANN401 - pyspark is untyped
        frame.createOrReplaceTempView(name)
        return self._connection.table(name)

    def close(self) -> None:
        """Stop the session."""
        self._session.stop()

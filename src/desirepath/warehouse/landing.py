"""Rows from sources that engines cannot read themselves, written as Parquet files of ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS_A_GROUP = 500_000


def land(batches: Iterable[pa.RecordBatch], file: Path) -> int:
    """Write canonical batches into one Parquet file and count the rows. Writes no file where there is no batch."""
    rows = 0
    writer: pq.ParquetWriter | None = None
    try:
        for batch in batches:
            writer = writer or pq.ParquetWriter(file, batch.schema, compression="zstd", compression_level=1)
            writer.write_batch(batch, row_group_size=_ROWS_A_GROUP)
            rows += batch.num_rows
    finally:
        if writer is not None:
            writer.close()
    return rows

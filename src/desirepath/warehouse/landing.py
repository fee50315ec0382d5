"""Rows from sources that engines cannot read themselves, written as a Parquet file of ours."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS_A_GROUP = 500_000


class Landing:
    """One Parquet file that takes in canonical batches, and counts the rows. Without a batch, no file is written."""

    def __init__(self, file: Path) -> None:
        self.rows = 0
        self._file = file
        self._writer: pq.ParquetWriter | None = None
        self._pool = ThreadPoolExecutor(1)
        self._writing: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def add(self, batch: pa.RecordBatch) -> None:
        """Write a batch while the next one is made; all batches have the same columns."""
        if self._writing is not None:
            self._writing.result()
        self._writing = self._pool.submit(self._write, batch)
        self.rows += batch.num_rows

    def _write(self, batch: pa.RecordBatch) -> None:
        if self._writer is None:
            texts = [field.name for field in batch.schema if pa.types.is_string(field.type)]
            self._writer = pq.ParquetWriter(
                self._file, batch.schema, compression="zstd", compression_level=1, use_dictionary=texts
            )
        self._writer.write_batch(batch, row_group_size=_ROWS_A_GROUP)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()
        if self._writer is not None:
            self._writer.close()
        if kind is None and self._writing is not None:
            self._writing.result()

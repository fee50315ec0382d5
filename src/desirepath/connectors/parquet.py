"""Parquet.

What it reads
    Columns of text, numbers, dates and times, as they are typed. Text is taken as it is.

What it assumes and says
    Times without a zone are in the rollout's timezone.

What it refuses
    A column that is needed and holds lists or structures.

Example
    `{table: events, file: "events/*.parquet"}`
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from desirepath.connectors.connector import LINE, Connector, Place, Raw
from desirepath.connectors.containers import as_file, mistake, shown
from desirepath.vocabulary.errors import BadInput

CONNECTOR = Connector(
    name="parquet", title="Parquet", endings=(".parquet",), reads="typed columns", formats=("parquet",)
)
_ROWS_AT_ONCE = 100_000
_ENCRYPTED = b"PARE"
"""What stands at the end where even the foot is encrypted."""
ALWAYS_ROWS = 1_000_000
MOST_ROWS_A_BYTE = 20
"""Rows that repeat each other take next to no room; rows with a case and a time take some."""


def columns(place: Place) -> tuple[str, ...]:
    """The names of the columns."""
    with as_file(place) as path:
        return tuple(_schema(path, place.path).names)


def parquet_columns(path: Path, called: str = "") -> dict[str, pa.DataType]:
    """The columns of a Parquet file and their types, from its foot. Of those with one name, the last."""
    return {field.name: field.type for field in _schema(path, Path(called or path))}


def _schema(path: Path, called: Path) -> pa.Schema:
    try:
        foot = pq.read_metadata(path)
        schema = foot.schema.to_arrow_schema()
    except (pa.ArrowException, OSError) as error:
        raise _no_parquet(path, called) from error
    rows = [foot.row_group(number).num_rows for number in range(foot.num_row_groups)]
    if foot.num_rows != sum(rows) or min(rows, default=0) < 0:
        raise _damaged(called, 0)
    if foot.num_rows > ALWAYS_ROWS + MOST_ROWS_A_BYTE * path.stat().st_size:
        what = f"It promises {foot.num_rows:,} rows, in {path.stat().st_size:,} bytes"
        raise mistake(called, "unpacked_limit", what, "Export it again, as CSV or Parquet.")
    return schema


def _no_parquet(path: Path, called: Path) -> BadInput:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - len(_ENCRYPTED)))
        end = file.read()
    if end == _ENCRYPTED:
        return mistake(called, "encrypted", "It is encrypted", "Save it without a password.")
    return mistake(called, "not_parquet", "It is not a Parquet file, or it is cut off", "Copy or export it again.")


def refuse_damaged(path: Path) -> None:
    """Read a Parquet file to its end, for nothing else than to raise BadInput where that is not possible."""
    for batch in _decoded(path, list(parquet_columns(path)), path):
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if pa.types.is_string(column.type) and not _is_unicode(column):
                what = f"Its column `{shown(name)}` holds text that is no UTF-8"
                raise mistake(path, "not_unicode", what, "Export it again.")


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns, times as text in ISO 8601, all else as text, with the row's number from 1."""
    with as_file(place) as path:
        kinds = parquet_columns(path, place.path.name)
        nested = sorted(name for name in needed if pa.types.is_nested(kinds[name]))
        if nested:
            what = f"`{nested[0]}` holds lists or structures"
            raise mistake(place.path, "nested_column", what, "Name a plain column.")
        done = 0
        for batch in _decoded(path, sorted(needed), place.path):
            numbers = pa.array(np.arange(done + 1, done + batch.num_rows + 1), pa.int64())
            done += batch.num_rows
            texts = [_text(column) for column in batch.columns]
            yield pa.RecordBatch.from_arrays([*texts, numbers], [*batch.schema.names, LINE])


def _decoded(path: Path, names: list[str], called: Path) -> Iterator[pa.RecordBatch]:
    """All rows that the foot promises. Raises BadInput where a page is damaged, or rows are missing."""
    done = 0
    try:
        file = pq.ParquetFile(path)
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=names):
            yield batch
            done += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise _damaged(called, done) from error
    if names and done != file.metadata.num_rows:
        raise _damaged(called, done)


def _damaged(called: Path, done: int) -> BadInput:
    what = f"It is damaged somewhere after row {done:,}"
    return mistake(called, "damaged_parquet", what, "Copy or export it again.")


def _text(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        in_zone = column.type.tz is not None
        plain = column.cast(pa.timestamp("us", "UTC" if in_zone else None), safe=False)
        text = pc.strftime(plain, format="%Y-%m-%dT%H:%M:%S")
        return pc.binary_join_element_wise(text, "Z", "") if in_zone else text
    if pa.types.is_binary(column.type) or pa.types.is_string(column.type):
        return column.cast(pa.string()) if _is_unicode(column) else _forced(column)
    return column.cast(pa.string())


def _is_unicode(column: pa.Array) -> bool:
    """Whether bytes, or what says that it is text, are UTF-8. The reader of Parquet takes the file's word for it."""
    try:
        column.cast(pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


def _forced(column: pa.Array) -> pa.Array:
    plain = column.cast(pa.binary()).to_pylist()
    return pa.array([None if value is None else value.decode(errors="replace") for value in plain], pa.string())

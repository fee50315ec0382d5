"""The Parquet files of a table: written with checksums of pages and of the whole, and flushed before any commit."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from desirepath.warehouse.lake.durable import flush_file, flush_folder, make_folder

ROWS_A_GROUP = 128 * 1024
_PLAIN = frozenset({"row", "event_id", "id_hash", "content", "raw"})
"""Columns whose values hardly ever come again: a dictionary of them would be larger than they are."""
_EPOCH = date(1970, 1, 1)
_DAY_MICROSECONDS = 86_400_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """One file of a table. `path` is relative to the table; `first_row` and `last_row` bound the rows' numbers."""

    path: str
    day: str | None
    rows: int
    size: int
    sha256: str
    first_row: int | None = None
    last_row: int | None = None

    def added(self, at: int) -> dict[str, Any]:
        """The action that adds it. `at` in milliseconds."""
        stats: dict[str, Any] = {"numRecords": self.rows}
        if self.first_row is not None:
            stats |= {"minValues": {"row": self.first_row}, "maxValues": {"row": self.last_row}}
        return {
            "add": {
                "path": self.path,
                "partitionValues": {} if self.day is None else {"day": self.day},
                "size": self.size,
                "modificationTime": at,
                "dataChange": True,
                "stats": msgspec.json.encode(stats).decode(),
                "tags": {"sha256": self.sha256},
            }
        }

    def removed(self, at: int) -> dict[str, Any]:
        """The action that takes it out of the table. `at` in milliseconds."""
        return {
            "remove": {
                "path": self.path,
                "deletionTimestamp": at,
                "dataChange": True,
                "extendedFileMetadata": True,
                "partitionValues": {} if self.day is None else {"day": self.day},
                "size": self.size,
            }
        }

    @classmethod
    def of(cls, add: Mapping[str, Any]) -> TableFile:
        """The file that an action adds. Raises KeyError or ValueError for one that was not written here."""
        stats = msgspec.json.decode(add["stats"])
        return cls(
            path=add["path"],
            day=dict(add["partitionValues"]).get("day"),
            rows=int(stats["numRecords"]),
            size=int(add["size"]),
            sha256=dict(add["tags"])["sha256"],
            first_row=stats.get("minValues", {}).get("row"),
            last_row=stats.get("maxValues", {}).get("row"),
        )


def days_of(times: pa.ChunkedArray | pa.Array) -> np.ndarray:
    """The days (UTC, since 1970) of times in microseconds."""
    return np.asarray(pc.cast(times, pa.int64())) // _DAY_MICROSECONDS


def day_text(day: int) -> str:
    """A day since 1970, as paths have it."""
    return (_EPOCH + timedelta(days=int(day))).isoformat()


def write_by_day(folder: Path, rows: pa.Table, days: np.ndarray, level: int = 1) -> list[TableFile]:
    """Write rows into one file a day, in the order in which they are given."""
    written = []
    for day in np.unique(days).tolist():
        part = rows if (days[0] == days[-1] == day and (days == day).all()) else rows.filter(pa.array(days == day))
        written.append(write_file(folder, part, day_text(day), level))
    return written


def write_file(folder: Path, rows: pa.Table, day: str | None = None, level: int = 1, mark: str = "p") -> TableFile:
    """Write rows into one new file and flush it; nobody sees it before it is committed. Its name begins with `mark`."""
    place = folder if day is None else folder / f"day={day}"
    make_folder(place)
    name = f"{mark}{uuid4().hex}.parquet"
    pq.write_table(
        rows,
        place / name,
        row_group_size=ROWS_A_GROUP,
        compression="zstd",
        compression_level=level,
        use_dictionary=[column for column in rows.column_names if column not in _PLAIN],
        write_page_checksum=True,
    )
    flush_file(place / name)
    flush_folder(place)
    bounds: dict[str, Any] = {}
    if "row" in rows.column_names and rows.num_rows:
        least = pc.min_max(rows["row"]).as_py()
        bounds = {"first_row": least["min"], "last_row": least["max"]}
    return TableFile(
        path=name if day is None else f"day={day}/{name}",
        day=day,
        rows=rows.num_rows,
        size=(place / name).stat().st_size,
        sha256=digest_of(place / name),
        **bounds,
    )


def older_files(folder: Path, current: Container[str]) -> set[str]:
    """The paths of files of a table that its current version has not."""
    there = {file.relative_to(folder).as_posix() for file in folder.glob("**/*.parquet")}
    return {path for path in there if not path.startswith("_delta_log/") and path not in current}


def digest_of(file: Path) -> str:
    """SHA-256 of a file, in hex."""
    with file.open("rb") as given:
        return hashlib.file_digest(given, "sha256").hexdigest()


def fault_of(folder: Path, file: TableFile) -> str | None:
    """What is wrong with a file of a table: gone, cut, or other bytes than were committed. None where it is whole."""
    path = folder / file.path
    try:
        if path.stat().st_size != file.size:
            return "cut"
        return None if digest_of(path) == file.sha256 else "changed"
    except FileNotFoundError:
        return "missing"
    except OSError as error:
        return f"unreadable ({os.strerror(error.errno or 0)})"


def read_file(folder: Path, file: TableFile, schema: pa.Schema, columns: list[str] | None = None) -> pa.Table:
    """The rows of a file in a table's schema; columns that the file has not are null. Raises OSError, ArrowInvalid."""
    return next(read_parts(folder, file, schema, columns, whole=True))


def read_parts(
    folder: Path, file: TableFile, schema: pa.Schema, columns: list[str] | None = None, *, whole: bool = False
) -> Iterator[pa.Table]:
    """The rows of a file, a row group at a time, or all at once."""
    wanted = schema if columns is None else pa.schema([schema.field(name) for name in columns])
    with pq.ParquetFile(folder / file.path, page_checksum_verification=True) as opened:
        there = [name for name in wanted.names if name in opened.schema_arrow.names]
        if whole:
            yield in_schema(opened.read(columns=there), wanted)
            return
        for number in range(opened.num_row_groups):
            yield in_schema(opened.read_row_group(number, columns=there), wanted)


def in_schema(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows in the columns of a schema, in its order; null where they have none."""
    columns = [
        rows[column.name] if column.name in rows.column_names else pa.nulls(rows.num_rows, column.type)
        for column in schema
    ]
    return pa.table(columns, schema=schema)

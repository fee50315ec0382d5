"""Which Parquet files can be read where they lie, without a copy, and what their columns are for us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import pyarrow as pa

from desirepath.vocabulary.tables import Table

Reading: TypeAlias = Literal["text", "instant", "day", "whole", "yes_no"]
_READING_OF_KIND: dict[str, Reading] = {
    "text": "text",
    "choice": "text",
    "time": "instant",
    "date": "day",
    "count": "whole",
    "yes_no": "yes_no",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetScan:
    """Files of one table that are read in place.

    `columns` maps our name to theirs and to how it is read; our columns that they lack are not in it. Rows
    are numbered from `first_rows` + 1 of their file.
    """

    table: Table
    files: tuple[Path, ...]
    first_rows: tuple[int, ...]
    columns: Mapping[str, tuple[str, Reading]]
    further: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All columns of the result but `row`."""
        return (*(column.name for column in self.table.columns), *self.further)


def reading_of(table: Table, name: str, kind: pa.DataType, *, zone_is_utc: bool) -> Reading | None:
    """How a typed column is read as ours of this name, or None where it needs a closer look (text as time, say)."""
    known = next((column for column in table.columns if column.name == name), None)
    wanted = _READING_OF_KIND[known.kind] if known else "text"
    stored = kind.value_type if pa.types.is_dictionary(kind) else kind
    if wanted == "text" and (_is_text(stored) or pa.types.is_integer(stored)):
        return wanted
    if wanted == "instant" and pa.types.is_timestamp(stored) and (stored.tz is not None or zone_is_utc):
        return wanted
    if wanted == "day" and pa.types.is_date(stored):
        return wanted
    if wanted == "whole" and pa.types.is_integer(stored):
        return wanted
    return wanted if wanted == "yes_no" and pa.types.is_boolean(stored) else None


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def empty_of(reading: Reading) -> str:
    """The SQL type of a column that the files lack."""
    return {"text": "STRING", "instant": "BIGINT", "day": "DATE", "whole": "BIGINT", "yes_no": "BOOLEAN"}[reading]


def reading_of_kind(kind: str) -> Reading:
    """How a column of a canonical kind is read."""
    return _READING_OF_KIND[kind]

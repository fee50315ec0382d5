"""The two dictionaries of a lake: what codes stand for activities, and what numbers for collectors."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from desirepath.warehouse.lake.delta_table import DeltaTable
from desirepath.warehouse.lake.table_files import in_schema, read_file, write_file


class Dictionaries:
    """Codes and numbers as the tables have them. A new one is committed before anything that uses it."""

    def __init__(self, activities: DeltaTable, collectors: DeltaTable) -> None:
        self._activities = activities
        self._collectors = collectors
        self.codes: dict[str, int] = {}
        self.numbers: dict[str, int] = {}

    def read(self) -> None:
        """Read what the tables have. Raises OSError, ArrowInvalid where a file of theirs is damaged."""
        self.codes = {row["activity"]: row["activity_code"] for row in _rows_of(self._activities)}
        self.numbers = {row["collector"]: row["number"] for row in _rows_of(self._collectors)}

    def number_of(self, collector: str) -> int:
        """The number of a collector; a new one is written down first."""
        if collector not in self.numbers:
            number = 1 + max(self.numbers.values(), default=-1)
            table = self._collectors
            rows = pa.table({"number": [number], "collector": [collector]})
            table.commit([write_file(table.folder, in_schema(rows, table.columns_with(rows.schema)))])
            self.numbers[collector] = number
        return self.numbers[collector]

    def coded(self, rows: pa.Table) -> pa.Table:
        """Events with `activity_code` for `activity`; new activities are written into the dictionary first."""
        encoded = pc.dictionary_encode(rows["activity"].combine_chunks())
        names = encoded.dictionary.to_pylist()
        new = [name for name in names if name not in self.codes]
        if new:
            first = 1 + max(self.codes.values(), default=-1)
            codes = {name: first + place for place, name in enumerate(new)}
            table = self._activities
            named = pa.table({"activity_code": pa.array(codes.values(), pa.int32()), "activity": list(codes)})
            table.commit([write_file(table.folder, named)])
            self.codes |= codes
        codes_of = pa.array([self.codes[name] for name in names], pa.int32())
        return rows.drop_columns("activity").append_column("activity_code", codes_of.take(encoded.indices))

    def rename(self, renamed: dict[str, str]) -> None:
        """Have codes stand for other activities, by the names that they had."""
        self.codes = {renamed.get(activity, activity): code for activity, code in self.codes.items()}
        rows = pa.table({"activity_code": pa.array(self.codes.values(), pa.int32()), "activity": list(self.codes)})
        table = self._activities
        table.commit([write_file(table.folder, rows)], list(table.state.files.values()))


def _rows_of(table: DeltaTable) -> list[dict[str, Any]]:
    schema = table.state.arrow_schema()
    return [row for file in table.state.files.values() for row in read_file(table.folder, file, schema).to_pylist()]

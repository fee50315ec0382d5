"""The columns of a lake's tables, in Arrow's types and in Delta's words."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from desirepath.vocabulary.tables import TABLES
from desirepath.warehouse.collected import COLLECTED
from desirepath.warehouse.lake.layout import BY_DAY

TIME = pa.timestamp("us", "UTC")
_KINDS = {"text": pa.string(), "choice": pa.string(), "time": TIME, "count": pa.int64(), "yes_no": pa.bool_()}
_WORDS = {
    pa.string(): "string",
    pa.int64(): "long",
    pa.int32(): "integer",
    pa.bool_(): "boolean",
    pa.binary(): "binary",
    TIME: "timestamp",
    pa.date32(): "date",
}


def _collected(name: str) -> pa.Schema:
    columns = {"row": pa.int64(), "event_id": pa.string()}
    columns |= {column.name: _KINDS[column.kind] for column in TABLES[name].columns}
    if columns.pop("activity", None) is not None:
        columns["activity_code"] = pa.int32()
    return pa.schema([*columns.items(), ("received_at", TIME), ("write_key", pa.string())])


SCHEMAS: dict[str, pa.Schema] = {
    **{name: _collected(name) for name in COLLECTED},
    "refused": pa.schema(
        [
            ("row", pa.int64()),
            ("received_at", TIME),
            ("write_key", pa.string()),
            ("collector", pa.string()),
            ("sequence", pa.int64()),
            ("place", pa.int32()),
            ("reason", pa.string()),
            ("detail", pa.string()),
            ("raw", pa.binary()),
        ]
    ),
    "counts": pa.schema(
        [
            ("collector", pa.string()),
            ("write_key", pa.string()),
            ("hour", TIME),
            *((name, pa.int64()) for name in ("received", "good", "bad", "duplicate", "erased", "dropped")),
            ("first_sequence", pa.int64()),
            ("last_sequence", pa.int64()),
        ]
    ),
    "activities": pa.schema([("activity_code", pa.int32()), ("activity", pa.string())]),
    "collectors": pa.schema([("number", pa.int64()), ("collector", pa.string())]),
    "ids": pa.schema([("id_hash", pa.int64()), ("content", pa.int64()), ("row", pa.int64())]),
}
"""By table. `day` is not among them: it stands in the path of a file only.

`row` numbers a row by collector and arrival, the same in every projection of a log. `ids` holds two 64-bit digests
of each id of the last 30 days, and the row that has it.
"""


def fields_of(table: str, schema: pa.Schema) -> list[dict[str, Any]]:
    """A schema's columns as Delta names them, the partition's last."""
    fields = [_field(column.name, _WORDS[column.type]) for column in schema]
    return [*fields, _field("day", "date")] if table in BY_DAY else fields


def _field(name: str, kind: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "nullable": True, "metadata": {}}

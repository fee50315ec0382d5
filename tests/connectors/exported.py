"""Made-up exports of products, read as a rollout in Amsterdam reads them."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from desirepath.connectors.read_source import Wanted, read_file
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.study import SetAside

Row = dict[str, Any]
Document = dict[str, Any]


def at(day: int, hour: int, minute: int = 0) -> int:
    """A moment of September 2025 in UTC, as microseconds since 1970."""
    return ((20_332 + day - 1) * 24 * 60 + hour * 60 + minute) * 60_000_000


def read(folder: Path, export: str, table: str, content: list[str] | Document, **columns: str | None) -> list[Row]:
    """The rows of an export in Amsterdam, lines of CSV or JSON, without their empty columns and their numbers."""
    name = "export.csv" if isinstance(content, list) else "export.json"
    text = "\n".join(content) + "\n" if isinstance(content, list) else json.dumps(content)
    (folder / name).write_text(text, encoding="utf-8")
    source = Source(table=table, file=name, export=export, columns=columns, line=7)
    wanted = Wanted(folder=folder, timezone="Europe/Amsterdam", keep=frozenset(), rollout_file="rollout.yaml")
    rows: list[Row] = []
    for item in read_file(folder / name, source, wanted):
        assert not isinstance(item, SetAside), item.reason
        if isinstance(item, pa.RecordBatch):
            rows += item.to_pylist()
    return [{name: value for name, value in row.items() if value is not None and name != "row"} for row in rows]

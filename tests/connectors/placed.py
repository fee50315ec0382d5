"""Files that the tests write, read by a connector as it is, and as a rollout in Amsterdam reads them."""

from pathlib import Path
from types import ModuleType

import pyarrow as pa

from desirepath.connectors.connector import LINE, Place, Remark
from desirepath.connectors.read_source import Wanted, read_file
from desirepath.vocabulary.rollout import Source
from desirepath.vocabulary.study import SetAside

Row = dict[str, str | int | None]


def placed(folder: Path, name: str, content: bytes | str, part: str | None = None) -> Place:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return Place(file, part=part)


def raw(connector: ModuleType, place: Place, *needed: str) -> list[Row]:
    """The rows of the needed columns, of all columns where none is named, with the line under `line`."""
    rows: list[Row] = []
    wanted = needed or connector.columns(place)
    for item in connector.read(place, frozenset(wanted)):
        if isinstance(item, pa.RecordBatch):
            lines = item.column(LINE).to_pylist()
            texts = [item.column(name).to_pylist() for name in wanted]
            rows += [dict(zip((*wanted, "line"), row, strict=True)) for row in zip(*texts, lines, strict=True)]
    return rows


def said(connector: ModuleType, place: Place) -> list[str]:
    """The remarks, and the rows set aside as `line: reason`."""
    told = []
    for item in connector.read(place, frozenset(connector.columns(place))):
        if isinstance(item, Remark):
            told.append(item.text)
        elif isinstance(item, SetAside):
            told.append(f"{item.line}: {item.reason}")
    return told


def taken(place: Place, table: str = "events", **columns: str | None) -> tuple[list[Row], list[str]]:
    """The rows that a rollout can use, without their empty columns, and those set aside as `line: reason`."""
    source = Source(table=table, file=place.path.name, part=place.part, columns=columns, line=7)
    wanted = Wanted(
        folder=place.path.parent, timezone="Europe/Amsterdam", keep=frozenset(), rollout_file="rollout.yaml"
    )
    rows: list[Row] = []
    aside = []
    for item in read_file(place.path, source, wanted):
        if isinstance(item, SetAside):
            aside.append(f"{item.line}: {item.reason}")
        elif isinstance(item, pa.RecordBatch):
            rows += [{name: value for name, value in row.items() if value is not None} for row in item.to_pylist()]
    return rows, aside


def at(day: int, hour: int, minute: int = 0) -> int:
    """A moment of September 2025 in UTC, as microseconds since 1970."""
    return ((20_332 + day - 1) * 24 * 60 + hour * 60 + minute) * 60_000_000

"""One target for each parser: bytes in, and nothing but BadInput may come out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from desirepath.collector.accept import Door, UnreadableBody
from desirepath.connectors.bpmn import read_bpmn
from desirepath.connectors.person_ids import PersonHash
from desirepath.connectors.read_source import Wanted, read_file
from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.connectors.times import microseconds_of, sniffed
from desirepath.observe.path_notation import PathMistake, parse_path
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.rollout import Source
from desirepath.warehouse.collected import decoded, encoded
from tests.fuzz.seeds import COLLECTING

Target = Callable[[bytes], None]
_FOLDER = Path(tempfile.mkdtemp(prefix="desirepath-fuzz-"))
_COLUMNS = {"user_id": None}


def _file(name: str, part: str | None = None) -> Target:
    """Reads the bytes as a file of this name, each column that it has as case, activity and time."""
    source = Source(table="events", file=name, part=part, columns=_COLUMNS, line=1)
    wanted = Wanted(folder=_FOLDER, timezone="Europe/Amsterdam", keep=frozenset({"role"}), rollout_file="rollout.yaml")

    def target(content: bytes) -> None:
        file = _FOLDER / name
        file.write_bytes(content)
        try:
            for item in read_file(file, source, wanted):
                if isinstance(item, pa.RecordBatch):
                    item.validate(full=True)
        except BadInput as refused:
            _is_clear(refused)

    return target


def _bpmn(content: bytes) -> None:
    file = _FOLDER / "model.bpmn"
    file.write_bytes(content)
    try:
        read_bpmn(file, None)
    except BadInput as refused:
        _is_clear(refused)


def _rollout(content: bytes) -> None:
    try:
        rollout_from_text(content.decode("utf-8", "replace"), "rollout.yaml")
    except BadInput as refused:
        _is_clear(refused)


def _path(content: bytes) -> None:
    with suppress(PathMistake):
        parse_path(content.decode("utf-8", "replace"))


def _times(content: bytes) -> None:
    texts = pa.array(content.decode("utf-8", "replace").split("\n"), pa.string())
    form = sniffed(texts)
    if form is not None:
        read = microseconds_of(texts, form, "Europe/Amsterdam")
        assert len(read) == len(texts)


def _door(kind: str) -> Target:
    """Takes the bytes as the body of a request; what came in is what was taken and what was refused."""

    def target(content: bytes) -> None:
        try:
            accepted = _DOOR.own(content, "key", _NOW) if kind == "own" else _DOOR.segment(content, kind, "key", _NOW)
        except UnreadableBody as refused:
            batch = refused.batch
        else:
            batch = accepted.batch
        rows = sum(len(columns["at"]) for columns in batch.tables.values())
        assert batch.received == rows + len(batch.bad)
        assert decoded(encoded(batch)) == batch

    return target


def _kept_event(content: bytes) -> None:
    """Takes the bytes as an event that was kept."""
    assert _DOOR.again(content, "key", _NOW).batch.received == 1


def _is_clear(refused: BadInput) -> None:
    for mistake in refused.mistakes:
        assert mistake.code
        assert mistake.what
        assert "\n" not in str(mistake)


_NOW = 1_795_428_060_000_000
_DOOR = Door([rollout_from_text(COLLECTING.decode(), "rollout.yaml")], PersonHash(b"k" * 32))

TARGETS: Mapping[str, Target] = {
    "delimited": _file("events.csv"),
    "json_lines": _file("events.jsonl"),
    "json_records": _file("events.json"),
    "ocel_json": _file("events.jsonocel"),
    "ocel_sqlite": _file("events.sqlite"),
    "ocel_xml": _file("events.xmlocel"),
    "parquet": _file("events.parquet"),
    "xes": _file("events.xes"),
    "xlsx": _file("events.xlsx"),
    "zip": _file("events.zip"),
    "gzip": _file("events.csv.gz"),
    "bpmn": _bpmn,
    "rollout_file": _rollout,
    "path": _path,
    "times": _times,
    "own_events": _door("own"),
    "segment_batch": _door("batch"),
    "segment_message": _door("track"),
    "kept_event": _kept_event,
}

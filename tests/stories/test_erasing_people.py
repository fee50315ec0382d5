"""Fifty people are taken out of a lake: no byte of their names is left, and what others did is untouched."""

from __future__ import annotations

from pathlib import Path

from desirepath.cli.main import run
from desirepath.collector.accept import Door
from desirepath.connectors.person_ids import PersonHash
from desirepath.connectors.rollout_file import read_rollout
from desirepath.warehouse.collected import encoded
from desirepath.warehouse.lake.compact import compact
from desirepath.warehouse.lake.counts import reconciled
from desirepath.warehouse.lake.layout import keys_of, log_of
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.lake.status import status
from desirepath.warehouse.segment_log import SegmentLog
from tests.clients.collecting import ROLLOUT

EVERYONE = [f"clerk-{number:05d}-north" for number in range(200)]
GONE = EVERYONE[::4]
ARRIVED = 1_775_000_000_000_000


def _body(person: str, event: str) -> bytes:
    """A step, or an event that no mapping fits and that names the person a second time, in a property."""
    properties = f'{{"step": "submit", "request_id": "R-{EVERYONE.index(person)}", "note": "by {person}"}}'
    track = f'{{"type": "track", "event": "{event}", "userId": "{person}", "messageId": "{event}-{person}"'
    return f'{{"batch": [{track}, "timestamp": "2026-02-02T10:00:00Z", "properties": {properties}}}]}}'.encode()


def _everywhere(folder: Path, names: list[str]) -> list[str]:
    return [
        f"{name} in {file.name}"
        for file in folder.rglob("*")
        if file.is_file()
        for name in names
        if name.encode() in file.read_bytes()
    ]


def test_no_byte_of_fifty_people_is_left_in_any_file_of_the_lake(tmp_path: Path) -> None:
    rollout, warehouse = tmp_path / "rollout.yaml", tmp_path / "lake"
    rollout.write_text(ROLLOUT, encoding="utf-8")
    persons = PersonHash.kept_in(keys_of(warehouse) / "person.key", create=True)
    door = Door([read_rollout(rollout)], persons)
    names = [name for person in GONE for name in (person, persons.of(person))]
    log = SegmentLog.opened(log_of(warehouse, "collector"))
    try:
        for event in ("Step Done", "Something Else"):
            for person in EVERYONE:
                log.append_and_wait(encoded(door.segment(_body(person, event), "batch", "key", ARRIVED).batch))
            project(warehouse)
        compact(warehouse, quiet_seconds=0)
        assert _everywhere(warehouse, names)
        asked = [part for person in GONE for part in ("--person", person)]
        assert run(["lake", "erase", "--quiet", "--warehouse", str(warehouse), *asked]) == 0
        assert _everywhere(tmp_path, names) == []
    finally:
        log.close()
    left = status(warehouse)
    assert {one.name: one.rows for one in left.tables}["events"] == len(EVERYONE) - len(GONE)
    assert left.counts.erased >= len(GONE)
    assert reconciled(warehouse).difference == 0
    assert len(_everywhere(warehouse / "tables", [persons.of(EVERYONE[1])])) > 0

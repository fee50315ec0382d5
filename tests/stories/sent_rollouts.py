"""A made-up rollout whose events were sent to a collector instead of being in files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desirepath.collector.accept import Door
from desirepath.connectors.person_ids import PersonHash
from desirepath.connectors.rollout_file import read_rollout
from desirepath.runs.simulate import DrawnRollout, write_drawn
from desirepath.warehouse.collected import COLLECTED, encoded
from desirepath.warehouse.lake.layout import keys_of, log_of
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.segment_log import SegmentLog

IN_A_REQUEST = 400
COLLECT = """\
collect:
  events:
    - {event: Not sent, workflow: %s, activity: $activity, case: $case}
"""


def sent_rollout(drawn: DrawnRollout, folder: Path) -> tuple[Path, Path]:
    """The rollout file, which names no file of what collectors take, and the warehouse that has it."""
    folder.mkdir()
    beside = {name: rows for name, rows in drawn.tables.items() if name not in COLLECTED}
    text = _without_sources(drawn.text) + COLLECT % read_workflow(drawn.text)
    file = write_drawn(replace(drawn, text=text, tables=beside), folder)
    warehouse = folder / "lake"
    persons = PersonHash.kept_in(keys_of(warehouse) / "person.key", create=True)
    door = Door([read_rollout(file)], persons)
    log = SegmentLog.opened(log_of(warehouse, "collector"))
    try:
        for body in _requests(drawn):
            accepted = door.own(json.dumps(body).encode(), "key", _microseconds(datetime(2027, 1, 1, tzinfo=UTC)))
            assert accepted.rejected == ()
            log.append_and_wait(encoded(accepted.batch))
    finally:
        log.close()
    project(warehouse)
    return file, warehouse


def read_workflow(text: str) -> str:
    """The first workflow of a rollout file."""
    found = re.search(r"- workflow: (\S+)", text)
    assert found is not None
    return found[1]


def _without_sources(text: str) -> str:
    names = "|".join(COLLECTED)
    return re.sub(rf"^ *- {{table: (?:{names}),.*\n", "", text, flags=re.MULTILINE)


def _requests(drawn: DrawnRollout) -> Iterator[dict[str, Any]]:
    for table in COLLECTED:
        rows = drawn.tables[table].to_pylist() if table in drawn.tables else []
        for first in range(0, len(rows), IN_A_REQUEST):
            yield {"events": [_event(table, row) for row in rows[first : first + IN_A_REQUEST]]}


def _event(table: str, row: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if value is not None}
    at = told["at"]
    told["at"] = (
        at if isinstance(at, datetime) else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    ).isoformat()
    return {"table": table, **told}


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000

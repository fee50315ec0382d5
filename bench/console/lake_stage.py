"""The console of the benchmark with its events in a lake, as a collector would have brought them: `… FOLDER EVENTS`."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from desirepath.connectors.person_ids import PersonHash
from desirepath.connectors.rollout_file import read_rollout
from desirepath.console import demo
from desirepath.console.serve import made_ready
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import DEMO_FRICTIONS, SimulationPlan
from desirepath.warehouse.collected import Batch, encoded
from desirepath.warehouse.lake.compact import compact
from desirepath.warehouse.lake.layout import keys_of, log_of
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.segment_log import SegmentLog

IN_A_REQUEST = 400
COLLECT = "collect:\n  events:\n    - {event: Not sent, workflow: purchase_request, activity: $activity, case: $case}\n"


def main(folder: Path, events: int) -> None:
    """Draw the rollout, bring its events into the workspace's lake, and diagnose it as the demo does."""
    plan = SimulationPlan(seed=7, events=events, frictions=DEMO_FRICTIONS)
    file = simulate(plan, folder / "made-up", lambda _: None)
    home = made_ready(folder / "home")
    from desirepath.console.accounts.actions.make_person import person_of_email
    from desirepath.console.rollouts.actions.make_rollout import make_rollout
    from desirepath.console.workspaces.actions.make_workspace import make_workspace

    read = read_rollout(file)
    text = re.sub(r"^ *- {table: events,.*\n|^as_of:.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    seat = make_workspace(demo.WORKSPACE, "Demo", person_of_email(demo.PERSON))
    rollout = make_rollout(seat, read.id, read.title, text + COLLECT)
    for source in read.sources:
        if source.table != "events":
            shutil.copy(file.parent / source.file, rollout.folder / source.file)
    fill(home.warehouse(demo.WORKSPACE), pq.read_table(file.parent / "events.parquet"))
    for day in demo.DAYS:
        as_of = read.go_live.date() + timedelta(days=day)
        demo.diagnosed(seat.email, rollout.id, as_of, lambda doing: print(doing, file=sys.stderr, flush=True))


def fill(warehouse: Path, rows: pa.Table) -> None:
    """A lake with these events, its tables made and tidied."""
    names = PersonHash.kept_in(keys_of(warehouse) / "person.key", create=True)
    log = SegmentLog.opened(log_of(warehouse, "collector"))
    try:
        for first in range(0, rows.num_rows, IN_A_REQUEST):
            columns = rows.slice(first, IN_A_REQUEST).to_pydict()
            columns["at"] = [one if isinstance(one, int) else int(one.timestamp() * 1_000_000) for one in columns["at"]]
            columns["user_id"] = [None if one is None else names.of(one) for one in columns["user_id"]]
            taken = len(columns["at"])
            columns["workflow"] = ["purchase_request"] * taken
            columns.setdefault("event_id", [f"e{first + number}" for number in range(taken)])
            log.append_and_wait(encoded(Batch("key", max(columns["at"]), taken, {"events": columns}, [])))
    finally:
        log.close()
    project(warehouse)
    compact(warehouse)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

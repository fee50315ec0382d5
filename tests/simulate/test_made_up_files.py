"""How a made-up rollout is written, and which plans are refused."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import SimulationPlan
from desirepath.vocabulary.errors import BadInput


def drawn(folder: Path, **options: Any) -> Path:
    simulate(SimulationPlan(**options), folder, lambda _: None)
    return folder


def truth_in(folder: Path) -> Any:
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW events AS FROM '{folder / 'events'}.parquet'")
        return connection.execute(query).fetchall()


def test_csv_holds_the_same_rows_as_parquet(tmp_path: Path) -> None:
    parquet = drawn(tmp_path / "parquet", seed=9, events=5_000)
    csv = drawn(tmp_path / "csv", seed=9, events=5_000, format="csv")
    query = 'SELECT case_id, activity, epoch_us("at"), user_id, channel, outcome FROM'
    with duckdb.connect() as connection:
        from_csv = connection.execute(f"{query} read_csv('{csv}/events.csv', types={{'at': 'TIMESTAMPTZ'}})").fetchall()
    assert from_csv == rows(parquet, f"{query} events")


def test_a_folder_that_holds_something_else_is_refused_and_left_as_it_is(
    tmp_path: Path,
) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(BadInput, match="holds something else"):
        drawn(tmp_path, seed=1, events=5_000)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_earlier_made_up_rollout_is_replaced_and_nothing_is_left_beside_it(
    tmp_path: Path,
) -> None:
    folder = drawn(tmp_path / "out", seed=1, events=5_000)
    drawn(folder, seed=2, events=5_000)
    assert truth_in(folder)["seed"] == 2
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_a_plan_that_cannot_be_drawn_names_every_mistake() -> None:
    with pytest.raises(BadInput) as refused:
        SimulationPlan(seed=-1, events=3, timezone="Mars/Base", world="purchases")
    assert [mistake.code for mistake in refused.value.mistakes] == [
        "out_of_range",
        "out_of_range",
        "unknown_choice",
        "unknown_timezone",
    ]
    assert "Did you mean `purchase_requests`?" in str(refused.value)


def test_go_live_keeps_local_midnight_over_a_change_of_the_clocks(
    tmp_path: Path,
) -> None:
    folder = drawn(
        tmp_path / "out",
        seed=1,
        events=5_000,
        go_live=date(2025, 3, 31),
        timezone="America/New_York",
    )
    first_draft = rows(
        folder,
        "SELECT epoch_us(min(\"at\")) FROM events WHERE activity = 'Request drafted'",
    )[0][0]
    assert first_draft >= datetime(2025, 3, 31, tzinfo=ZoneInfo("America/New_York")).timestamp() * 1e6


def test_a_million_events_are_drawn_in_modest_memory(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path\n"
        "from desirepath.runs.simulate import simulate; from desirepath.simulate.plan import SimulationPlan\n"
        f"simulate(SimulationPlan(seed=1, events=1_000_000), Path({str(tmp_path / 'out')!r}), lambda doing: None)\n"
        # Not ru_maxrss: a child begins with the peak of the process that started it.
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 700_000

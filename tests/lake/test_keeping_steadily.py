"""While a collector runs its log goes into the tables by itself, and at night the tables are tidied."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from desirepath.collector.keeper import LakeKeeper
from desirepath.runs.keep_lake import Keeper
from desirepath.warehouse.lake.status import status
from tests.lake.lakes import column, events, flip, log_requests, request

DAY_SECONDS = 86_400


def _in_the_tables(warehouse: Path) -> int:
    return status(warehouse).counts.good if (warehouse / "tables" / "counts").exists() else 0


def _wait_for(warehouse: Path, wanted: int) -> None:
    until = time.monotonic() + 30
    while _in_the_tables(warehouse) < wanted:
        assert time.monotonic() < until, "it did not come into the tables"
        time.sleep(0.1)


def test_what_is_logged_is_in_the_tables_after_the_last_pass(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a", "b"])})])
    ended = threading.Event()
    ended.set()
    Keeper(tmp_path, pytest.fail).keep(ended)
    assert column(tmp_path, "events", "event_id") == ["a", "b"]


def test_at_night_everything_is_read_and_what_is_damaged_is_mended_and_told(tmp_path: Path) -> None:
    clock, told = [1_800_000_000.0], list[str]()
    ended = threading.Event()
    ended.set()
    keeper = Keeper(tmp_path, told.append, lambda: clock[0])
    log_requests(tmp_path, [request({"events": events(["a", "b"])})])
    keeper.keep(ended)
    flip(next((tmp_path / "tables" / "events").rglob("*.parquet")), 40)
    keeper.keep(ended)
    assert told == []
    clock[0] += DAY_SECONDS
    keeper.keep(ended)
    assert [line.split("/")[0] for line in told] == ["events"]
    assert column(tmp_path, "events", "event_id") == ["a", "b"]
    assert status(tmp_path).last_scrub is not None


def test_it_ends_after_a_last_pass_when_whoever_started_it_is_killed(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a"])})])
    started = f"""
import subprocess, sys, time
keeper = subprocess.Popen([sys.executable, "-m", "desirepath.runs.keep_lake", {str(tmp_path)!r}], stdin=subprocess.PIPE)
print(keeper.pid, flush=True)
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-c", started], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    keeper = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    until = time.monotonic() + 30
    while Path(f"/proc/{keeper}").exists() and Path(f"/proc/{keeper}/stat").read_text().split()[2] != "Z":
        assert time.monotonic() < until, "it goes on"
        time.sleep(0.05)
    assert column(tmp_path, "events", "event_id") == ["a"]


def test_one_that_died_is_started_again(tmp_path: Path) -> None:
    log_requests(tmp_path, [request({"events": events(["a"])})])
    keeper = LakeKeeper(tmp_path)
    keeper.start()
    try:
        _wait_for(tmp_path, 1)
        first = keeper.process_id
        assert first is not None
        os.kill(first, 9)
        log_requests(tmp_path, [request({"events": events(["b"])})])
        _wait_for(tmp_path, 2)
        assert keeper.process_id != first
    finally:
        keeper.stop()
    assert keeper.process_id is None

"""Processes that are killed at random moments, and processes that write at once: nothing missing, nothing twice."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desirepath.warehouse.lake.counts import reconciled
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.lake.scrub import scrub
from tests.lake.lakes import DAY, NOON, column, events, log_requests, request

HASHED = "6d1f2c3b4a5968778695a4b3c2d1e0f0"
PROJECT = """
import sys, pathlib
from desirepath.warehouse.lake.layout import projecting
from desirepath.warehouse.lake.project import Projector
warehouse = pathlib.Path(sys.argv[1])
print("begun", flush=True)
with projecting(warehouse):
    Projector(warehouse, events_a_commit=1).catch_up(sys.argv[2:] or None)
"""
COMPACT = """
import sys, pathlib
from desirepath.warehouse.lake.compact import compact
print("begun", flush=True)
compact(pathlib.Path(sys.argv[1]), now=2e9, quiet_seconds=0)
"""
ERASE = f"""
import sys, pathlib
from desirepath.warehouse.lake.erase import erase
print("begun", flush=True)
erase(pathlib.Path(sys.argv[1]), hashed=["{HASHED}"], raw=[])
"""


def started(program: str, *given: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", program, *given], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def filled(warehouse: Path, collector: str, requests: int) -> list[str]:
    """A log in many segments, every tenth event of the person to be erased; the ids of the others."""
    ids = [f"{collector}-{number}" for number in range(requests * 4)]
    made = [
        request({"events": events(four, at=NOON + number % 3 * DAY, user_id=["other"] * 3 + [HASHED])})
        for number, four in enumerate(ids[place : place + 4] for place in range(0, len(ids), 4))
    ]
    log_requests(warehouse, made, collector, segment_bytes=256 * 1024)
    return ids


def killed_at_random(warehouse: Path, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    ids: list[str] = []
    for number in range(kills):
        ids += filled(warehouse, dice.choice(["one", "two"]) + "", 2500) if number % 3 == 0 else []
        process = started(dice.choice([PROJECT, PROJECT, COMPACT]), str(warehouse))
        time.sleep(dice.random() * 0.5)
        process.send_signal(signal.SIGKILL)
        process.wait()
    project(warehouse)
    assert column(warehouse, "events", "event_id") == sorted(set(ids))
    assert reconciled(warehouse).difference == 0
    for _ in range(kills):
        process = started(ERASE, str(warehouse))
        time.sleep(dice.random() * 0.5)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert started(ERASE, str(warehouse)).wait() == 0
    assert column(warehouse, "events", "event_id") == sorted(one for one in set(ids) if int(one[4:]) % 4 != 3)
    assert reconciled(warehouse).difference == 0
    assert scrub(warehouse).whole
    assert not [file for file in warehouse.glob("**/*") if file.is_file() and HASHED.encode() in file.read_bytes()]


def test_six_kills_while_projecting_and_erasing_lose_and_double_nothing(tmp_path: Path) -> None:
    killed_at_random(tmp_path, 6, 1)


@pytest.mark.long
def test_sixty_kills_while_projecting_and_erasing_lose_and_double_nothing(tmp_path: Path) -> None:
    killed_at_random(tmp_path, 60, 2)


@pytest.mark.parametrize("requests", [2_100, pytest.param(4_100, marks=pytest.mark.long)])
def test_four_processes_on_one_table_lose_and_double_nothing(tmp_path: Path, requests: int) -> None:
    names = ["one", "two", "three", "four"]
    ids = [one for name in names for one in filled(tmp_path, name, requests)]
    processes = [started(PROJECT, str(tmp_path), name) for name in names]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    assert column(tmp_path, "events", "event_id") == sorted(ids)
    assert reconciled(tmp_path).difference == 0

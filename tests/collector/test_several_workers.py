"""A collector of two processes: each with a log of its own, one address, one count of all."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from desirepath.warehouse.collected import decoded
from desirepath.warehouse.lake.status import status
from desirepath.warehouse.segment_log import frames
from desirepath.warehouse.segment_log.segment import LOCK
from desirepath.warehouse.write_keys import create_key, file_of_keys

PROGRAM = str(Path(sys.executable).with_name("desirepath"))
ROLLOUT = """\
rollout: claims
title: Claims
go_live: 2026-01-05
workflows: [{workflow: claim, path: submit approve}]
collect:
  events:
    - {event: "Request Submitted", workflow: claim, activity: submit, case: $request_id}
"""
WORKERS = ("collector-1", "collector-2")
REQUESTS = 40


@dataclass
class Collecting:
    """A collector of two processes, and a key of it."""

    process: subprocess.Popen[str]
    warehouse: Path
    port: int
    key: str

    def sent(self, number: int) -> int:
        """The status of a request with one event, over a connection of its own."""
        event = {"type": "track", "event": "Request Submitted", "userId": "m", "messageId": f"m{number}"}
        body = json.dumps({"batch": [event | {"properties": {"request_id": f"R{number}"}}]})
        basic = b64encode(f"{self.key}:".encode()).decode()
        return self.asked("POST", "/v1/batch", body, {"authorization": f"Basic {basic}"})[0]

    def asked(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, {"content-type": "application/json"} | (headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def counts(self) -> dict[str, float]:
        lines = self.asked("GET", "/metrics")[1].splitlines()
        return {name: float(value) for name, value in (one.rsplit(" ", 1) for one in lines if one[0] != "#")}

    def received(self) -> float:
        return sum(number for name, number in self.counts().items() if name.startswith("desirepath_events_received"))

    def process_ids(self) -> list[int]:
        return [int((self.warehouse / "log" / one / LOCK).read_text()) for one in WORKERS]


def command(folder: Path) -> list[str]:
    given = ["--warehouse", str(folder / "warehouse"), "--port", "0", "--workers", "2"]
    return [PROGRAM, "collect", str(folder / "rollout.yaml"), *given]


@contextmanager
def collecting(folder: Path) -> Iterator[Collecting]:
    warehouse = folder / "warehouse"
    (folder / "rollout.yaml").write_text(ROLLOUT, encoding="utf-8")
    _, key = create_key(file_of_keys(warehouse), "claims")
    process = subprocess.Popen(command(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found is not None
        yield Collecting(process, warehouse, int(found[1]), key)
    finally:
        process.terminate()
        process.wait(150)


def wait_until(holds: Callable[[], bool], seconds: float = 15.0) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def logged(warehouse: Path, worker: str) -> list[str]:
    """The cases in the log of a worker."""
    batches = [decoded(frame.payload) for frame in frames(warehouse / "log" / worker)]
    return [case for one in batches for case in one.tables["events"]["case_id"]]


def has_ended(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rsplit(") ", 1)[1][0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_both_take_events_and_all_of_it_is_in_their_logs_and_in_the_tables_after_the_end(tmp_path: Path) -> None:
    with collecting(tmp_path) as collector:
        assert [collector.sent(number) for number in range(REQUESTS)] == [200] * REQUESTS
        collector.process.send_signal(signal.SIGTERM)
        assert collector.process.wait(150) == 0
        assert collector.process.stderr is not None
        assert collector.process.stderr.read() == ""
    first, second = (logged(collector.warehouse, one) for one in WORKERS)
    assert first != []
    assert second != []
    assert sorted(first + second) == sorted(f"R{number}" for number in range(REQUESTS))
    assert status(collector.warehouse).counts.good == REQUESTS


def test_whichever_is_asked_tells_of_both_and_no_count_falls_when_one_is_killed(tmp_path: Path) -> None:
    with collecting(tmp_path) as collector:
        assert [collector.sent(number) for number in range(REQUESTS)] == [200] * REQUESTS
        wait_until(lambda: collector.received() == REQUESTS)
        assert [collector.received() for _ in range(8)] == [REQUESTS] * 8
        assert collector.counts()["desirepath_acknowledgement_seconds_count"] == REQUESTS
        assert collector.counts()["desirepath_log_last_sequence"] == REQUESTS
        assert json.loads(collector.asked("GET", "/healthz")[1]) == {"accepts": True}
        killed, other = collector.process_ids()
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: collector.process_ids()[0] != killed)
        wait_until(lambda: collector.counts()["desirepath_workers"] == 2)
        assert collector.process_ids()[1] == other
        assert [collector.received() for _ in range(8)] == [REQUESTS] * 8
        assert [collector.sent(REQUESTS + number) for number in range(10)] == [200] * 10
        wait_until(lambda: collector.received() == REQUESTS + 10)


def test_a_killed_collector_takes_its_workers_along_and_can_be_started_at_once(tmp_path: Path) -> None:
    with collecting(tmp_path) as collector:
        process_ids = collector.process_ids()
        assert collector.sent(1) == 200
        collector.process.kill()
        with collecting(tmp_path) as again:
            assert all(has_ended(one) for one in process_ids)
            assert again.sent(2) == 200
    assert sorted(case for one in WORKERS for case in logged(collector.warehouse, one)) == ["R1", "R2"]


def test_a_second_collector_of_the_same_name_or_at_the_same_port_is_refused(tmp_path: Path) -> None:
    with collecting(tmp_path) as collector:
        same_name = subprocess.run(command(tmp_path), check=False, capture_output=True, text=True)
        given = (*command(tmp_path), "--name", "other", "--port", str(collector.port))
        same_port = subprocess.run(given, check=False, capture_output=True, text=True)
        assert collector.sent(1) == 200
    assert (same_name.returncode, same_port.returncode) == (2, 2)
    assert "--name" in same_name.stderr
    assert "--port" in same_port.stderr


@pytest.mark.parametrize("name", ["a" * 63, "../x"])
def test_a_name_must_have_room_for_the_number_of_a_worker(tmp_path: Path, name: str) -> None:
    (tmp_path / "rollout.yaml").write_text(ROLLOUT, encoding="utf-8")
    told = subprocess.run([*command(tmp_path), "--name", name], check=False, capture_output=True, text=True)
    assert told.returncode == 2
    assert not (tmp_path / "warehouse").exists()

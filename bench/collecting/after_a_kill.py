"""How fast a collector is back after a kill: `python -m bench.collecting.after_a_kill`, with 1 GiB that is in no table yet.

Measured: from the start of the command to the first answer (asked: 2 s), to all of the log in the tables (60 s); then,
for a few events sent one by one, from the wire to a row that a diagnosis would read (30 s).
"""

from __future__ import annotations

import http.client
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from bench.collecting.load import ROLLOUT
from desirepath.collector.accept import Door
from desirepath.connectors.person_ids import PersonHash
from desirepath.connectors.rollout_file import read_rollout
from desirepath.warehouse.collected import encoded
from desirepath.warehouse.lake.layout import keys_of, log_of
from desirepath.warehouse.lake.status import status
from desirepath.warehouse.segment_log import SegmentLog
from desirepath.warehouse.write_keys import Rate, create_key, file_of_keys

GIBIBYTE = 1 << 30
PORT = 8761
EVENTS = 20
TIMES = 5


def body(number: int) -> bytes:
    """A batch of 20 events with four scanned properties, each event with an id of its own."""
    events = [
        {
            "type": "track",
            "event": "Order step done",
            "messageId": f"{number:024x}{place:08x}",
            "userId": f"person-{number % 9_973:05d}",
            "timestamp": f"2026-02-{1 + number // 5_000 % 28:02d}T{number // 200 % 24:02d}:{number % 60:02d}:00.000Z",
            "properties": {
                "case": f"case-{number:07d}-{place}",
                "step": "approve",
                "region": "north",
                "team": "purchasing 7",
                "note": "second approval of a purchase order above the limit",
                "amount": "1840.50",
            },
        }
        for place in range(EVENTS)
    ]
    return json.dumps({"batch": events}).encode()


def fill(warehouse: Path, rollout: Path) -> int:
    """Write 1 GiB of log as a collector does; the number of its requests."""
    door = Door([read_rollout(rollout)], PersonHash.kept_in(keys_of(warehouse) / "person.key", create=True))
    log = SegmentLog.opened(log_of(warehouse, "collector"))
    written = number = 0
    while written < GIBIBYTE:
        payload = encoded(door.segment(body(number), "batch", "key", 1_772_000_000_000_000).batch)
        log.append_and_wait(payload) if number % 500 == 0 else log.append(payload, lambda *_: None)
        written += len(payload)
        number += 1
        while log.state().waiting > 5_000:
            time.sleep(0.001)
    log.close()
    return number


def answered(key: str, number: int) -> bool:
    """Whether the collector takes a batch."""
    basic = b64encode(f"{key}:".encode()).decode()
    headers = {"authorization": f"Basic {basic}", "content-type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
    try:
        connection.request("POST", "/v1/batch", body(number), headers)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def waited(until: Callable[[], bool], most: float, pause: float) -> float:
    """Seconds until something is so. Raises TimeoutError."""
    begun = time.perf_counter()
    while not until():
        if time.perf_counter() - begun > most:
            raise TimeoutError
        time.sleep(pause)
    return time.perf_counter() - begun


def in_the_tables(warehouse: Path) -> int:
    """Events that are counted in the tables."""
    return status(warehouse).counts.received


def measure(folder: Path) -> None:
    """Print the figures."""
    rollout, warehouse = folder / "rollout.yaml", folder / "warehouse"
    rollout.write_text(ROLLOUT, encoding="utf-8")
    _, key = create_key(file_of_keys(warehouse), "orders", (), Rate(events=1e9, bytes=1e12))
    requests = fill(warehouse, rollout)
    program = str(Path(sys.executable).with_name("desirepath"))
    command = [program, "collect", str(rollout), "--warehouse", str(warehouse), "--port", str(PORT)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        first = waited(lambda: answered(key, requests), 30, 0.02)
        caught_up = first + waited(lambda: in_the_tables(warehouse) >= (requests + 1) * EVENTS, 300, 0.5)
        visible = []
        for turn in range(1, TIMES + 1):
            assert answered(key, requests + turn)
            wanted = (requests + 1 + turn) * EVENTS
            visible.append(waited(lambda wanted=wanted: in_the_tables(warehouse) >= wanted, 60, 0.1))  # type: ignore[misc]
            time.sleep(turn % 3)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    print(f"{requests:,} requests of {EVENTS} events, 1 GiB of log that is in no table yet")
    print(f"first answer after {first:.2f} s, caught up after {caught_up:.1f} s")
    print(f"from the wire to the tables: middle {statistics.median(visible):.1f} s, longest {max(visible):.1f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        measure(Path(temporary))

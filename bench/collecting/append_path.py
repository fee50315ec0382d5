"""How many events a log keeps durably, without HTTP before it: `python -m bench.collecting.append_path`."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from desirepath.warehouse.segment_log import OsFiles, SegmentLog, frames

SECONDS = 5.0
EVENTS_A_PAYLOAD = 20
PAYLOAD_BYTES = 2300
WAITING = 64
"""Requests under way at once; each brings its next payload when the last one is acknowledged."""
GOAL = 200_000


class TimedFiles(OsFiles):
    """Keeps how long each sync took, in seconds."""

    def __init__(self) -> None:
        self.syncs: list[float] = []

    def fdatasync(self, opened: int) -> None:
        begun = time.perf_counter()
        super().fdatasync(opened)
        self.syncs.append(time.perf_counter() - begun)


@contextmanager
def folder_to_write() -> Iterator[Path]:
    build = Path("build")
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build) as folder:
        yield Path(folder) / "log"


def with_callbacks(log: SegmentLog, payload: bytes, end: float) -> None:
    """Each acknowledgement brings the next payload."""
    under_way = threading.Semaphore(0)

    def acknowledged(_: int | None, error: Exception | None) -> None:
        if error is not None or time.perf_counter() > end:
            under_way.release()
        else:
            log.append(payload, acknowledged)

    for _ in range(WAITING):
        log.append(payload, acknowledged)
    for _ in range(WAITING):
        under_way.acquire()


def with_threads(log: SegmentLog, payload: bytes, end: float) -> None:
    """Each of as many threads waits for its payload."""

    def appending() -> None:
        while time.perf_counter() < end:
            log.append_and_wait(payload)

    threads = [threading.Thread(target=appending) for _ in range(WAITING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def row(name: str, seconds: float) -> float:
    """Run one way of appending, print its row, return events a second."""
    ways = {"callbacks": with_callbacks, "threads": with_threads}
    files = TimedFiles()
    payload = os.urandom(PAYLOAD_BYTES)
    with folder_to_write() as folder:
        log = SegmentLog.opened(folder, files=files)
        begun = time.perf_counter()
        ways[name](log, payload, begun + seconds)
        took = time.perf_counter() - begun
        kept = log.state().last_sequence
        log.close()
        begun = time.perf_counter()
        SegmentLog.opened(folder).close()
        opening = time.perf_counter() - begun
        begun = time.perf_counter()
        assert sum(1 for _ in frames(folder)) == kept
        speed = kept * PAYLOAD_BYTES / 1e6 / (time.perf_counter() - begun)
    events = kept * EVENTS_A_PAYLOAD / took
    p50, p99 = (1000 * quantile(files.syncs, share) for share in (0.5, 0.99))
    print(f"{name:10} {events:>12,.0f} {p50:>9.2f} {p99:>9.2f} {speed:>10,.0f} {opening:>11.3f}", flush=True)
    return events


def main() -> int:
    print(f"{'way':10} {'events/s':>12} {'sync p50':>9} {'p99 ms':>9} {'read MB/s':>10} {'opening s':>11}")
    rates = list(map(partial(row, seconds=SECONDS), ("callbacks", "threads")))
    return 0 if max(rates) >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())

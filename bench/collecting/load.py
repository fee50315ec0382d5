"""Events a second through the collector, and its part of a handler that does nothing: `python -m bench.collecting.load`.

The load comes from a process of its own on the same machine: 64 connections, batches of 20 events, each with an id of
its own, four scanned properties and a person to be hashed. The goal: 60,000 events/s, a quarter of nothing, p99 within
25 ms, 400 MB. Told are as many processes as there are cores, and one, as fast as it goes (64 that wait for each other
take 64 times the time of one) and at a steady rate. Nothing and the collector are measured by turns in several rounds, as
a machine that others use too is now quicker and now slower; told is the middle of each, and of the parts of nothing.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from desirepath.collector.collection import usable_cores
from desirepath.warehouse.write_keys import Rate, create_key, file_of_keys

SECONDS, CONNECTIONS = 5.0, 64
STEADY = (30_000.0, 60_000.0)
"""Events a second."""
LOOKS_EVERY = 0.2
"""Seconds."""
ROUNDS, SETTLES = 12, 2.0
"""Rounds, and the seconds after which what was begun just now has loaded what it needs."""
ROLLOUT = """\
rollout: orders
title: Orders
go_live: 2026-01-05
workflows: [{workflow: order, path: enter approve}]
collect:
  keep: [region, team, note, amount]
  events:
    - {event: Order step done, workflow: order, activity: $step, case: $case}
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. `most_mb` is the most that the processes held together, `cpu_us` their processor time by request.

    The latter hardly depends on what else the machine does; all the others do.
    """

    events_per_second: float
    p50_ms: float
    p99_ms: float
    failed: int
    most_mb: float
    cpu_us: float
    first_failure: str = ""


@contextmanager
def started(command: list[str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A process that prints its address, and the port; ended with SIGTERM."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = next(one for one in process.stdout if "http://" in one)
        yield process, int(line.split("http://")[1].split(":")[1].split()[0].strip("/."))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def family(pid: int) -> list[int]:
    """A process and all that it started, by id."""
    found = [pid]
    for one in found:
        for thread in Path(f"/proc/{one}/task").iterdir():
            found += map(int, (thread / "children").read_text(encoding="ascii").split())
    return found


def cpu_seconds(pid: int) -> float:
    """Processor time of a process, all its threads, its own and the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int) -> float:
    """The memory that a process holds; what several hold together (their program, say) is divided among them."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # it ended meanwhile
    return int(rollup.split("\nPss:")[1].split()[0]) / 1024


class MostMemory:
    """The most that a process and all that it started hold together, looked at several times a second."""

    def __init__(self, pid: int) -> None:
        self.megabytes = 0.0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(LOOKS_EVERY):
            self.megabytes = max(self.megabytes, sum(map(megabytes, family(self._pid))))


def measured(command: list[str], key: str, rate: float = 0.0) -> Measured:
    """The load against what a command serves."""
    with started(command) as (process, port):
        time.sleep(SETTLES)
        before = sum(map(cpu_seconds, family(process.pid)))
        load = [sys.executable, "-m", "bench.collecting.clients", *map(str, (port, key, SECONDS, CONNECTIONS, rate))]
        with MostMemory(process.pid) as most:
            found = subprocess.run(load, check=True, stdout=subprocess.PIPE, text=True)
        told: dict[str, Any] = json.loads(found.stdout)
        spent = sum(map(cpu_seconds, family(process.pid))) - before
        told["most_mb"] = most.megabytes
    told["cpu_us"] = spent / told.pop("requests") * 1e6
    return Measured(**told)


def of_nothing(rate: float = 0.0) -> Measured:
    return measured([sys.executable, "-m", "bench.collecting.nothing"], "dp_nobody", rate)


def of_collector(workers: int, rate: float = 0.0) -> Measured:
    """The collector itself, as its command starts it, on a warehouse of its own; the keeper of its lake with it."""
    with tempfile.TemporaryDirectory() as folder:
        rollout, warehouse = Path(folder, "rollout.yaml"), Path(folder, "warehouse")
        rollout.write_text(ROLLOUT, encoding="utf-8")
        _, key = create_key(file_of_keys(warehouse), "orders", (), Rate(events=1e9, bytes=1e12))
        program = [str(Path(sys.executable).with_name("desirepath")), "collect", str(rollout)]
        options = ["--warehouse", str(warehouse), "--port", "0", "--workers", str(workers)]
        return measured([*program, *options], key, rate)


def told(name: str, found: Measured) -> str:
    return (
        f"{name:24} {found.events_per_second:10,.0f} events/s  p50 {found.p50_ms:6.2f} ms  p99 {found.p99_ms:6.2f} ms"
        f"  {found.most_mb:5.0f} MB  {found.cpu_us:4.0f} us/request  {found.failed} failed {found.first_failure}"
    )


def middle(found: Sequence[Measured]) -> Measured:
    """The middle of each figure, the most of memory and of failures."""
    return Measured(
        events_per_second=statistics.median(one.events_per_second for one in found),
        p50_ms=statistics.median(one.p50_ms for one in found),
        p99_ms=statistics.median(one.p99_ms for one in found),
        failed=sum(one.failed for one in found),
        most_mb=max(one.most_mb for one in found),
        cpu_us=statistics.median(one.cpu_us for one in found),
        first_failure=next((one.first_failure for one in found if one.failed), ""),
    )


def beside_nothing(rounds: int) -> None:
    """Nothing, and as many processes as there are cores, by turns at full speed."""
    several = usable_cores()
    pairs = [(of_nothing(), of_collector(several)) for _ in range(rounds)]
    idle, busy = zip(*pairs, strict=True)
    parts = [one.events_per_second / nothing.events_per_second for nothing, one in pairs]
    part = f"  {statistics.median(parts):.1%} of nothing (from {min(parts):.0%} to {max(parts):.0%})"
    print(told("nothing, one process", middle(idle)))
    print(told(f"{several} workers at full speed", middle(busy)) + part, flush=True)


def main() -> None:
    beside_nothing(ROUNDS)
    for workers, rate in ((usable_cores(), STEADY[1]), (usable_cores(), STEADY[0]), (1, 0.0), (1, STEADY[1])):
        how = f"at {rate:,.0f}/s" if rate else "at full speed"
        print(told(f"{workers} workers {how}", of_collector(workers, rate)), flush=True)


if __name__ == "__main__":
    main()

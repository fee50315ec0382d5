"""A command run as a process of its own, and what it took."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


class CommandFailed(Exception):
    """A measured command that did not end with status 0; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Wall-clock and processor seconds of a whole process, start-up included, and its peak memory in GB (10^9 bytes).

    `said` is the last line it printed.
    """

    wall: float
    processor: float
    peak: float
    said: str

    def as_json(self) -> dict[str, float | str]:
        return asdict(self)


def run(command: Sequence[str], log: Path) -> Taken:
    """Run a command to its end. What it prints goes to the file `log`."""
    with log.open("wb") as output:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=_environment())
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    if child.returncode:
        raise CommandFailed(f"{' '.join(command)} ended with {child.returncode}:\n" + "\n".join(lines[-15:]))
    return Taken(
        wall=wall,
        processor=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss * 1024 / 1e9,
        said=lines[-1] if lines else "",
    )


def middle_of(command: Sequence[str], log: Path, times: int) -> Taken:
    """Run a command several times: the middle of the wall-clock and processor times, and the highest peak."""
    runs = [run(command, log) for _ in range(times)]
    if len({one.said for one in runs}) > 1 and all(one.said.isdigit() for one in runs):
        raise CommandFailed(f"{' '.join(command)} gave different results: {sorted({one.said for one in runs})}")
    return Taken(
        wall=median(one.wall for one in runs),
        processor=median(one.processor for one in runs),
        peak=max(one.peak for one in runs),
        said=runs[-1].said,
    )


def _environment() -> dict[str, str]:
    # As users have it: their second start finds compiled modules.
    kept = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "OMP_NUM_THREADS")
    }
    return {**kept, "NO_COLOR": "1", "COLUMNS": "120"}

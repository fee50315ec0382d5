"""`python -m bench.governance [EVENTS]`: a diagnosis and a pack of the same rollout, each in a process of its own.

A made-up rollout of so many events (10 million unless another number is said) with an intervention in it is written into
`--folder`, or taken from there where it stands already. Prints seconds, seconds of the processor, and memory at most of
each, and ends with status 1 where the pack takes more than 30 seconds beyond the diagnosis, or more than 2 GB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EVENTS, SECONDS, GIGABYTES = 10_000_000, 30.0, 2.0
START = "from desirepath.cli.main import main; main()"


@dataclass(frozen=True, kw_only=True)
class Took:
    """One run: seconds on the clock, of the processor, and memory at most in gigabytes, children included."""

    seconds: float
    processor: float
    memory: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("events", nargs="?", type=int, default=EVENTS)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        rollout = folder / f"rollout-{asked.events}"
        if not (rollout / "rollout.yaml").is_file():
            drawn = ["--seed", "23", "--events", str(asked.events), "--fix", "right", "--held-out", "30"]
            run("simulate", *drawn, "--out", str(rollout))
        file = str(rollout / "rollout.yaml")
        diagnosis = run("diagnose", file, "--json", str(folder / "diagnosis.json"))
        pack = run("report", "governance", file, "--out", str(folder / "pack"))
    for name, took in (("diagnosis", diagnosis), ("pack", pack)):
        print(f"| {name} | {took.seconds:.1f} | {took.processor:.1f} | {took.memory:.2f} |")
    beyond = pack.seconds - diagnosis.seconds
    print(f"beyond the diagnosis: {beyond:.1f} s, {pack.processor - diagnosis.processor:.1f} s of the processor")
    return 0 if beyond <= SECONDS and pack.memory <= GIGABYTES else 1


def run(*command: str) -> Took:
    """Run the program to its end, measured by the system."""
    began = time.monotonic()
    started = subprocess.Popen([sys.executable, "-c", START, "--quiet", *command])
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0, command
    return Took(
        seconds=time.monotonic() - began, processor=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / 1024 / 1024
    )


if __name__ == "__main__":
    sys.exit(main())

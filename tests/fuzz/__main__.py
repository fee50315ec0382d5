"""Fuzz the parsers, guided by coverage: `python -m tests.fuzz [--seconds 300] [--workers 2] [TARGET …]`.

Each target runs in a process of its own, with its own folder below `build/fuzz`. What went wrong is kept there as
`crash-…`; the inputs that reached most of the code are added to `tests/fuzz/corpus`, which the tests replay.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.corpus import KEPT_BYTES, keep
from tests.fuzz.seeds import seeds

FOLDER = Path("build/fuzz")


def main() -> int:
    """Fuzz the targets one after the other; 1 if one of them failed."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--seconds", type=int, default=300)
    given.add_argument("--workers", type=int, default=1)
    given.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given.add_argument("targets", nargs="*", metavar="TARGET", default=[])
    asked = given.parse_args()
    if asked.inside:
        _fuzz(asked.targets[0], asked.seconds)
        return 0
    names = list(asked.targets or seeds())
    with ThreadPoolExecutor(asked.workers) as workers:
        ended_badly = workers.map(lambda name: _in_a_child(name, asked.seconds), names)
        failed = [name for name, badly in zip(names, ended_badly, strict=True) if badly]
    _say("failed: " + ", ".join(failed) if failed else "nothing but BadInput came out")
    return 1 if failed else 0


def _in_a_child(name: str, seconds: int) -> bool:
    _say(f"fuzzing {name} for {seconds} s")
    command = [sys.executable, "-m", "tests.fuzz", "--inside", "--seconds", str(seconds), name]
    log = FOLDER / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        status = subprocess.run(command, check=False, stdout=output, stderr=subprocess.STDOUT).returncode
    keep(name, sorted((FOLDER / name).glob("*")), KEPT_BYTES)
    return status != 0


def _say(told: str) -> None:
    sys.stderr.write(f"{told}\n")


def _fuzz(name: str, seconds: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["desirepath"]):
        from tests.fuzz.targets import TARGETS
    found = FOLDER / name
    found.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()[name]):
        (found / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-max_len=8192", "-rss_limit_mb=1536", "-timeout=20"]
    atheris.Setup([sys.argv[0], str(found), f"-artifact_prefix={FOLDER}/crash-{name}-", *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench.importing`: reading one log in every format, ours beside its peers, put into the reference.

Every reader of a file takes its turn, three times over, so that a machine that grows slower does so for all; the
middle time counts. Ends with status 1 where a limit is broken.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.child import CommandFailed, Taken
from bench.import_files import write_files
from bench.limits import Limit
from bench.machine import machine
from bench.page import write_figures

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
MARKS = "<!-- importing: begin -->", "<!-- importing: end -->"
ROUNDS = 3
MOST_TIMES_THE_FASTEST = 2.0
EVENTS_A_SECOND = 150_000
_TABLES = ("ours", "pandas", "Polars", "DuckDB")
READERS = {
    "events.csv": _TABLES,
    "events.csv.gz": _TABLES,
    "events.jsonl": _TABLES,
    "events.parquet": _TABLES,
    "events.xlsx": ("ours", "pandas"),
    "events.xes.gz": ("ours", "gunzip", "expat"),
}
HELD_TO_THE_FASTEST = ("events.csv", "events.csv.gz", "events.jsonl")
_CORES = {"": "all", "1": "one"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file on so many cores (empty: all), and what each reader of it took."""

    file: Path
    cores: str
    taken: dict[str, Taken]

    @property
    def fastest_peer(self) -> float:
        """Wall-clock seconds of the fastest reader that is not ours."""
        return min(taken.wall for name, taken in self.taken.items() if name != "ours")


def main() -> int:
    """Run the whole bench."""
    folder = ROOT / "build" / "importing"
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder)
    measured = [_measured(folder / name, cores) for name in READERS for cores in _CORES]
    held = list(limits(measured))
    block = figures(measured, held)
    print(block)
    write_figures(PAGE, block, MARKS)
    shutil.rmtree(folder)
    return 0 if all(limit.holds for limit in held) else 1


def _measured(file: Path, cores: str) -> Import:
    names = READERS[file.name]
    runs: dict[str, list[Taken]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        for name in names:
            runs[name].append(_run(name, file, cores))
        print(
            f"{file.name}, cores: {_CORES[cores]}, round {len(runs[names[0]])} of {ROUNDS}", file=sys.stderr, flush=True
        )
    rows = {name: {taken.said for taken in several} for name, several in runs.items()}
    if len(set.union(*rows.values())) > 1:
        raise CommandFailed(f"{file.name} has another number of rows for each: {rows}")
    found = Import(file=file, cores=cores, taken={name: _middle(several) for name, several in runs.items()})
    print(*_rows(found), sep="\n", file=sys.stderr, flush=True)
    return found


def _run(name: str, file: Path, cores: str) -> Taken:
    command = [sys.executable, "-m", "bench.import_readers", name, str(file), *([cores] if cores else [])]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if ended.returncode:
        raise CommandFailed(f"{name} cannot read {file.name}:\n{ended.stderr[-1500:]}")
    return Taken(**json.loads(ended.stdout.splitlines()[-1]))


def _middle(runs: Sequence[Taken]) -> Taken:
    return Taken(
        wall=median(one.wall for one in runs),
        processor=median(one.processor for one in runs),
        peak=max(one.peak for one in runs),
        said=runs[-1].said,
    )


def limits(measured: Sequence[Import]) -> Iterator[Limit]:
    """Beside the fastest peer as each is by default; XES by itself, on one core."""
    for one in measured:
        if one.file.name in HELD_TO_THE_FASTEST and not one.cores:
            times = one.taken["ours"].wall / one.fastest_peer
            what = f"{one.file.name}, beside the fastest peer"
            yield Limit(what=what, measured=times, most=MOST_TIMES_THE_FASTEST, unit="times as long")
        if one.file.name == "events.xes.gz" and one.cores == "1":
            ours = one.taken["ours"]
            seconds = ours.processor / int(ours.said) * EVENTS_A_SECOND
            what = f"{one.file.name} on one core, {EVENTS_A_SECOND:,} events"
            yield Limit(what=what, measured=seconds, most=1.0, unit="s of processor time")


def figures(measured: Sequence[Import], held: Sequence[Limit]) -> str:
    """The figures in Markdown."""
    return "\n".join(
        (
            f"Measured on {datetime.now(UTC).date().isoformat()}: {machine()}",
            f"The middle of {ROUNDS} runs, taken in turns, and the highest peak.",
            "",
            "| file | MB | rows | cores | reader | wall s | CPU s | peak GB | ours takes |",
            "|---|---:|---:|---|---|---:|---:|---:|---:|",
            *(row for one in measured for row in _rows(one)),
            "",
            *(f"- {limit}" for limit in held),
        )
    )


def _rows(one: Import) -> Iterator[str]:
    ours = one.taken["ours"].wall
    for name, taken in one.taken.items():
        about = f"{one.file.name} | {one.file.stat().st_size / 1e6:.1f} | {int(taken.said):,} | {_CORES[one.cores]}"
        times = "" if name == "ours" else f"{ours / taken.wall:.1f} times as long"
        yield f"| {about} | {name} | {taken.wall:.2f} | {taken.processor:.2f} | {taken.peak:.2f} | {times} |"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)

"""A log made to be hard: every case goes its own way round a path of 40 steps.

`python -m bench.many_variants FOLDER [VARIANTS]` writes it. Each case is a random word of the path (every
fourth step is optional) with two to eight random changes: a step left out, a step of the path put in
anywhere, two neighbours swapped. Sequences that occurred before are drawn again.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

SEED = 20
STEPS = tuple(f"step{number:02d}" for number in range(1, 41))
OPTIONAL = frozenset(STEPS[3:39:4])
VARIANTS = 100_000
_BEGIN = 1_756_720_800_000_000
"""2025-09-01 10:00 UTC in microseconds since 1970."""
_MINUTE = 60_000_000
_ROLLOUT = """\
rollout: many-variants
title: Every case goes its own way
go_live: 2025-09-01
timezone: UTC
sources:
  - {{table: events, file: events.parquet}}
workflows:
  - workflow: odd
    case_ends_after: 7d
    path: {path}
"""


def write(folder: Path, variants: int = VARIANTS) -> Path:
    """Rollout file and log in the folder; gives the rollout file."""
    folder.mkdir(parents=True, exist_ok=True)
    traces = distinct_traces(variants)
    case = [number for number, trace in enumerate(traces) for _ in trace]
    log = pa.table(
        {
            "case_id": pa.array([f"P{number:07d}" for number in case]),
            "activity": pa.array([step for trace in traces for step in trace]).dictionary_encode(),
            "at": pa.array(
                [
                    _BEGIN + number * 1000 + place * _MINUTE
                    for number, trace in enumerate(traces)
                    for place in range(len(trace))
                ],
                pa.timestamp("us", "UTC"),
            ),
            "user_id": pa.array([f"u{number % 5000:05d}" for number in case]),
        }
    )
    pa.parquet.write_table(log.sort_by("at"), folder / "events.parquet", compression="zstd")
    rollout = folder / "rollout.yaml"
    path = " ".join(f"{step}?" if step in OPTIONAL else step for step in STEPS)
    rollout.write_text(_ROLLOUT.format(path=path), encoding="utf-8")
    return rollout


def distinct_traces(variants: int) -> list[tuple[str, ...]]:
    """So many sequences, no two alike."""
    dice = random.Random(SEED)
    traces: dict[tuple[str, ...], None] = {}
    while len(traces) < variants:
        traces[_trace(dice)] = None
    return list(traces)


def _trace(dice: random.Random) -> tuple[str, ...]:
    steps = [step for step in STEPS if step not in OPTIONAL or dice.random() < 0.5]
    for _ in range(dice.randint(2, 8)):
        place = dice.randrange(len(steps) - 1)
        match dice.randrange(3):
            case 0:
                del steps[place]
            case 1:
                steps.insert(place, dice.choice(STEPS))
            case _:
                steps[place], steps[place + 1] = steps[place + 1], steps[place]
    return tuple(steps)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else VARIANTS))

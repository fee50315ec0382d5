"""`python -m bench.truth.marks FILE`: what the evidence marks at planted frictions, for weights to be fitted to.

Reads rollouts whose seeds the benchmark never publishes, and writes a line for each: the planted frictions, and the
troubles found with the marks of every source. Goes on where it was stopped. `bench.truth.weights` fits.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.truth.points import jaccard, members
from bench.truth.reading import silent
from bench.truth.rounds import Round, rounds
from desirepath.diagnose.gather import gather
from desirepath.friction import workflows_read
from desirepath.observe.case_base import read_case_base
from desirepath.observe.frame import frame_of
from desirepath.ports import Means
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.runs.simulate import simulate_in_memory, write_drawn

FIRST_SEED, OF_EACH = 1_000, 3


def main() -> int:
    """Read what is missing in the file."""
    parser = argparse.ArgumentParser(prog="python -m bench.truth.marks", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seeds", default=f"{FIRST_SEED}:{OF_EACH}")
    parser.add_argument("--kinds", nargs="*", default=["strength", "two"])
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    first, _, most = asked.seeds.partition(":")
    done = {json.loads(line)["key"] for line in asked.file.read_text().splitlines()} if asked.file.exists() else set()
    wanted = [one for one in rounds(int(first), int(most)) if one.kind in asked.kinds and one.key not in done]
    wanted.sort(key=lambda one: (one.seed % 10, zlib.crc32(one.key.encode())))  # families mixed, so that a part is fair
    with ProcessPoolExecutor(asked.workers, mp_context=get_context("spawn")) as pool, asked.file.open("a") as out:
        for number, task in enumerate(as_completed([pool.submit(marks_of, one) for one in wanted]), 1):
            out.write(json.dumps(task.result()) + "\n")
            out.flush()
            if number % 25 == 0:
                print(f"{number} of {len(wanted)}", file=sys.stderr, flush=True)
    return 0


def marks_of(one: Round) -> dict[str, Any]:
    """One rollout: what was planted, and the troubles found."""
    drawn = simulate_in_memory(one.plan)
    with tempfile.TemporaryDirectory(prefix="desirepath-marks-") as folder:
        file = write_drawn(drawn, Path(folder))
        with opened_rollout(file, as_of=None, engine="duckdb", warehouse=None, progress=silent) as opened:
            rollout, tables, _, engine = opened
            means = Means(engine, silent, time.monotonic)
            frame = frame_of(rollout, tables)
            known = tables.before(frame.as_of)
            base = read_case_base(known, frame, means)
            found = [trouble for one in workflows_read(base, known, means) for trouble in _troubles(one, drawn)]
    planted = [
        {"step": each.step, "symptom": each.symptom, "blocker": each.blocker, "cohort": str(each.cohort)}
        for each in drawn.stage.frictions
    ]
    return {"key": one.key, "family": one.family, "strength": one.strength, "planted": planted, "found": found}


def _troubles(read: Any, drawn: Any) -> Iterator[dict[str, Any]]:
    steps = [step.id for step in read.tallies.workflow.steps]
    for one in read.seeing().troubles:
        pieces = gather(one.trouble, read.tallies, read.heard)
        mine = members(drawn.stage.people, dict(one.trouble.cohort.pairs))
        yield {
            "step": steps[one.trouble.step],
            "symptom": one.trouble.symptom.value,
            "cohort": str(one.trouble.cohort),
            "overlaps": [jaccard(mine, each.member) for each in drawn.stage.frictions],
            "value": round(one.head.value, 4),
            "expected": round(one.head.expected, 4),
            "p": one.head.p_value,
            "against": one.head.outcome.reference,
            "excess": round(one.head.excess_cases, 1),
            "pieces": {piece.source.value: [piece.differs, dict(piece.marks), piece.says] for piece in pieces},
        }


if __name__ == "__main__":
    sys.exit(main())

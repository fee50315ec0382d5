"""`desirepath prove --plan`: a rollout file in, how long it would take to tell an effect out."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from desirepath.effect_plan import effect_plan
from desirepath.ports import Means, Progress
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.vocabulary.effect_plan import ProofPlan


def plan_proof(
    rollout_file: Path, *, effect: float, as_of: date | None = None, engine: str = "duckdb", progress: Progress
) -> ProofPlan:
    """Read a rollout's sources and say how long it would take to tell an effect of this size. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=as_of, engine=engine, warehouse=None, progress=progress) as opened:
        rollout, tables, _, running = opened
        return effect_plan(rollout, tables, Means(running, progress, time.monotonic), effect=effect)

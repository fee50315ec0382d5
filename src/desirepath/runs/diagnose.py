"""The main job: a rollout file in, a study out."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from desirepath.ports import Means, Progress
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.study import Studied, studied, study
from desirepath.vocabulary.study import Study


def diagnose(
    rollout_file: Path,
    *,
    as_of: date | None = None,
    engine: str = "duckdb",
    warehouse: Warehouse | None = None,
    progress: Progress,
) -> Study:
    """Read a rollout's sources and say what they show. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=as_of, engine=engine, warehouse=warehouse, progress=progress) as opened:
        rollout, tables, inputs, running = opened
        return study(rollout, tables, inputs, Means(running, progress, time.monotonic))


def diagnose_in_full(
    rollout_file: Path,
    *,
    as_of: date | None = None,
    engine: str = "duckdb",
    warehouse: Warehouse | None = None,
    progress: Progress,
) -> Studied:
    """The same with the maps of every cohort and the cuts crossed, which pages show and no report. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=as_of, engine=engine, warehouse=warehouse, progress=progress) as opened:
        rollout, tables, inputs, running = opened
        return studied(rollout, tables, inputs, Means(running, progress, time.monotonic))

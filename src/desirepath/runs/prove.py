"""`desirepath prove`: a rollout file in, the effect of every intervention out."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from desirepath.effects import effects
from desirepath.ports import Means, Progress
from desirepath.runs.collected_rows import Warehouse, versions_of
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.vocabulary.effect import Proofs


def prove(
    rollout_file: Path,
    *,
    as_of: date | None = None,
    engine: str = "duckdb",
    warehouse: Warehouse | None = None,
    progress: Progress,
) -> Proofs:
    """Read a rollout's sources and say what its interventions changed. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=as_of, engine=engine, warehouse=warehouse, progress=progress) as opened:
        rollout, tables, inputs, running = opened
        found = effects(rollout, tables, Means(running, progress, time.monotonic))
        return replace(found, table_versions=versions_of(inputs))

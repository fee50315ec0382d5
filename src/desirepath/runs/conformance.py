"""Every variant beside the approved path."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from desirepath.ports import Means, Progress
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.study import conformance as conformance_of_study
from desirepath.vocabulary.conformance import WorkflowConformance


def conformance(
    rollout_file: Path, *, as_of: date | None = None, engine: str = "duckdb", progress: Progress
) -> tuple[str, tuple[WorkflowConformance, ...]]:
    """The rollout's id and its workflows' variants. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=as_of, engine=engine, warehouse=None, progress=progress) as opened:
        rollout, tables, _, running = opened
        return rollout.id, conformance_of_study(rollout, tables, Means(running, progress, time.monotonic))

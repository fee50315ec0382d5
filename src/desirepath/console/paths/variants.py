"""The ways that cases took, kept with a diagnosis: those of enough cases, the others folded into their total."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from time import monotonic

from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.observe.frame import frame_of
from desirepath.observe.picture import conformance_of
from desirepath.ports import Means, Progress
from desirepath.runs.collected_rows import Warehouse
from desirepath.runs.kept_values import keep_value, kept_value
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.statistics.suppression import hidden_rows
from desirepath.study import read_cases
from desirepath.vocabulary.conformance import VariantConformance, WorkflowConformance
from desirepath.vocabulary.errors import BadInput

FEWEST_CASES = 10
"""A way of fewer cases is never shown by itself, whatever the rollout file says."""
MOST_KEPT = 400
_FILE = "variants.kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What ways are told of: cases as they were known until then, in these workflows; the others have no way."""

    until: datetime
    workflows: Container[str]


def keep_variants(
    rollout_file: Path, folder: Path, told: Told, *, warehouse: Warehouse | None, progress: Progress
) -> None:
    """Find the ways that cases took since go-live and keep those of enough cases in the folder. Raises BadInput."""
    with opened_rollout(rollout_file, as_of=None, engine="duckdb", warehouse=warehouse, progress=progress) as opened:
        rollout, tables, _, running = opened
        rollout = replace(rollout, as_of=told.until)
        frame = frame_of(rollout, tables)
        _, counts = read_cases(tables.before(frame.as_of), frame, Means(running, progress, monotonic))
        since = [count for count in counts if count.span == SINCE_GO_LIVE]
        found = [conformance_of(one, since if one.id in told.workflows else ()) for one in rollout.workflows]
    floor = max(FEWEST_CASES, rollout.smallest_group)
    keep_value(folder / _FILE, tuple(folded(one, floor) for one in found))


def folded(workflow: WorkflowConformance, floor: int) -> WorkflowConformance:
    """The workflow with the ways of at least `floor` cases, at most 400 of them; the rest follows from its total.

    Where the rest would be a group below the floor, the smallest way shown goes into it. Of a way's verdicts, those
    of fewer cases are left out by the same rule. A workflow of fewer cases than the floor is left with none.
    """
    if workflow.cases < floor:
        return WorkflowConformance(workflow=workflow.workflow, cases=0, variants=())
    sizes = [one.cases for one in workflow.variants]
    hidden = hidden_rows(sizes, floor, total=workflow.cases)
    shown = [one for place, one in enumerate(workflow.variants) if place not in hidden]
    return replace(workflow, variants=tuple(_with_floor(one, floor) for one in shown[:MOST_KEPT]))


def kept_variants(folder: Path) -> tuple[WorkflowConformance, ...] | None:
    """What was kept in the folder; None where the ways were not found yet, or can no longer be read."""
    try:
        return _kept(folder, (folder / _FILE).stat().st_mtime_ns)
    except (FileNotFoundError, BadInput):
        return None


def take_over_variants(earlier: Path, folder: Path) -> None:
    """Keep in the folder what was kept in an earlier one, where there is something."""
    found = kept_variants(earlier)
    if found is not None:
        keep_value(folder / _FILE, found)


@lru_cache(maxsize=12)
def _kept(folder: Path, changed: int) -> tuple[WorkflowConformance, ...]:  # noqa: ARG001 - a file kept anew is read anew
    found: tuple[WorkflowConformance, ...] = kept_value(folder / _FILE)
    return found


def _with_floor(variant: VariantConformance, floor: int) -> VariantConformance:
    named = list(variant.verdicts)
    hidden = hidden_rows([variant.verdicts[one] for one in named], floor, total=variant.cases)
    return replace(
        variant, verdicts={one: variant.verdicts[one] for place, one in enumerate(named) if place not in hidden}
    )

"""How long is long: for each step, the wait that nearly no case which went on had before go-live.

A step that is new is judged by the cases since: trouble that many have makes one more patient with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import ibis.expr.types as ir
import pyarrow as pa

from desirepath.observe.case_base import most_steps, step_numbers
from desirepath.observe.marks import is_marked
from desirepath.observe.waits import LEVELS, has_waited
from desirepath.vocabulary.rollout import Rollout, Workflow

RARELY, SELDOM = 0.02, 0.1
"""A wait is too long if at most the first share of those who passed the step waited so long; long, the second."""
FEWEST_PASSES = 100


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits at a step: which of `waits.LEVELS` is a long one, None where none is, and after which time a case is stuck."""

    level: int | None
    microseconds: int


def waits_by_step(judged: ir.Table, rollout: Rollout) -> ir.Table:
    """By `workflow` and `is_since`: for each step `passed_N`, and `waited_N_L` of them who waited at least level L."""
    steps = most_steps(rollout)
    counts: dict[str, ir.IntegerScalar] = {}
    for step in range(steps):
        passed = is_marked(judged, "passed", step)
        counts[f"passed_{step}"] = passed.cast("int64").sum().cast("int64")
        for level in range(len(LEVELS)):
            waited = passed & has_waited(judged, step, level)
            counts[f"waited_{step}_{level}"] = waited.cast("int64").sum().cast("int64")
    return judged.mutate(is_since=judged.week != 0).group_by("workflow", "is_since").agg(**counts)


def patience_of(rows: pa.Table, rollout: Rollout) -> Mapping[str, tuple[Patience, ...]]:
    """For each workflow, the patience with each step, in the order of their numbers."""
    by_span = {(row["workflow"], row["is_since"]): row for row in rows.to_pylist() if row["is_since"] is not None}
    return {
        workflow.id: tuple(
            _patience(
                workflow,
                number,
                [by_span[span] for span in ((workflow.id, False), (workflow.id, True)) if span in by_span],
            )
            for number in _numbers(workflow)
        )
        for workflow in rollout.workflows
    }


def _numbers(workflow: Workflow) -> range:
    return range(len(step_numbers(workflow)))


def _patience(workflow: Workflow, step: int, spans: Sequence[Mapping[str, int]]) -> Patience:
    """By the first span in which enough cases passed the step."""
    end = workflow.case_ends_after // timedelta(microseconds=1)
    counts = next((span for span in spans if span[f"passed_{step}"] >= FEWEST_PASSES), None)
    if counts is None:
        return Patience(None, end)
    shares = [counts[f"waited_{step}_{level}"] / counts[f"passed_{step}"] for level in range(len(LEVELS))]
    known = [(level, wait, share) for level, (wait, share) in enumerate(zip(LEVELS, shares, strict=True)) if wait < end]
    long = next((level for level, _, share in known if share <= SELDOM), None)
    too_long = next((wait for _, wait, share in known if share <= RARELY), end)
    return Patience(long, too_long)

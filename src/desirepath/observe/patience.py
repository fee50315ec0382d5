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

RARELY = 0.02
"""A wait is long if at most this share of those who passed the step waited so long."""
FEWEST_PASSES = 100


@dataclass(frozen=True, slots=True)
class Patience:
    """A step's long wait: which of `waits.LEVELS` it is, None for that after which the case counts as given up."""

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
    if counts is not None:
        for level, wait in enumerate(LEVELS):
            if wait < end and counts[f"waited_{step}_{level}"] <= RARELY * counts[f"passed_{step}"]:
                return Patience(level, wait)
    return Patience(None, end)

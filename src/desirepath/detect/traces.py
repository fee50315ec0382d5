"""Traces that are no signal of their own: answers, searches and signs, per case that comes to a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from desirepath.detect.outcome import Kind, Outcome, Rates, against_other_steps, told_at_step
from desirepath.observe.heard import Heard, HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.statistics.tallies import tally

LOUDNESS: Mapping[str, float] = {"answers": 0.25, "searches": 0.25, "signs": 0.5}
"""How many of the cases in trouble are thought to leave such a trace."""


def traces(tallies: StepTallies, heard: HeardByTable) -> Iterator[Outcome]:
    """One outcome for each of these tables and each step at which it has rows."""
    if not tallies.has_people:
        return
    for table, loudness in LOUDNESS.items():
        for step in range(len(tallies.workflow.steps)) if table in heard else ():
            told = heard[table]
            yield from Kind(loudness=loudness).at(
                step, _rates(tallies, told, step), [(table, told.at(step, since=True))]
            )


def _rates(tallies: StepTallies, told: Heard, step: int) -> Rates:
    since, before, reference = told_at_step(tallies, told, step)
    if before is None:
        elsewhere = (told.row >= 0) & told.is_since & (told.step != step) & (told.step >= 0)
        entered = tallies.since.of_steps["entered"].sum(axis=0) - tallies.since.of_steps["entered"][step]
        others = tally(np.where(entered > 0, told.by_row(elsewhere, len(entered)), 0.0), entered)
        before, reference = against_other_steps(others)
    return since, before, reference

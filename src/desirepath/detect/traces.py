"""Traces that are no signal of their own: answers, searches and signs, per case that comes to a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from desirepath.detect.outcome import Outcome, is_enough, told_at_step
from desirepath.observe.heard import HeardByTable
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
            since, before, reference = told_at_step(tallies, heard[table], step)
            if before is None:
                told = heard[table]
                elsewhere = (told.row >= 0) & told.is_since & (told.step != step) & (told.step >= 0)
                entered = tallies.since.of_steps["entered"].sum(axis=0) - tallies.since.of_steps["entered"][step]
                others = tally(np.where(entered > 0, told.by_row(elsewhere, len(entered)), 0.0), entered)
                before, reference = (others, "steps") if is_enough(others) else (None, "others")
            if since.numerator.any():
                yield Outcome(
                    signal="",
                    symptom=None,
                    step=step,
                    since=since,
                    before=before,
                    reference=reference,
                    material=0.0,
                    loudness=loudness,
                )

"""Work beside the system.

What it sees
    Ways beside the system that people told of (a tracker, a shared inbox, notes), and bulk copying and bulk export that
    the page saw, per case that comes to the step.

How it is told from noise
    Each person counts once, with what was told or seen per case. Neither exists before go-live: a step is held
    against the workflow's other steps in the same weeks, and cohorts against one another.

When it is silent
    Where the excess is less than two in a hundred cases. It has no symptom of its own: work finished outside is
    `bypass`; what is done beside the system is told as duplicate handoffs.

Source
    The forms of workarounds that leave such traces: Alter 2014; Outmazgin and Soffer 2016. The search for the
    cohort is that of `desirepath.statistics.cohort_search`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from desirepath.detect.outcome import Outcome, is_enough
from desirepath.observe.heard import Floats, HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.statistics.tallies import tally
from desirepath.vocabulary.signal import Signal, Symptom

SIGNAL = Signal(
    name="shadow_process",
    title="Work beside the system",
    question="At which step do people keep a tracker, an inbox or notes of their own?",
    unit="reports and bulk copies per case that reaches the step",
    needs=("events", "reports", "signs"),
    source="Alter 2014; Outmazgin and Soffer 2016",
)
MATERIAL, LOUDNESS = 0.02, 0.1
BULK = ("bulk_copy", "bulk_export")


def outcomes(tallies: StepTallies, heard: HeardByTable) -> Iterator[Outcome]:
    """One outcome for each step beside which something was told or seen."""
    if not tallies.has_people:
        return
    steps = range(len(tallies.workflow.steps))
    seen = np.stack([beside(heard, step, len(tallies.person)) for step in steps])
    entered = tallies.since.of_steps["entered"]
    seen = np.where(entered > 0, seen, 0.0)
    for step in steps:
        if seen[step].any():
            others = tally(seen.sum(axis=0) - seen[step], entered.sum(axis=0) - entered[step])
            yield Outcome(
                signal=SIGNAL.name,
                symptom=Symptom.DUPLICATE_HANDOFFS,
                step=step,
                since=tally(seen[step], entered[step]),
                before=others if is_enough(others) else None,
                reference="steps" if is_enough(others) else "others",
                material=MATERIAL,
                unit=SIGNAL.unit,
                loudness=LOUDNESS,
            )


def beside(heard: HeardByTable, step: int, rows: int) -> Floats:
    """How often each row of the tallies did a step beside the system, as was told and seen."""
    counted = np.zeros(rows)
    if "reports" in heard:
        counted += heard["reports"].by_row(heard["reports"].at(step, since=True), rows)
    if "signs" in heard:
        signs = heard["signs"]
        is_bulk = np.array([label in BULK for label in signs.labels], bool)
        counted += signs.by_row(signs.at(step, since=True) & is_bulk, rows)
    return counted

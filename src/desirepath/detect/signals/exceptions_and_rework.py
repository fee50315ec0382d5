"""Attempts that go wrong, and work that is done again.

What it sees
    Cases with a failed, returned or corrected attempt at a step; and cases in which a step was done once too often.

How it is told from noise
    As for `abandonment`, over the cases that come to the step. The two are told apart: a step done twice points to
    handing back and forth, a failed attempt to the rule or the field.

When it is silent
    Where the excess is less than four cases in a hundred. Denied attempts are no exceptions but a matter of access.

Source
    The search for the cohort is that of `desirepath.statistics.cohort_search`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.detect.outcome import Outcome, rate_at_step
from desirepath.observe.step_tallies import StepTallies
from desirepath.vocabulary.signal import Signal, Symptom

SIGNAL = Signal(
    name="exceptions_and_rework",
    title="Exceptions and rework",
    question="At which step do attempts go wrong, or is work done again?",
    unit="share of cases that reach the step",
    needs=("events",),
    source="",
)
MATERIAL = 0.04
_LOOKED_AT = (
    (Symptom.EXCEPTIONS_RISING, "failed"),
    (Symptom.DUPLICATE_HANDOFFS, "doubled"),
)


def outcomes(tallies: StepTallies) -> Iterator[Outcome]:
    """Two outcomes for each step: attempts that went wrong, and steps done once too often."""
    for step in range(len(tallies.workflow.steps)):
        for symptom, count in _LOOKED_AT:
            since, before, reference = rate_at_step(tallies, step, (count,), "entered")
            if since.numerator.any():
                yield Outcome(
                    signal=SIGNAL.name,
                    symptom=symptom,
                    step=step,
                    since=since,
                    before=before,
                    reference=reference,
                    material=MATERIAL,
                    unit=SIGNAL.unit,
                )

"""Attempts that go wrong, and work that is done again.

What it sees
    Cases with an attempt at a step that failed or was returned, corrected or denied, and that passed it all the same;
    and cases in which a step was done once too often. Attempts that end in abandonment are `abandonment`.

How it is told from noise
    As for `abandonment`, over the cases that come to the step. The two are told apart: a step done twice points to
    handing back and forth, a failed attempt to the rule or the field.

When it is silent
    Where the excess is less than four cases in a hundred.

Source
    The chance of the largest of many: Westfall and Young 1993. The search for the cohort is that of `desirepath.statistics.cohort_search`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.detect.outcome import Kind, Outcome, rate_at_step
from desirepath.observe.heard import HeardByTable
from desirepath.observe.shows_as import SHOWS_AS
from desirepath.observe.step_tallies import StepTallies
from desirepath.vocabulary.signal import Signal, Symptom

SIGNAL = Signal(
    name="exceptions_and_rework",
    title="Exceptions and rework",
    question="At which step do attempts go wrong, or is work done again?",
    unit="share of cases that reach the step",
    needs=("events",),
    source="Westfall and Young 1993",
)
KINDS = tuple(
    Kind(signal=SIGNAL.name, symptom=symptom, unit=SIGNAL.unit, material=0.04)
    for symptom in (Symptom.EXCEPTIONS_RISING, Symptom.DUPLICATE_HANDOFFS)
)


def outcomes(tallies: StepTallies, heard: HeardByTable) -> Iterator[Outcome]:  # noqa: ARG001 - one shape for all signals
    """Two outcomes for each step: attempts that went wrong, and steps done once too often."""
    for step in range(len(tallies.workflow.steps)):
        for kind in KINDS:
            if kind.symptom is not None:
                yield from kind.at(step, rate_at_step(tallies, step, *SHOWS_AS[kind.symptom]))

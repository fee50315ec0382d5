"""Work that is given up at one step.

What it sees
    Cases that come to a step and go no further: given up there, or standing still for longer than nearly everybody
    needs who goes on.

How it is told from noise
    Each person counts once, with the share of their cases that stop there. It is held against the same step before
    go-live, person by person; a step that is new against all steps of the old way together; without either against
    the other cohorts. The narrowest cohort that explains the excess is named, everything that was tried is counted.

When it is silent
    Where the excess is less than three cases in a hundred, or fewer people than the floor have come to the step.

Source
    Waiting and censored cases as in Kaplan and Meier 1958; the search for the cohort is that of
    `desirepath.statistics.cohort_search`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.detect.outcome import Kind, Outcome, rate_at_step
from desirepath.observe.heard import HeardByTable
from desirepath.observe.shows_as import SHOWS_AS
from desirepath.observe.step_tallies import StepTallies
from desirepath.vocabulary.signal import Signal, Symptom

SIGNAL = Signal(
    name="abandonment",
    title="Abandonment at a step",
    question="At which changed step is work given up?",
    unit="share of cases that reach the step",
    needs=("events",),
    source="Kaplan and Meier 1958",
)
KIND = Kind(signal=SIGNAL.name, symptom=Symptom.ABANDONMENT_AT_STEP, unit=SIGNAL.unit, material=0.03)


def outcomes(tallies: StepTallies, heard: HeardByTable) -> Iterator[Outcome]:  # noqa: ARG001 - one shape for all signals
    """One outcome for each step at which cases can stop."""
    for step in range(len(tallies.workflow.steps)):
        yield from KIND.at(step, rate_at_step(tallies, step, *SHOWS_AS[Symptom.ABANDONMENT_AT_STEP]))

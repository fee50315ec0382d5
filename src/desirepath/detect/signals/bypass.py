"""Work that leaves the approved path.

What it sees
    Cases that ended without a required step, did it out of order, or did it over another channel. Of steps left out
    one after the other only the first counts: there the case left the path.

How it is told from noise
    As for `abandonment`, over the cases that ended. Where no old path is told, against the other steps since.

When it is silent
    Where the excess is less than three cases in a hundred. Optional steps are never bypassed. A case begun before
    go-live is held against the old path, and one under way is not judged.

Source
    Alignments: Adriansyah 2014. The search for the cohort is that of `desirepath.statistics.cohort_search`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.detect.outcome import Kind, Outcome, bypass_at_step
from desirepath.observe.heard import HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.vocabulary.signal import Signal, Symptom

SIGNAL = Signal(
    name="bypass",
    title="Bypass of the approved path",
    question="Which required step is skipped, or done over another channel?",
    unit="share of cases that ended",
    needs=("events",),
    source="Adriansyah 2014",
)
KIND = Kind(signal=SIGNAL.name, symptom=Symptom.APPROVAL_PATH_BYPASSED, unit=SIGNAL.unit, material=0.03)


def outcomes(tallies: StepTallies, heard: HeardByTable) -> Iterator[Outcome]:  # noqa: ARG001 - one shape for all signals
    """One outcome for each step at which cases leave the path."""
    for step in range(len(tallies.workflow.steps)):
        yield from KIND.at(step, bypass_at_step(tallies, step))

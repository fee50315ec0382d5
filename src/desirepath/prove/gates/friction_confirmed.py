"""Whether the trouble is found, by two sources.

What it asks for
    One friction point that two independent sources of evidence confirm, by day 7.

How it is read
    From the friction points of the study. Where none is found although work can be judged in every workflow, the gate
    asks for nothing.

When it cannot be told
    While there is too little work to judge in some workflow.

Source
    The first phase of the plan; what confirms a friction point stands in `desirepath.diagnose.weigh_evidence`.
"""

from __future__ import annotations

from desirepath.prove.plan45.amounts import excess
from desirepath.prove.plan45.reading import GateReading, fails, holds, not_needed, too_little
from desirepath.prove.plan45.seen import Seen
from desirepath.vocabulary.plan45 import ProofGate

GATE = ProofGate(
    name="friction_confirmed",
    title="A friction point is confirmed",
    phase=1,
    day=7,
    question="Is the trouble found, by two sources?",
    needs=("events",),
    source="The first phase of the plan",
)


def read(seen: Seen) -> GateReading:
    """Holds with a confirmed friction point; asks for nothing where nothing was found in enough data."""
    if seen.confirmed:
        first = seen.confirmed[0]
        step = seen.step_title(first.workflow, first.step)
        message = "Confirmed: %(n)s; first: “%(step)s”, %(cohort)s."
        return holds(message, excess(seen, first), n=str(len(seen.confirmed)), step=step, cohort=str(first.cohort))
    if seen.points:
        first = seen.points[0]
        message = "Suspected: %(n)s, none confirmed yet; “%(step)s” needs a second source."
        return fails(message, n=str(len(seen.points)), step=seen.step_title(first.workflow, first.step))
    if seen.has_enough:
        return not_needed("No friction was found, and there is enough data to say so.")
    return too_little("There is too little work since go-live to tell whether there is friction.")

"""Whether it is decided what becomes of each workflow.

What it asks for
    A decision for every workflow, by day 45: keep monitoring, redesign it, clarify the policy, or expand an intervention.

How it is read
    From the decisions in the register that were taken in the third phase or later; one taken before day 22 rests on too
    little and does not count.

When it cannot be told
    It always can.

Source
    The third phase of the plan.
"""

from __future__ import annotations

from desirepath.prove.plan45.reading import GateReading, fails, holds
from desirepath.prove.plan45.seen import Seen, day_of
from desirepath.vocabulary.plan45 import ProofGate

GATE = ProofGate(
    name="stabilisation_decided",
    title="Stabilisation is decided",
    phase=3,
    day=45,
    question="Is it decided what becomes of each workflow?",
    needs=("register.stabilised",),
    source="The third phase of the plan",
)
FIRST_DAY = 22


def read(seen: Seen) -> GateReading:
    """Holds where every workflow has a decision of the third phase or later."""
    decided = {one.workflow for one in seen.register.stabilised if day_of(seen.study, one.on) >= FIRST_DAY}
    open_still = [one for one in seen.workflows if one not in decided]
    if open_still:
        message = "Without a decision: %(n)s of %(all)s workflows; first: %(workflow)s."
        return fails(message, n=str(len(open_still)), all=str(len(seen.workflows)), workflow=seen.title(open_still[0]))
    return holds("Decided for every workflow.")

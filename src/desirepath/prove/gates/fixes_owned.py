"""Whether somebody owns each fix.

What it asks for
    An owner for every friction point, by day 21.

How it is read
    From the friction points and the fixes in the register: one for everyone at a step covers each cohort there. A friction
    point that was dismissed still needs an owner or a waiver. Where there is no friction, the gate asks for nothing.

When it cannot be told
    While there is too little work to judge in some workflow.

Source
    The second phase of the plan.
"""

from __future__ import annotations

from desirepath.prove.plan45.reading import GateReading, fails, holds, not_needed, too_little
from desirepath.prove.plan45.seen import Seen
from desirepath.vocabulary.plan45 import ProofGate

GATE = ProofGate(
    name="fixes_owned",
    title="Every fix has an owner",
    phase=2,
    day=21,
    question="Does somebody own each fix?",
    needs=("events", "register.fixes"),
    source="The second phase of the plan",
)


def read(seen: Seen) -> GateReading:
    """Holds where every friction point has an owner."""
    if not seen.points and seen.has_enough:
        return not_needed("No friction was found that somebody would have to own.")
    if not seen.points:
        return too_little("There is too little work since go-live to tell what has to be owned.")
    nobody = [one for one in seen.points if seen.fix_of(one) is None]
    if nobody:
        step = seen.step_title(nobody[0].workflow, nobody[0].step)
        message = "Without an owner: %(n)s of %(all)s; first: “%(step)s”."
        return fails(message, n=str(len(nobody)), all=str(len(seen.points)), step=step)
    return holds("With an owner: all %(n)s.", n=str(len(seen.points)))

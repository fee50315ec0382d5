"""Whether it is settled what is mended first.

What it asks for
    Every friction point has a priority and a first intervention, and either an owner who mends it or an intervention that
    is live at its step, by day 21.

How it is read
    From the friction points, the effects, and the fixes in the register. Where there is no friction, the gate asks for
    nothing.

When it cannot be told
    While there is too little work to judge in some workflow.

Source
    The second phase of the plan.
"""

from __future__ import annotations

from desirepath.prove.plan45.reading import GateReading, fails, holds, not_needed, too_little
from desirepath.prove.plan45.seen import Seen
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.plan45 import ProofGate

GATE = ProofGate(
    name="backlog_prioritised",
    title="The backlog is prioritised",
    phase=2,
    day=21,
    question="Is it settled what is mended first?",
    needs=("events", "interventions", "register.fixes"),
    source="The second phase of the plan",
)


def read(seen: Seen) -> GateReading:
    """Holds where nothing in the backlog lies about."""
    if not seen.points:
        return (
            not_needed("No friction was found, so there is no backlog.")
            if seen.has_enough
            else too_little("There is too little work since go-live to tell what belongs in a backlog.")
        )
    lying = [one for one in seen.points if not _is_settled(seen, one)]
    if lying:
        step = seen.step_title(lying[0].workflow, lying[0].step)
        message = "Taken up by nobody: %(n)s of %(all)s; first: “%(step)s”."
        return fails(message, n=str(len(lying)), all=str(len(seen.points)), step=step)
    return holds("Ranked and taken up: all %(n)s.", n=str(len(seen.points)))


def _is_settled(seen: Seen, point: FrictionPoint) -> bool:
    is_ranked = point.priority > 0 and bool(point.first_intervention)
    return is_ranked and (seen.fix_of(point) is not None or bool(seen.live(point)))

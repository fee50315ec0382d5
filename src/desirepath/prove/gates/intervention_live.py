"""Whether a fix is in use.

What it asks for
    One intervention that was shown to somebody, by day 7.

How it is read
    From the effects: an intervention counts once somebody was shown it. Where exposures are not known, or too few to be
    counted, its start stands for that. One at a friction point is told before others. Where there is no friction, the
    gate asks for nothing.

When it cannot be told
    While there is too little work to judge in some workflow and nothing is shown to anybody.

Source
    The first phase of the plan.
"""

from __future__ import annotations

from desirepath.prove.plan45.reading import GateReading, fails, holds, not_needed, too_little
from desirepath.prove.plan45.seen import Seen, day_of
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.plan45 import ProofGate

GATE = ProofGate(
    name="intervention_live",
    title="An intervention is live",
    phase=1,
    day=7,
    question="Is a fix in use?",
    needs=("interventions", "exposures"),
    source="The first phase of the plan",
)


def read(seen: Seen) -> GateReading:
    """Holds with an intervention that was shown; says by how many days it came late."""
    live = [one for point in seen.points for one in seen.live(point)] or seen.live()
    if live:
        return _since(seen, live[0])
    if seen.points:
        return fails("No intervention has been shown to anybody.")
    if seen.has_enough:
        return not_needed("No friction was found that would need one.")
    return too_little("There is too little work since go-live to tell whether one is needed.")


def _since(seen: Seen, proof: Proof) -> GateReading:
    day = day_of(seen.study, seen.began_on(proof))
    told = {"title": proof.title, "step": proof.step_title}
    if day < 1:
        return holds("%(title)s at “%(step)s”, since before go-live.", **told)
    if day <= GATE.day:
        return holds("%(title)s at “%(step)s”, since day %(n)s.", **told, n=str(day))
    late = str(day - GATE.day)
    return holds("%(title)s at “%(step)s”, since day %(n)s: %(late)s days late.", **told, n=str(day), late=late)

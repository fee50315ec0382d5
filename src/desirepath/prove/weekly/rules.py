"""What the weekly review proposes, by rule: from what is live at a step, what it changed, and who decides what comes next.

The rule, in this order: what is live there for these people decides by its effect, and goes on while that cannot be told;
what helped others at the same step is expanded to them; a trouble that only one source tells of waits for a second; else
what comes first is shipped, or goes to the owner whose it is to decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desirepath.vocabulary.effect import Decided, Proof
from desirepath.vocabulary.friction import BlockerKind, FrictionPoint, Standing
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.review import Ground, Proposed

OWNERS_TO_ESCALATE_TO = ("application", "process")
FIRST_ANSWER_TO_TICKETS = "self_help"
TIME_TO_FALL = timedelta(days=14)


def proposed_for_point(
    point: FrictionPoint, live: Sequence[Proof], interventions: Mapping[str, Intervention]
) -> Proposed:
    """What follows for a friction point, with what is live in the rollout."""
    here = live_for(point, live)
    if here is not None:
        return proposed_by_effect(here)
    if _helped_others(point, live) is not None:
        return Proposed(decided=Decided.EXPAND, ground=Ground.HELPED_OTHERS, cohort=point.cohort)
    if point.standing is Standing.SUSPECTED:
        return Proposed(decided=Decided.CONTINUE, ground=Ground.ONE_SOURCE)
    first = interventions.get(point.first_intervention)
    if first is not None and first.owner in OWNERS_TO_ESCALATE_TO:
        return Proposed(decided=Decided.ESCALATE, ground=Ground.OWNER_DECIDES, to=first.owner)
    return Proposed(decided=Decided.CONTINUE, ground=Ground.SHIP_FIRST, to=point.first_intervention)


def proposed_by_effect(proof: Proof) -> Proposed:
    """What follows from the effect of an intervention; it goes on while nothing does."""
    decision = proof.decision
    if decision.decided is Decided.UNDECIDED:
        return Proposed(decided=Decided.CONTINUE, ground=Ground.TOO_EARLY, more_days=decision.more_days)
    return Proposed(decided=decision.decided, ground=Ground.EFFECT, to=decision.to or "")


def proposed_for_tickets(
    point: FrictionPoint | None, live: Sequence[Proof], week: tuple[datetime, Mapping[str, Intervention]]
) -> Proposed:
    """What follows for a ticket category that stands out. `point` is where tickets cluster, None where at no one step.

    `week` is the as-of time and the catalogue. What has been live for two weeks and more without anything that follows
    from its effect, while the category still stands out, is escalated.
    """
    as_of, interventions = week
    here = answering(point, live, interventions)
    if here is not None:
        found = proposed_by_effect(here)
        waits = found.ground is Ground.TOO_EARLY and as_of - here.shipped.starts_at >= TIME_TO_FALL
        return Proposed(decided=Decided.ESCALATE, ground=Ground.PERSISTS, to="process") if waits else found
    if point is not None:
        return proposed_for_point(point, live, interventions)
    return Proposed(decided=Decided.CONTINUE, ground=Ground.SHIP_FIRST, to=FIRST_ANSWER_TO_TICKETS)


def answering(
    point: FrictionPoint | None, live: Sequence[Proof], interventions: Mapping[str, Intervention]
) -> Proof | None:
    """What is live where tickets cluster; where they cluster nowhere, what is made against dependence on support."""
    here = None if point is None else live_for(point, live)
    if here is not None:
        return here
    kinds = {name for name, one in interventions.items() if one.addresses is BlockerKind.SUPPORT_DEPENDENCY}
    return None if point is not None else _newest([one for one in live if one.shipped.kind in kinds])


def is_live(proof: Proof, as_of: datetime) -> bool:
    """Whether people can still meet it."""
    return proof.shipped.ends_at is None or proof.shipped.ends_at > as_of


def live_for(point: FrictionPoint, live: Sequence[Proof]) -> Proof | None:
    """The newest intervention at the step that is for all the people of the friction point; None where there is none."""
    mine = set(point.cohort.pairs)
    return _newest([one for one in _at_the_step(point, live) if set(one.shipped.cohort.pairs) <= mine])


def _helped_others(point: FrictionPoint, live: Sequence[Proof]) -> Proof | None:
    helped = [one for one in _at_the_step(point, live) if one.deciding is not None and one.deciding.helps]
    return _newest([one for one in helped if not any(other.harms for other in one.effects)])


def _at_the_step(point: FrictionPoint, live: Sequence[Proof]) -> list[Proof]:
    place = (point.workflow, point.step)
    return [one for one in live if (one.shipped.workflow, one.shipped.step) == place]


def _newest(found: Sequence[Proof]) -> Proof | None:
    return max(found, key=lambda one: (one.shipped.starts_at, one.shipped.id), default=None)

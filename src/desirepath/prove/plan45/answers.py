"""The three questions of day 45, answered in sentences that claim no more than their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desirepath.prove.plan45.amounts import excess, measured, share
from desirepath.prove.plan45.proposals import ADHERENCE
from desirepath.prove.plan45.seen import Seen
from desirepath.prove.plan45.told_effect import effect_figure, effect_saying
from desirepath.prove.plan45.weeks import moved
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.friction import BlockerKind, FrictionPoint
from desirepath.vocabulary.plan45 import Answer, Phase, PhaseState, Proposal, Saying, Stabilisation

LIKELY: Mapping[BlockerKind, str] = {
    BlockerKind.WORKFLOW_FRICTION: "the workflow itself",
    BlockerKind.POLICY_AMBIGUITY: "an unclear policy",
    BlockerKind.ACCESS_GAP: "missing access",
    BlockerKind.CAPABILITY_GAP: "missing practice",
    BlockerKind.SUPPORT_DEPENDENCY: "dependency on support",
}
MOST = 5
"""So many friction points are named; how many more there are is said."""


def answers(seen: Seen, phases: Sequence[Phase], proposals: Sequence[Proposal]) -> tuple[Answer, ...]:
    """The three answers."""
    stable = tuple(_stable(seen, phases, proposals))
    adherence = tuple(measured(seen, ADHERENCE, one) for one in seen.workflows)
    return (
        _answer("Where is resistance still concentrated?", tuple(_where(seen)), tuple(_where_figures(seen))),
        _answer("Which interventions change behaviour?", tuple(_which(seen)), tuple(_which_figures(seen))),
        _answer("Is the workflow stable enough to govern at scale?", stable, adherence),
    )


def _answer(question: str, sayings: tuple[Saying, ...], figures: tuple[Figure, ...]) -> Answer:
    return Answer(question=question, sentences=tuple(map(str, sayings)), figures=figures, sayings=sayings)


def _where(seen: Seen) -> Iterator[Saying]:
    for point in seen.confirmed[:MOST]:
        yield _place(seen, point)
    more = len(seen.confirmed) - MOST
    if more > 0:
        yield Saying(message="And at %(n)s more.", values={"n": str(more)})
    suspected = len(seen.points) - len(seen.confirmed)
    if suspected:
        yield Saying(message="Suspected, not confirmed: %(n)s more.", values={"n": str(suspected)})
    if not seen.points and seen.has_enough:
        yield Saying(message="Nowhere that can be told: no friction was found, and there is enough data to say so.")
    elif not seen.points:
        yield Saying(message="It cannot be told yet: there is too little work since go-live.")


def _place(seen: Seen, point: FrictionPoint) -> Saying:
    cases = excess(seen, point).value
    told = {
        "step": seen.step_title(point.workflow, point.step),
        "cohort": str(point.cohort),
        "what": LIKELY[point.blocker],
    }
    if cases is None:
        return Saying(message="“%(step)s” for %(cohort)s: most likely %(what)s.", values=told)
    message = "“%(step)s” for %(cohort)s: %(n)s cases more than expected, most likely %(what)s."
    return Saying(message=message, values={**told, "n": f"{cases:,.0f}"})


def _where_figures(seen: Seen) -> Iterator[Figure]:
    return (excess(seen, one) for one in seen.confirmed[:MOST])


def _which(seen: Seen) -> Iterator[Saying]:
    for proof in seen.live():
        yield effect_saying(proof)
    if not seen.live():
        yield Saying(message="None was shown yet, so none can be said to change behaviour.")


def _which_figures(seen: Seen) -> Iterator[Figure]:
    return (found for one in seen.live() if (found := effect_figure(one)) is not None)


def _stable(seen: Seen, phases: Sequence[Phase], proposals: Sequence[Proposal]) -> Iterator[Saying]:
    for one in proposals:
        yield _verdict(seen, one)
    every = [gate for phase in phases for gate in phase.gates]
    lacking = sum(phase.state is not PhaseState.PROVED for phase in phases)
    waived = sum(gate.state == "waived" for gate in every)
    if lacking:
        yield Saying(message="Not proved: %(n)s of the three phases.", values={"n": str(lacking)})
    if waived:
        yield Saying(message="Gates passed without proof: %(n)s.", values={"n": str(waived)})


def _verdict(seen: Seen, one: Proposal) -> Saying:
    adherence = seen.estimate(ADHERENCE, one.workflow)
    told = {"workflow": seen.title(one.workflow)}
    if adherence is not None:
        told |= {"share": share(adherence.value), "low": share(adherence.low), "high": share(adherence.high)}
    if adherence is not None and one.proposed is Stabilisation.KEEP_MONITORING:
        return Saying(message=_YES, values=told)
    if adherence is not None and any(point.workflow == one.workflow for point in seen.confirmed):
        confirmed = sum(point.workflow == one.workflow for point in seen.confirmed)
        return Saying(message=_NO, values={**told, "n": str(confirmed)})
    if adherence is not None and moved(seen, ADHERENCE, one.workflow) is not None:
        return Saying(message=_FELL, values=told)
    return Saying(message="%(workflow)s: it cannot be told yet.", values={"workflow": told["workflow"]})


_YES = (
    "%(workflow)s: yes. No friction is confirmed, and %(share)s keep to the approved path (%(low)s to %(high)s), no fewer "
    "than in week 1."
)
_NO = "%(workflow)s: not yet. Friction points confirmed: %(n)s; %(share)s keep to the approved path (%(low)s to %(high)s)."
_FELL = "%(workflow)s: not yet. %(share)s keep to the approved path (%(low)s to %(high)s), fewer than in week 1."

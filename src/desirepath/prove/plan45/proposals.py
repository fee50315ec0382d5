"""What the rule proposes for a workflow at the end of the 45 days, and why.

The rule is fixed beforehand, its parts in this order. Expand an intervention where it helps one cohort while another has
friction at the same step, and does no harm. Clarify policy where the largest confirmed friction point is one of policy.
Redesign where a confirmed one is of the workflow itself, and many users fail there or the old way is faster. Keep
monitoring where no friction is confirmed and adherence is no worse than in week 1. Propose nothing where none of it holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from desirepath.prove.plan45.amounts import share
from desirepath.prove.plan45.seen import Seen
from desirepath.prove.plan45.weeks import moved
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.friction import BlockerKind, Check, FrictionPoint
from desirepath.vocabulary.plan45 import Proposal, Saying, Stabilisation

BAD_DESIGN = (Check.MANY_USERS_SAME_STEP, Check.OLD_WAY_IS_FASTER)
ADHERENCE = "process_adherence_rate"


def proposals(seen: Seen) -> tuple[Proposal, ...]:
    """One for each workflow."""
    return tuple(propose(seen, one) for one in seen.workflows)


def propose(seen: Seen, workflow: str) -> Proposal:
    """The proposal by the rule above."""
    standing = [one for one in seen.confirmed if one.workflow == workflow]
    for rule in (_expand, _clarify, _redesign, _keep):
        found = rule(seen, workflow, standing)
        if found is not None:
            return found
    return _none(seen, workflow, standing)


def _made(workflow: str, proposed: Stabilisation | None, message: str, **values: str) -> Proposal:
    saying = Saying(message=message, values=values)
    return Proposal(workflow=workflow, proposed=proposed, because=str(saying), saying=saying)


def _expand(seen: Seen, workflow: str, standing: Sequence[FrictionPoint]) -> Proposal | None:
    for proof in seen.proofs:
        for point in standing:
            if _helps(proof) and _is_for_others(proof, point):
                return _made(
                    workflow,
                    Stabilisation.EXPAND_INTERVENTION,
                    "%(title)s helps %(cohort)s at “%(step)s”, and %(others)s have friction there.",
                    title=proof.title,
                    cohort=str(proof.shipped.cohort),
                    step=seen.step_title(workflow, point.step),
                    others=str(point.cohort),
                )
    return None


def _helps(proof: Proof) -> bool:
    is_told = proof.refused is None and proof.deciding is not None and proof.deciding.helps
    return is_told and not any(one.harms for one in proof.effects)


def _is_for_others(proof: Proof, point: FrictionPoint) -> bool:
    """Whether a friction point at the intervention's step is of people whom it is not for."""
    shipped = proof.shipped
    is_here = (shipped.workflow, shipped.step) == (point.workflow, point.step)
    return is_here and not set(shipped.cohort.pairs) <= set(point.cohort.pairs)


def _clarify(seen: Seen, workflow: str, standing: Sequence[FrictionPoint]) -> Proposal | None:
    largest = max(standing, key=lambda one: (one.impact.cases, -one.rank), default=None)
    if largest is None or largest.blocker is not BlockerKind.POLICY_AMBIGUITY:
        return None
    step = seen.step_title(workflow, largest.step)
    message = "The largest friction point, “%(step)s”, is one of policy."
    return _made(workflow, Stabilisation.CLARIFY_POLICY, message, step=step)


def _redesign(seen: Seen, workflow: str, standing: Sequence[FrictionPoint]) -> Proposal | None:
    for point in standing:
        holding = [one for one in BAD_DESIGN if one in point.not_a_user_problem]
        if point.blocker is BlockerKind.WORKFLOW_FRICTION and holding:
            message = (
                "Many users fail at “%(step)s”, most likely because of the workflow itself."
                if holding[0] is Check.MANY_USERS_SAME_STEP
                else "The old way is faster than “%(step)s”, and the reason is most likely the workflow itself."
            )
            step = seen.step_title(workflow, point.step)
            return _made(workflow, Stabilisation.REDESIGN_WORKFLOW, message, step=step)
    return None


def _keep(seen: Seen, workflow: str, standing: Sequence[FrictionPoint]) -> Proposal | None:
    found = moved(seen, ADHERENCE, workflow)
    if standing or found is None or found.by.high < 0:
        return None
    return _made(
        workflow,
        Stabilisation.KEEP_MONITORING,
        "No friction is confirmed, and adherence is no worse: %(share)s in week %(n)s, %(before)s in week 1.",
        share=share(found.newest.value),
        before=share(found.first.value),
        n=found.week,
    )


def _none(seen: Seen, workflow: str, standing: Sequence[FrictionPoint]) -> Proposal:
    if standing:
        step = seen.step_title(workflow, standing[0].step)
        message = "Friction stands at “%(step)s”, and no part of the rule says what to do with the workflow as a whole."
        return _made(workflow, None, message, step=step)
    found = moved(seen, ADHERENCE, workflow)
    if found is None:
        return _made(workflow, None, "Adherence cannot be held against week 1 yet.")
    return _made(
        workflow,
        None,
        "No friction is confirmed, but adherence fell: %(share)s in week %(n)s, %(before)s in week 1.",
        share=share(found.newest.value),
        before=share(found.first.value),
        n=found.week,
    )

"""Interventions of which it is known what became of them."""

from __future__ import annotations

from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.friction import BlockerKind
from desirepath.vocabulary.tried import Tried, Turned


def trial(
    blocker: BlockerKind = BlockerKind.ACCESS_GAP,
    turned: str = "did_nothing",
    *,
    step: str = "quote",
    cohort: Cohort = EVERYONE,
    kind: str = "escalation_path",
) -> Tried:
    return Tried(
        workflow="request",
        step=step,
        cohort=cohort,
        kind=kind,
        title=kind.replace("_", " ").capitalize(),
        addressed=blocker,
        turned=Turned(turned),
        says=f"{kind} was tried",
    )

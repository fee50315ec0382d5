"""Which frictions can be planted: symptoms, blockers, and the pairs of them that do not occur in life."""

from __future__ import annotations

from typing import Literal, TypeAlias

from desirepath.simulate.blueprint import Blueprint, Part, WorkStep
from desirepath.vocabulary.case import StepKind

Symptom: TypeAlias = Literal[
    "abandonment_at_step",
    "approval_path_bypassed",
    "ticket_spike",
    "exceptions_rising",
    "cohort_gap",
    "duplicate_handoffs",
]
Blocker: TypeAlias = Literal[
    "workflow_friction", "policy_ambiguity", "access_gap", "capability_gap", "support_dependency"
]
SYMPTOMS: tuple[Symptom, ...] = (
    "abandonment_at_step",
    "approval_path_bypassed",
    "ticket_spike",
    "exceptions_rising",
    "cohort_gap",
    "duplicate_handoffs",
)
BLOCKERS: tuple[Blocker, ...] = (
    "workflow_friction",
    "policy_ambiguity",
    "access_gap",
    "capability_gap",
    "support_dependency",
)
USUAL_BLOCKER: dict[Symptom, Blocker] = {
    "abandonment_at_step": "workflow_friction",
    "approval_path_bypassed": "policy_ambiguity",
    "ticket_spike": "support_dependency",
    "exceptions_rising": "policy_ambiguity",
    "cohort_gap": "access_gap",
    "duplicate_handoffs": "workflow_friction",
}
"""The blocker of a symptom where none is named."""
_NO_SENSE = {
    ("approval_path_bypassed", "support_dependency"): (
        "who goes round a step does not wait for help, and who is helped does it"
    ),
    ("duplicate_handoffs", "support_dependency"): (
        "support walks people through one system; what is entered twice is entered without asking"
    ),
}
_NO_GAP = "a gap lies between cohorts, and everyone is none"
_KINDS: dict[Symptom, frozenset[StepKind]] = {
    "approval_path_bypassed": frozenset({StepKind.APPROVAL, StepKind.VALIDATION}),
    "duplicate_handoffs": frozenset({StepKind.HANDOFF}),
}


def makes_sense(symptom: Symptom, blocker: Blocker, who: str) -> bool:
    """Whether this symptom of this blocker occurs in life for everyone, or for a cohort."""
    return not no_sense_because(symptom, blocker, who)


def no_sense_because(symptom: Symptom, blocker: Blocker, who: str) -> str:
    """Why not; empty where it does."""
    if symptom == "cohort_gap" and who == "everyone":
        return _NO_GAP
    return _NO_SENSE.get((symptom, blocker), "")


def spots_for(world: Blueprint, symptom: Symptom, who: str) -> tuple[str, ...]:
    """The changed steps of the path at which this symptom can be planted so that it can be seen.

    What everyone feels is seen against how it was before: the step must have been there. A step that is gone
    round is seen against the other steps too.
    """
    before = {step for part in world.before for step in part.steps}
    needs_before = who == "everyone" and symptom != "approval_path_bypassed"
    return tuple(
        part.steps[0]
        for part in world.path[1:]
        if can_be_planted(part, world.step(part.steps[0]), symptom)
        and world.step(part.steps[0]).changed
        and (part.steps[0] in before or not needs_before)
    )


def can_be_planted(part: Part, step: WorkStep, symptom: Symptom) -> bool:
    """Whether the symptom can be planted at this part of a path at all."""
    if not part.is_required or (part.form == "both" and symptom not in {"abandonment_at_step", "exceptions_rising"}):
        return False
    return step.kind in _KINDS.get(symptom, frozenset(StepKind))


def every_spot(world: Blueprint, symptom: Symptom) -> tuple[str, ...]:
    """All steps of the path at which the symptom can be planted, changed or not."""
    parts = world.path[1:]
    return tuple(part.steps[0] for part in parts if can_be_planted(part, world.step(part.steps[0]), symptom))

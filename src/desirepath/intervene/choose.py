"""Which intervention first: the blocker decides, the symptom breaks ties.

Only interventions that address the blocker come into question. Among them the one that fits the symptom best is
first; one that is made for another kind of step comes last, and one that is made for a cohort counts half where the
trouble is everyone's, as the other way round. What the five checks find never goes unsaid: where many fail at the
same step, or the old way is faster, the request to simplify is second. What was tried there in vain comes last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from desirepath.catalogue import entries
from desirepath.intervene import interventions
from desirepath.vocabulary.case import StepKind
from desirepath.vocabulary.friction import BlockerKind, Check
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom
from desirepath.vocabulary.tried import Tried

LAST_RESORT = "simplification_request"
"""Where all that addresses the blocker was tried in vain, what is left is to change the work itself."""
_SECOND: Mapping[BlockerKind, tuple[str, tuple[tuple[Check, str], ...]]] = {
    BlockerKind.WORKFLOW_FRICTION: (
        "simplification_request",
        (
            (Check.OLD_WAY_IS_FASTER, "the old way is faster"),
            (Check.MANY_USERS_SAME_STEP, "many people fail at the same step"),
        ),
    ),
    BlockerKind.POLICY_AMBIGUITY: (
        "approved_wording",
        ((Check.TICKETS_AROUND_ONE_RULE, "tickets gather round one rule"),),
    ),
}
"""What a check that holds moves to the second place, and how the check reads."""

_AGAINST: Mapping[BlockerKind, str] = {
    BlockerKind.WORKFLOW_FRICTION: "friction in the workflow",
    BlockerKind.POLICY_AMBIGUITY: "an unclear policy",
    BlockerKind.ACCESS_GAP: "a gap in access",
    BlockerKind.CAPABILITY_GAP: "a gap in capability",
    BlockerKind.SUPPORT_DEPENDENCY: "dependency on support",
}
_FITS: Mapping[Symptom, str] = {
    Symptom.ABANDONMENT_AT_STEP: "abandonment at a step",
    Symptom.APPROVAL_PATH_BYPASSED: "a bypassed approval path",
    Symptom.TICKET_SPIKE: "a spike of tickets",
    Symptom.EXCEPTIONS_RISING: "rising exceptions",
    Symptom.COHORT_GAP: "a gap between cohorts",
    Symptom.DUPLICATE_HANDOFFS: "doubled entries and handoffs",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The name of the intervention to begin with, why, and the names of those to try then, in this order."""

    first: str
    because: str
    then: tuple[str, ...]


@cache
def intervention_catalogue() -> Mapping[str, Intervention]:
    """The interventions by name."""
    found = entries(interventions, "INTERVENTION")
    return MappingProxyType({name: entry.constant for name, entry in found.items()})


def choose(
    blocker: BlockerKind,
    symptom: Symptom,
    *,
    step_kind: StepKind,
    cohort_is_everyone: bool,
    checks: Collection[Check],
) -> Choice:
    """What to do about a friction point first, and then. `checks` are those of the five that hold."""
    suited = [one for one in intervention_catalogue().values() if one.addresses is blocker]
    ranked = sorted(suited, key=lambda one: (-_fit(one, symptom, step_kind, cohort_is_everyone), one.name))
    first, *rest = (one.name for one in ranked)
    second, reasons = _second(blocker, first, checks)
    return Choice(
        first=first,
        because=_because(ranked[0], blocker, symptom, cohort_is_everyone) + reasons,
        then=tuple(sorted(rest, key=lambda name: name != second)),
    )


def passing_over(choice: Choice, tried: Collection[Tried]) -> Choice:
    """The same choice after what was tried on these people at the step: what did nothing, or harm, comes last."""
    in_vain = {one.kind for one in tried if one.was_in_vain}
    order = (choice.first, *choice.then)
    left = [name for name in order if name not in in_vain] or [LAST_RESORT]
    done = [name for name in order if name in in_vain and name != left[0]]
    if left[0] == choice.first:
        return replace(choice, then=(*left[1:], *done))
    title = intervention_catalogue()[left[0]].title
    because = f"{choice.because} But it was tried here and did not help: “{title}” comes first."
    return Choice(first=left[0], because=because, then=(*left[1:], *done))


def _fit(one: Intervention, symptom: Symptom, step_kind: StepKind, cohort_is_everyone: bool) -> float:
    if one.step_kinds and step_kind not in one.step_kinds:
        return 0.0
    is_for_others = one.suits == ("cohort" if cohort_is_everyone else "everyone")
    return one.symptoms.get(symptom, 0.0) / (2 if is_for_others else 1)


def _second(blocker: BlockerKind, first: str, checks: Collection[Check]) -> tuple[str, str]:
    """What a check moves to the second place, and the sentence that says so; two empty texts where none does."""
    name, possible = _SECOND.get(blocker, ("", ()))
    reasons = [reads for check, reads in possible if check in checks]
    if not reasons or name == first:
        return "", ""
    title = intervention_catalogue()[name].title
    return name, f" {_opened(' and '.join(reasons))}: “{title}” comes second, at the latest."


def _because(first: Intervention, blocker: BlockerKind, symptom: Symptom, cohort_is_everyone: bool) -> str:
    is_meant = first.suits == ("everyone" if cohort_is_everyone else "cohort")
    whom = {"cohort": ", and it is made for one cohort", "everyone": ", and it is made for everyone"}
    return (
        f"Of what helps against {_AGAINST[blocker]}, “{first.title}” fits {_FITS[symptom]} best"
        f"{whom[first.suits] if is_meant and first.suits != 'anyone' else ''}."
    )


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

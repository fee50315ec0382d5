"""How symptoms, blockers, checks and sources read in the kit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.report.wording import words
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import BlockerKind, Check, EvidenceSource, Standing
from desirepath.vocabulary.intervention import Effort, Owner
from desirepath.vocabulary.signal import Symptom

SYMPTOMS: Mapping[Symptom, str] = {
    Symptom.ABANDONMENT_AT_STEP: "Abandonment at a step",
    Symptom.APPROVAL_PATH_BYPASSED: "Approval path bypassed",
    Symptom.TICKET_SPIKE: "Spike of tickets",
    Symptom.EXCEPTIONS_RISING: "Exceptions rising",
    Symptom.COHORT_GAP: "Gap between cohorts",
    Symptom.DUPLICATE_HANDOFFS: "Doubled entries and handoffs",
}
BLOCKERS: Mapping[BlockerKind, str] = {
    BlockerKind.WORKFLOW_FRICTION: "Workflow friction",
    BlockerKind.POLICY_AMBIGUITY: "Policy ambiguity",
    BlockerKind.ACCESS_GAP: "Access gap",
    BlockerKind.CAPABILITY_GAP: "Capability gap",
    BlockerKind.SUPPORT_DEPENDENCY: "Support dependency",
}
SOURCES: Mapping[EvidenceSource, str] = {
    EvidenceSource.BEHAVIOUR: "Behaviour",
    EvidenceSource.EXCEPTIONS: "Exceptions",
    EvidenceSource.ACCESS: "Access",
    EvidenceSource.TICKETS: "Tickets",
    EvidenceSource.ANSWERS: "Answers",
    EvidenceSource.SEARCHES: "Searches",
    EvidenceSource.REPORTS: "Reports",
}
STANDINGS: Mapping[Standing, str] = {Standing.CONFIRMED: "Confirmed", Standing.SUSPECTED: "Suspected"}
OWNERS: Mapping[Owner, str] = {
    "adoption": "Adoption owner",
    "application": "Application owner",
    "process": "Process owner",
}
EFFORTS: Mapping[Effort, str] = {"hours": "Hours", "days": "Days", "weeks": "Weeks"}
DECISIONS = ("continue", "expand", "replace", "escalate", "undecided")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckText:
    """One of the five checks: its title, what to ask in the room, and what follows where it holds."""

    title: str
    ask: str
    then: str


CHECKS: Mapping[Check, CheckText] = {
    Check.MANY_USERS_SAME_STEP: CheckText(
        title="Many people, same step",
        ask="Do most people fail at this step, in every role and region?",
        then="The step may be badly designed. Ask its owner for a simpler one before anybody is trained.",
    ),
    Check.ONE_COHORT_STRUGGLES: CheckText(
        title="One cohort struggles",
        ask="Is it one role, region or team, while the others pass?",
        then="Compare that group's rights, teaching and local habits with those of a group that passes.",
    ),
    Check.OLD_WAY_IS_FASTER: CheckText(
        title="The old way is faster",
        ask="How long does the step take now, and how long did it take before?",
        then="People choose what is quicker. Redesign the approved path, or say what the extra time is for.",
    ),
    Check.TICKETS_AROUND_ONE_RULE: CheckText(
        title="Tickets round one rule",
        ask="Do the tickets ask about one and the same rule?",
        then="The rule is unclear or told in several versions. Settle its wording with the process owner.",
    ),
    Check.REPEATED_HELP_SAME_TASK: CheckText(
        title="Repeated help, same task",
        ask="Do the same people ask for help with the same task again?",
        then="Help is missing where the work is done; willingness is not what is lacking.",
    ),
}


def measure_title(name: str) -> str:
    """A watch measure as it reads: `step_completion_rate` is `Step completion rate`."""
    return words(name).capitalize()


def whom(cohort: Cohort) -> str:
    """A cohort in words: `region EMEA and role buyer`, or `everyone`."""
    pairs = (f"{words(attribute)} {value}" for attribute, value in cohort.pairs)
    return " and ".join(pairs) or "everyone"

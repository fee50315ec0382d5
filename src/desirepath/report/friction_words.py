"""The words of a friction point: symptoms, blockers, sources, checks, measures, standings. One place for all outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desirepath.report.wording import words
from desirepath.vocabulary.friction import BlockerKind, Check, Evidence, EvidenceSource, Standing
from desirepath.vocabulary.signal import Symptom


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomWords:
    """`title` heads it; `do` is what people do at the step."""

    title: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """`asks` is the check as a question; `reading` what a yes points to, other than the people."""

    asks: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchWords:
    """A measure to watch: its title and which way it goes when the trouble wanes."""

    title: str
    better: Literal["up", "down"]


SYMPTOMS: Mapping[Symptom, SymptomWords] = {
    Symptom.ABANDONMENT_AT_STEP: SymptomWords(title="Abandonment at a step", do="give up at"),
    Symptom.APPROVAL_PATH_BYPASSED: SymptomWords(title="Approved path bypassed", do="go round"),
    Symptom.TICKET_SPIKE: SymptomWords(title="Tickets on one step", do="need support at"),
    Symptom.EXCEPTIONS_RISING: SymptomWords(title="Exceptions and rework rise", do="fail or are returned at"),
    Symptom.COHORT_GAP: SymptomWords(title="One cohort lags behind", do="lag behind at"),
    Symptom.DUPLICATE_HANDOFFS: SymptomWords(title="Duplicate handoffs", do="enter or hand over twice at"),
}

BLOCKERS: Mapping[BlockerKind, str] = {
    BlockerKind.WORKFLOW_FRICTION: "Workflow friction",
    BlockerKind.POLICY_AMBIGUITY: "Policy ambiguity",
    BlockerKind.ACCESS_GAP: "Access gap",
    BlockerKind.CAPABILITY_GAP: "Capability gap",
    BlockerKind.SUPPORT_DEPENDENCY: "Support dependency",
}

BLOCKER_MEANS: Mapping[BlockerKind, str] = {
    BlockerKind.WORKFLOW_FRICTION: "The step asks for more than it needs to, or asks unclearly.",
    BlockerKind.POLICY_AMBIGUITY: "The rule behind the step is not understood, or seems not to be one.",
    BlockerKind.ACCESS_GAP: "The system does not let them: a role, a permission, an account is missing.",
    BlockerKind.CAPABILITY_GAP: "How it is done has not been learnt yet.",
    BlockerKind.SUPPORT_DEPENDENCY: "It only gets done with somebody's help.",
}

SOURCES: Mapping[EvidenceSource, str] = {
    EvidenceSource.BEHAVIOUR: "Behaviour",
    EvidenceSource.EXCEPTIONS: "Exceptions",
    EvidenceSource.ACCESS: "Access records",
    EvidenceSource.TICKETS: "Tickets",
    EvidenceSource.ANSWERS: "Answers at the step",
    EvidenceSource.SEARCHES: "Self-help searches",
    EvidenceSource.REPORTS: "Shadow process reports",
}

CHECKS: Mapping[Check, CheckWords] = {
    Check.MANY_USERS_SAME_STEP: CheckWords(
        asks="Do many people struggle at this same step?", reading="then look at the design of the step"
    ),
    Check.ONE_COHORT_STRUGGLES: CheckWords(
        asks="Is it one cohort that struggles?", reading="then look at its training, permissions and local process"
    ),
    Check.OLD_WAY_IS_FASTER: CheckWords(
        asks="Is the old way faster?", reading="then the approved path may need a redesign"
    ),
    Check.TICKETS_AROUND_ONE_RULE: CheckWords(
        asks="Do tickets turn around one rule?", reading="then the rule may be unclear"
    ),
    Check.REPEATED_HELP_SAME_TASK: CheckWords(
        asks="Do people ask again for help with the same task?", reading="then help in the flow of work is missing"
    ),
}

WATCH: Mapping[str, WatchWords] = {
    "step_completion_rate": WatchWords(title="Step completion rate", better="up"),
    "abandonment_rate": WatchWords(title="Abandonment rate", better="down"),
    "approval_path_usage": WatchWords(title="Approval path usage", better="up"),
    "process_adherence_rate": WatchWords(title="Process adherence rate", better="up"),
    "repeat_ticket_volume": WatchWords(title="Repeat ticket volume", better="down"),
    "tickets_per_active_user": WatchWords(title="Tickets per active user", better="down"),
    "validation_failure_rate": WatchWords(title="Validation failure rate", better="down"),
    "exception_and_rework_rate": WatchWords(title="Exception and rework rate", better="down"),
    "cohort_completion_gap": WatchWords(title="Cohort completion gap", better="down"),
    "cohort_adherence_gap": WatchWords(title="Cohort adherence gap", better="down"),
    "duplicate_entry_reports": WatchWords(title="Duplicate entry reports", better="down"),
    "handoff_rate": WatchWords(title="Handoff rate", better="down"),
}

STANDINGS: Mapping[Standing, str] = {Standing.CONFIRMED: "Confirmed", Standing.SUSPECTED: "Suspected"}

OWNERS: Mapping[str, str] = {
    "adoption": "adoption program owner",
    "application": "application owner",
    "process": "process owner",
}

_LIKELY = ((0.9, "almost certain"), (0.75, "very likely"), (0.6, "likely"), (0.45, "perhaps"), (0.0, "only a guess"))
_STRENGTHS = ((1.5, "strongly"), (0.7, "clearly"), (0.15, "slightly"))


def likely(probability: float) -> str:
    """A probability as words and number: `very likely, 86%`."""
    word = next(word for bound, word in _LIKELY if probability >= bound)
    return f"{word}, {per_cent(probability)}"


def per_cent(probability: float) -> str:
    """A probability in whole per cent; never 0 or 100, since no evidence settles a reason for good."""
    whole = round(probability * 100)
    return "under 1%" if whole < 1 else "over 99%" if whole > 99 else f"{whole}%"


def strength(piece: Evidence) -> str:
    """What a piece of evidence does: `strongly for workflow friction`, `clearly against access gap`."""
    if piece.points_to is None:
        return "shows trouble, not why" if piece.differs else "shows no trouble"
    word = next((word for bound, word in _STRENGTHS if abs(piece.weight) >= bound), "hardly")
    return f"{word} {'against' if piece.weight < 0 else 'for'} {BLOCKERS[piece.points_to].lower()}"


def watched(measure: str) -> str:
    """The measure's title, else its name in words."""
    return WATCH[measure].title if measure in WATCH else words(measure).capitalize()


def week_said(period: str) -> str:
    """`week_1` of the watch list is `Week 1`."""
    return words(period).capitalize()

"""The words of a friction point: symptoms, blockers, sources, checks, measures, standings. One place for all outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desirepath.report.spoken import SpokenWords, first_up, inside, marked, said
from desirepath.report.wording import per_cent_said, period_title, words
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


SYMPTOMS: Mapping[Symptom, SymptomWords] = SpokenWords(
    {
        Symptom.ABANDONMENT_AT_STEP: SymptomWords(title=marked("Abandonment at a step"), do=marked("give up at")),
        Symptom.APPROVAL_PATH_BYPASSED: SymptomWords(title=marked("Approved path bypassed"), do=marked("go round")),
        Symptom.TICKET_SPIKE: SymptomWords(title=marked("Tickets on one step"), do=marked("need support at")),
        Symptom.EXCEPTIONS_RISING: SymptomWords(
            title=marked("Exceptions and rework rise"), do=marked("fail or are returned at")
        ),
        Symptom.COHORT_GAP: SymptomWords(title=marked("One cohort lags behind"), do=marked("lag behind at")),
        Symptom.DUPLICATE_HANDOFFS: SymptomWords(
            title=marked("Duplicate handoffs"), do=marked("enter or hand over twice at")
        ),
    },
    "title",
    "do",
)

BLOCKERS: Mapping[BlockerKind, str] = SpokenWords(
    {
        BlockerKind.WORKFLOW_FRICTION: marked("Workflow friction"),
        BlockerKind.POLICY_AMBIGUITY: marked("Policy ambiguity"),
        BlockerKind.ACCESS_GAP: marked("Access gap"),
        BlockerKind.CAPABILITY_GAP: marked("Capability gap"),
        BlockerKind.SUPPORT_DEPENDENCY: marked("Support dependency"),
    }
)

BLOCKER_MEANS: Mapping[BlockerKind, str] = SpokenWords(
    {
        BlockerKind.WORKFLOW_FRICTION: marked("The step asks for more than it needs to, or asks unclearly."),
        BlockerKind.POLICY_AMBIGUITY: marked("The rule behind the step is not understood, or seems not to be one."),
        BlockerKind.ACCESS_GAP: marked("The system does not let them: a role, a permission, an account is missing."),
        BlockerKind.CAPABILITY_GAP: marked("How it is done has not been learnt yet."),
        BlockerKind.SUPPORT_DEPENDENCY: marked("It only gets done with somebody's help."),
    }
)

SOURCES: Mapping[EvidenceSource, str] = SpokenWords(
    {
        EvidenceSource.BEHAVIOUR: marked("Behaviour"),
        EvidenceSource.EXCEPTIONS: marked("Exceptions"),
        EvidenceSource.ACCESS: marked("Access records"),
        EvidenceSource.TICKETS: marked("Tickets"),
        EvidenceSource.ANSWERS: marked("Answers at the step"),
        EvidenceSource.SEARCHES: marked("Self-help searches"),
        EvidenceSource.REPORTS: marked("Shadow process reports"),
    }
)

CHECKS: Mapping[Check, CheckWords] = SpokenWords(
    {
        Check.MANY_USERS_SAME_STEP: CheckWords(
            asks=marked("Do many people struggle at this same step?"),
            reading=marked("then look at the design of the step"),
        ),
        Check.ONE_COHORT_STRUGGLES: CheckWords(
            asks=marked("Is it one cohort that struggles?"),
            reading=marked("then look at its training, permissions and local process"),
        ),
        Check.OLD_WAY_IS_FASTER: CheckWords(
            asks=marked("Is the old way faster?"), reading=marked("then the approved path may need a redesign")
        ),
        Check.TICKETS_AROUND_ONE_RULE: CheckWords(
            asks=marked("Do tickets turn around one rule?"), reading=marked("then the rule may be unclear")
        ),
        Check.REPEATED_HELP_SAME_TASK: CheckWords(
            asks=marked("Do people ask again for help with the same task?"),
            reading=marked("then help in the flow of work is missing"),
        ),
    },
    "asks",
    "reading",
)

WATCH: Mapping[str, WatchWords] = SpokenWords(
    {
        "step_completion_rate": WatchWords(title=marked("Step completion rate"), better="up"),
        "abandonment_rate": WatchWords(title=marked("Abandonment rate"), better="down"),
        "approval_path_usage": WatchWords(title=marked("Approval path usage"), better="up"),
        "process_adherence_rate": WatchWords(title=marked("Process adherence rate"), better="up"),
        "repeat_ticket_volume": WatchWords(title=marked("Repeat ticket volume"), better="down"),
        "tickets_per_active_user": WatchWords(title=marked("Tickets per active user"), better="down"),
        "validation_failure_rate": WatchWords(title=marked("Validation failure rate"), better="down"),
        "exception_and_rework_rate": WatchWords(title=marked("Exception and rework rate"), better="down"),
        "cohort_completion_gap": WatchWords(title=marked("Cohort completion gap"), better="down"),
        "cohort_adherence_gap": WatchWords(title=marked("Cohort adherence gap"), better="down"),
        "duplicate_entry_reports": WatchWords(title=marked("Duplicate entry reports"), better="down"),
        "handoff_rate": WatchWords(title=marked("Handoff rate"), better="down"),
    },
    "title",
)

STANDINGS: Mapping[Standing, str] = SpokenWords(
    {Standing.CONFIRMED: marked("Confirmed"), Standing.SUSPECTED: marked("Suspected")}
)

OWNERS: Mapping[str, str] = SpokenWords(
    {
        "adoption": marked("adoption program owner"),
        "application": marked("application owner"),
        "process": marked("process owner"),
    }
)

_LIKELY = (
    (0.9, marked("almost certain")),
    (0.75, marked("very likely")),
    (0.6, marked("likely")),
    (0.45, marked("perhaps")),
    (0.0, marked("only a guess")),
)
_FOR = (
    (1.5, marked("strongly for %(blocker)s")),
    (0.7, marked("clearly for %(blocker)s")),
    (0.15, marked("slightly for %(blocker)s")),
    (0.0, marked("hardly for %(blocker)s")),
)
_AGAINST = (
    (1.5, marked("strongly against %(blocker)s")),
    (0.7, marked("clearly against %(blocker)s")),
    (0.15, marked("slightly against %(blocker)s")),
    (0.0, marked("hardly against %(blocker)s")),
)


def likely(probability: float) -> str:
    """A probability as words and number: `very likely, 86%`."""
    word = next(word for bound, word in _LIKELY if probability >= bound)
    return f"{said(word)}, {per_cent(probability)}"


def per_cent(probability: float) -> str:
    """A probability in whole per cent; never 0 or 100, since no evidence settles a reason for good."""
    whole = round(probability * 100)
    if whole < 1:
        return said("under %(share)s", share=per_cent_said("1"))
    return said("over %(share)s", share=per_cent_said("99")) if whole > 99 else per_cent_said(f"{whole}")


def strength(piece: Evidence) -> str:
    """What a piece of evidence does: `strongly for workflow friction`, `clearly against access gap`."""
    if piece.points_to is None:
        return said("shows trouble, not why") if piece.differs else said("shows no trouble")
    strengths = _AGAINST if piece.weight < 0 else _FOR
    message = next(message for bound, message in strengths if abs(piece.weight) >= bound)
    return said(message, blocker=inside(BLOCKERS[piece.points_to]))


def watched(measure: str) -> str:
    """The measure's title, else its name in words."""
    return WATCH[measure].title if measure in WATCH else first_up(words(measure))


def week_said(period: str) -> str:
    """`week_1` of the watch list is `Week 1`."""
    return period_title(period)

"""A friction point: where a rollout meets resistance, for whom, why, how sure that is, and what to do first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.signal import SignalFinding, Symptom


class BlockerKind(StrEnum):
    """The kind of reason that keeps people off the approved path."""

    WORKFLOW_FRICTION = "workflow_friction"
    POLICY_AMBIGUITY = "policy_ambiguity"
    ACCESS_GAP = "access_gap"
    CAPABILITY_GAP = "capability_gap"
    SUPPORT_DEPENDENCY = "support_dependency"


class EvidenceSource(StrEnum):
    """Where evidence comes from. Two of these are independent even where both stand in one table."""

    BEHAVIOUR = "behaviour"
    EXCEPTIONS = "exceptions"
    ACCESS = "access"
    TICKETS = "tickets"
    ANSWERS = "answers"
    SEARCHES = "searches"
    REPORTS = "reports"


class Standing(StrEnum):
    """Whether two independent sources point to the trouble, or only one."""

    CONFIRMED = "confirmed"
    SUSPECTED = "suspected"


class Check(StrEnum):
    """Why it may not be the users' problem: looked at before anything is put on them."""

    MANY_USERS_SAME_STEP = "many_users_same_step"
    ONE_COHORT_STRUGGLES = "one_cohort_struggles"
    OLD_WAY_IS_FASTER = "old_way_is_faster"
    TICKETS_AROUND_ONE_RULE = "tickets_around_one_rule"
    REPEATED_HELP_SAME_TASK = "repeated_help_same_task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one source says of a friction point, as a sentence that can be checked.

    `points_to` is the blocker that it speaks for most, None where it only shows that there is trouble; `weight` is
    what it adds to that blocker's log-odds. `differs` says whether it differs from its baseline or from the others,
    so that it can confirm the trouble.
    """

    source: EvidenceSource
    says: str
    points_to: BlockerKind | None
    weight: float
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What the trouble costs: people and cases touched beyond what was to be expected, hours, and money with a rate."""

    people: int
    cases: int
    hours: float
    cost: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """What one of the five checks found. `holds` says whether the pattern is there; `says` is the sentence either way."""

    check: Check
    holds: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRate:
    """What the symptom is measured by, for the cohort or all others, in one period, each person counting once.

    `period` is "baseline", "since_go_live" or "week_1" and so on. A side below the floor is left out.
    """

    side: Literal["cohort", "others"]
    period: str
    value: float
    low: float
    high: float
    people: int
    cases: int

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the interval {self.low} to {self.high} does not hold its value {self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrictionPoint:
    """One step and cohort where symptoms agree. `probability` is that of the blocker, given all the evidence.

    `probabilities` holds every blocker's; `would_change` says what evidence would put the runner-up first.
    `context` are sentences on background reasons that raise or lower a blocker, among them the change load.
    `watch` names a measure for week 1 and week 4. `findings` are the signals that agree on it, the first gives the
    symptom. `checks` holds all five checks, `not_a_user_problem` those that hold. `measure` says in words what
    `rates` are. `rivals` are cohorts that explain the same trouble as well. `priority` is what friction points are
    ranked by: business impact, user volume and process risk.
    """

    rank: int
    workflow: str
    step: str
    symptom: Symptom
    cohort: Cohort
    blocker: BlockerKind
    probability: float
    standing: Standing
    evidence: tuple[Evidence, ...]
    not_a_user_problem: tuple[Check, ...]
    missing_evidence: tuple[str, ...]
    first_intervention: str
    watch: Mapping[str, str]
    impact: Impact
    probabilities: Mapping[BlockerKind, float] = field(default_factory=dict)
    would_change: str = ""
    context: tuple[str, ...] = ()
    rivals: tuple[Cohort, ...] = ()
    first_seen: date | None = None
    findings: tuple[SignalFinding, ...] = ()
    checks: tuple[CheckFinding, ...] = ()
    measure: str = ""
    rates: tuple[SideRate, ...] = ()
    priority: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1, not at {self.probability}")
        sources = {piece.source for piece in self.evidence if piece.differs}
        if self.standing is Standing.CONFIRMED and len(sources) < 2:
            raise ValueError("a friction point is confirmed only by two independent sources")

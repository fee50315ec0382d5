"""The shapes of signals and friction points in `diagnosis.json`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from msgspec import Meta

from desirepath.report.document_kinds import CohortDocument, Count, Day, HiddenCount, Id, Period, Share
from desirepath.vocabulary.friction import BlockerKind, Check, EvidenceSource, Standing
from desirepath.vocabulary.signal import Symptom

Name: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
Hidden: TypeAlias = Annotated[float, Meta(description="null where too few are touched to be told")] | None


class SignalDocument(TypedDict):
    """A signal that stands: what was seen with its interval, and what was to be expected."""

    signal: Name
    symptom: Symptom
    workflow: Id
    step: Id
    cohort: CohortDocument
    value: float
    expected: float
    low: float
    high: float
    unit: str
    q_value: Share
    people: Count
    cases: Count
    excess_cases: Hidden
    first_seen: Day | None


class EvidenceDocument(TypedDict):
    """What one source says. `weight` is in log-odds, below 0 against; `points_to` is null where it only shows trouble."""

    source: EvidenceSource
    says: str
    points_to: BlockerKind | None
    weight: float
    differs: bool


class CheckDocument(TypedDict):
    """One of the five checks, whether its pattern is there, and what was seen."""

    check: Check
    holds: bool
    says: str


class SideRateDocument(TypedDict):
    """What the symptom is measured by, on one side, in one period. Both sides are left out where one is too small."""

    side: Literal["cohort", "others"]
    period: Period
    value: float
    low: float
    high: float
    people: Count
    cases: Count


class ImpactDocument(TypedDict):
    """What goes beyond what was to be expected. `cost` and `currency` are null without an hourly cost."""

    people: HiddenCount
    cases: HiddenCount
    hours: Hidden
    cost: float | None
    currency: str | None


class FrictionPointDocument(TypedDict):
    """A step and a cohort where symptoms agree: why, how sure, and what to do first."""

    rank: Annotated[int, Meta(ge=1)]
    workflow: Id
    step: Id
    symptom: Symptom
    cohort: CohortDocument
    blocker: BlockerKind
    probability: Share
    standing: Standing
    evidence: list[EvidenceDocument]
    not_a_user_problem: list[Check]
    missing_evidence: list[str]
    first_intervention: Name
    watch: dict[str, Name]
    impact: ImpactDocument
    probabilities: dict[BlockerKind, Share]
    would_change: str
    context: list[str]
    rivals: list[CohortDocument]
    first_seen: Day | None
    signals: list[Name]
    checks: list[CheckDocument]
    measure: str
    unit: str | None
    rates: list[SideRateDocument]
    priority: float

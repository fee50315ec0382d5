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

    signal: Annotated[Name, Meta(description="which rule found it")]
    symptom: Annotated[Symptom, Meta(description="what it looks like")]
    workflow: Annotated[Id, Meta(description="in which workflow")]
    step: Annotated[Id, Meta(description="at which step")]
    cohort: Annotated[CohortDocument, Meta(description="for whom")]
    value: Annotated[float, Meta(description="the mean since go-live; shares are 0 to 1")]
    expected: Annotated[float, Meta(description="what it would be without the trouble: before go-live, or the others")]
    low: Annotated[float, Meta(description="of the 95 % interval, widened for all that was tried")]
    high: Annotated[float, Meta(description="of the same interval")]
    unit: Annotated[str, Meta(description="what the value counts")]
    q_value: Annotated[Share, Meta(description="the share of false ones among all that are found at least as clear")]
    people: Annotated[Count, Meta(description="how many it is over")]
    cases: Annotated[Count, Meta(description="how many the value is over")]
    excess_cases: Annotated[Hidden, Meta(description="how many more than expected are touched")]
    first_seen: Annotated[Day | None, Meta(description="the first local day after which it could be told")]


class EvidenceDocument(TypedDict):
    """What one source says. `weight` is in log-odds, below 0 against; `points_to` is null where it only shows trouble."""

    source: Annotated[EvidenceSource, Meta(description="who speaks")]
    says: Annotated[str, Meta(description="what was seen, as a sentence that can be checked")]
    points_to: Annotated[
        BlockerKind | None,
        Meta(description="the blocker that it speaks for most; null where it only shows that there is trouble"),
    ]
    weight: Annotated[float, Meta(description="in log-odds of that blocker: below 0 it speaks against")]
    differs: Annotated[
        bool, Meta(description="whether it differs from before or from the others, so that it can confirm")
    ]


class CheckDocument(TypedDict):
    """One of the five checks, whether its pattern is there, and what was seen."""

    check: Annotated[Check, Meta(description="which of the five")]
    holds: Annotated[bool, Meta(description="whether the pattern is there")]
    says: Annotated[str, Meta(description="what was seen, either way")]


class SideRateDocument(TypedDict):
    """What the symptom is measured by, on one side, in one period. Both sides are left out where one is too small."""

    side: Annotated[Literal["cohort", "others"], Meta(description="the cohort, or all others")]
    period: Annotated[Period, Meta(description="as in `metrics`")]
    value: Annotated[float, Meta(description="of the measure, each person counting once")]
    low: Annotated[float, Meta(description="of the 95 % interval")]
    high: Annotated[float, Meta(description="of the same interval")]
    people: Annotated[Count, Meta(description="on this side, in this period")]
    cases: Annotated[Count, Meta(description="on this side, in this period")]


class ImpactDocument(TypedDict):
    """What goes beyond what was to be expected. `cost` and `currency` are null without an hourly cost."""

    people: Annotated[HiddenCount, Meta(description="touched beyond what was to be expected; null where too few")]
    cases: Annotated[HiddenCount, Meta(description="likewise")]
    hours: Annotated[Hidden, Meta(description="hands-on, by the `minutes` of the workflow")]
    cost: Annotated[float | None, Meta(description="null without `hourly_cost`")]
    currency: Annotated[str | None, Meta(description="of the cost")]


class FrictionPointDocument(TypedDict):
    """A step and a cohort where symptoms agree: why, how sure, and what to do first."""

    rank: Annotated[int, Meta(ge=1, description="by impact, people touched and risk; 1 is first")]
    workflow: Annotated[Id, Meta(description="in which workflow")]
    step: Annotated[Id, Meta(description="at which step")]
    symptom: Annotated[Symptom, Meta(description="what it looks like")]
    cohort: Annotated[CohortDocument, Meta(description="the narrowest that explains it; `{}` where it is everyone's")]
    blocker: Annotated[BlockerKind, Meta(description="the likeliest kind of reason")]
    probability: Annotated[Share, Meta(description="of that blocker, given all the evidence")]
    standing: Annotated[Standing, Meta(description="`confirmed` by two sources or more, else `suspected`")]
    evidence: Annotated[list[EvidenceDocument], Meta(description="what each source says")]
    not_a_user_problem: Annotated[list[Check], Meta(description="the checks that hold")]
    missing_evidence: Annotated[list[str], Meta(description="what to collect so that it can be confirmed")]
    first_intervention: Annotated[Name, Meta(description="what to do first, by its name in the catalogue")]
    watch: Annotated[dict[str, Name], Meta(description="a measure for `week_1` and one for `week_4`")]
    impact: Annotated[ImpactDocument, Meta(description="what it costs")]
    probabilities: Annotated[dict[BlockerKind, Share], Meta(description="of every blocker")]
    would_change: Annotated[str, Meta(description="what would put the runner-up first")]
    context: Annotated[list[str], Meta(description="background reasons, as sentences")]
    rivals: Annotated[list[CohortDocument], Meta(description="other cohorts that explain it as well")]
    first_seen: Annotated[Day | None, Meta(description="the first local day after which it could be told")]
    signals: Annotated[list[Name], Meta(description="the signals that agree on it")]
    checks: Annotated[list[CheckDocument], Meta(description="all five checks")]
    measure: Annotated[str, Meta(description="what `rates` are, in words")]
    unit: Annotated[str | None, Meta(description="of the rates")]
    rates: Annotated[
        list[SideRateDocument], Meta(description="the cohort beside all others, before and since go-live and by week")
    ]
    priority: Annotated[float, Meta(description="what the rank is made by: the larger, the earlier")]

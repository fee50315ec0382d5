"""The documents' shapes, once: the code writes by them, and the published schemas are made from them."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from desirepath.report.document_kinds import (
    CohortDocument,
    Count,
    Day,
    HiddenCount,
    Id,
    LocalTime,
    Period,
    RolloutId,
    Share,
    UtcTime,
)
from desirepath.report.friction_documents import FrictionPointDocument, SignalDocument
from desirepath.vocabulary.case import StepKind, Verdict
from desirepath.vocabulary.conformance import MoveKind


class SetAsideDocument(TypedDict):
    """One row that could not be used."""

    file: str
    line: int | None
    reason: str


class InputDocument(TypedDict):
    """What came in for one table."""

    rows: Count
    set_aside: Count
    duplicates: Count
    files: list[str]
    last_at: UtcTime | None
    table_version: Annotated[
        Count | None, Meta(description="which version of the lake's table was read; null where all came from files")
    ]
    remarks: list[str]
    examples: list[SetAsideDocument]


class NotEnoughDataDocument(TypedDict):
    """Why a metric is not given. `observed` is null where telling it would name a group below the floor."""

    observed: HiddenCount
    needed: Count
    because: str


class MetricRow(TypedDict):
    """One measurement: a value with its 95 % interval, or why there is none. Further figures may follow."""

    metric: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$", description="which metric")]
    workflow: Annotated[Id, Meta(description="of which workflow")]
    step: Annotated[Id | None, Meta(description="null for the workflow as a whole")]
    cohort: Annotated[CohortDocument, Meta(description="`{}` for everyone, else attribute and value")]
    period: Annotated[Period, Meta(description="`baseline`, `since_go_live`, `week_1`, `week_2`, …")]
    value: NotRequired[Annotated[float, Meta(description="the figure; shares are 0 to 1")]]
    low: NotRequired[Annotated[float, Meta(description="of the 95 % interval")]]
    high: NotRequired[Annotated[float, Meta(description="of the same interval")]]
    n: NotRequired[Annotated[Count, Meta(description="how many people (or cases) it stands on")]]
    unit: NotRequired[Annotated[str, Meta(description="what it counts")]]
    method: NotRequired[Annotated[str, Meta(description="of the interval")]]
    not_enough_data: NotRequired[
        Annotated[NotEnoughDataDocument, Meta(description="in place of the figure: why there is none")]
    ]
    partial: NotRequired[Annotated[Literal[True], Meta(description="on a week that is not over")]]
    cut: NotRequired[Annotated[str, Meta(description="on a row that compares the cohorts of one cut")]]
    category: NotRequired[Annotated[str, Meta(description="on a row of one ticket category")]]


class EstimateDocument(TypedDict):
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float
    n: Count
    unit: str
    method: str


class LikeForLikeDocument(TypedDict):
    """A metric where groups joined: of those that were there before and since, and of those that joined."""

    metric: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$", description="which metric")]
    workflow: Annotated[Id, Meta(description="of which workflow")]
    step: Annotated[Id | None, Meta(description="null for the workflow as a whole")]
    cut: Annotated[str, Meta(description="what the groups are made by")]
    stayed: Annotated[Count, Meta(description="how many groups had cases before go-live")]
    joined: Annotated[Count, Meta(description="how many had hardly any")]
    cases_joined: Annotated[Count, Meta(description="the cases since go-live of those that joined")]
    cases: Annotated[Count, Meta(description="of so many cases since go-live")]
    before: Annotated[EstimateDocument, Meta(description="before go-live, of the groups that were there")]
    since: Annotated[EstimateDocument, Meta(description="since go-live, of the same groups")]
    of_joined: Annotated[EstimateDocument, Meta(description="since go-live, of those that joined")]


class UnknownDocument(TypedDict):
    """An activity that the rollout file does not place, and its share of the workflow's events."""

    activity: str
    events: Count
    share: Share


class StepDocument(TypedDict):
    """One step of the process map; figures count cases."""

    step: Id
    title: str
    kind: StepKind
    changed: bool
    reached: HiddenCount
    passed: HiddenCount
    skipped: HiddenCount
    abandoned: HiddenCount
    failed: HiddenCount
    outside: HiddenCount


class FlowDocument(TypedDict):
    """Cases that went from one place directly to another: step ids, `start`, `end`, `outside`."""

    origin: str
    target: str
    cases: Count


class MapDocument(TypedDict):
    """One workflow's cases over its approved path, for one period."""

    period: Period
    cases: Count
    verdicts: dict[Verdict, Count]
    steps: list[StepDocument]
    flows: list[FlowDocument]


class WorkflowDocument(TypedDict):
    """What is known of one workflow beside its metrics."""

    workflow: Id
    title: str
    path: str
    variants: Count
    unknown_activities: list[UnknownDocument]
    maps: list[MapDocument]


class SourceFlowDocument(TypedDict):
    """How the rows of one source come in: the latest time, the longest pause in days, since when it is silent if it is."""

    table: str
    source: str
    rows: Count
    last_at: UtcTime
    longest_pause: Count
    silent_since: Day | None


class AppearedDocument(TypedDict):
    """An activity without a place in the rollout file, that came up later; its share is of the events from then on."""

    workflow: Id
    activity: str
    on: Day
    events: Count
    share: Share


class VanishedDocument(TypedDict):
    """An activity of a step in force that does not come any more; `perhaps` may be what it is called now."""

    workflow: Id
    activity: str
    step: Id
    last_on: Day
    per_week: float
    perhaps: list[str]


class UnknownShareDocument(TypedDict):
    """The share of a week's events (from a Monday) that have no place in the rollout file."""

    workflow: Id
    monday: Day
    events: Count
    share: Share


class HealthDocument(TypedDict):
    """Whether rows still come in, and whether the rollout file still knows what they are called."""

    sources: list[SourceFlowDocument]
    appeared: list[AppearedDocument]
    vanished: list[VanishedDocument]
    unknown_by_week: list[UnknownShareDocument]


class DiagnosisDocument(TypedDict):
    """What one reading of a rollout found."""

    schema: Annotated[
        Literal["desirepath/diagnosis/1"],
        Meta(
            description="the number of this form; keys are added over time, none is changed or dropped without a new one"
        ),
    ]
    rollout: Annotated[RolloutId, Meta(description="which rollout")]
    title: Annotated[str, Meta(description="its title")]
    go_live: Annotated[LocalTime, Meta(description="when it went live")]
    as_of: Annotated[UtcTime, Meta(description="up to when it was looked at")]
    timezone: Annotated[str, Meta(description="of local days")]
    unit: Annotated[Literal["users", "cases"], Meta(description="whether people or cases are counted")]
    smallest_group: Annotated[int, Meta(ge=5, description="the floor: no smaller group is shown")]
    cuts: Annotated[list[str], Meta(description="what cohorts are made by")]
    inputs: Annotated[dict[str, InputDocument], Meta(description="by table: what came in")]
    health: Annotated[HealthDocument, Meta(description="whether the sources still flow")]
    workflows: Annotated[
        list[WorkflowDocument], Meta(description="by workflow: steps with their volumes, verdicts, unknown activities")
    ]
    metrics: Annotated[
        list[MetricRow], Meta(description="one row for each metric, workflow, step, cohort and period that can be told")
    ]
    like_for_like: Annotated[
        list[LikeForLikeDocument],
        Meta(description="where groups joined since go-live: the same groups before and since"),
    ]
    signals: Annotated[list[SignalDocument], Meta(description="those that stand after all that were tried")]
    friction_points: Annotated[list[FrictionPointDocument], Meta(description="by rank; empty where nothing is wrong")]
    tested: Annotated[Count, Meta(description="how many comparisons stand behind `signals`")]
    suppressed: Annotated[Count, Meta(description="how many rows the floor left out")]
    remarks: Annotated[list[str], Meta(description="what a reader should know about the data as a whole")]


class VariantDocument(TypedDict):
    """A sequence of steps that cases share. Unknown activities stand in `steps` as `?name`.

    `cost` counts the skipped and extra steps of an optimal alignment; with `bound`, it is an upper bound.
    """

    steps: list[str]
    cases: Count
    cost: Count
    moves: list[tuple[MoveKind, str]]
    verdicts: dict[Verdict, Count]
    judged_by: Literal["path", "old_path"]
    bound: NotRequired[tuple[int, int]]


class WorkflowConformanceDocument(TypedDict):
    """All variants of one workflow, most cases first."""

    workflow: Id
    cases: Count
    variants: list[VariantDocument]


class ConformanceDocument(TypedDict):
    """How every sequence of steps compares with the approved path. Names neither persons nor cohorts."""

    schema: Literal["desirepath/conformance/1"]
    rollout: RolloutId
    workflows: list[WorkflowConformanceDocument]

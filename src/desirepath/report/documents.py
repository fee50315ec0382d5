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
    remarks: list[str]
    examples: list[SetAsideDocument]


class NotEnoughDataDocument(TypedDict):
    """Why a metric is not given. `observed` is null where telling it would name a group below the floor."""

    observed: HiddenCount
    needed: Count
    because: str


class MetricRow(TypedDict):
    """One measurement: a value with its 95 % interval, or why there is none. Further figures may follow."""

    metric: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
    workflow: Id
    step: Id | None
    cohort: CohortDocument
    period: Period
    value: NotRequired[float]
    low: NotRequired[float]
    high: NotRequired[float]
    n: NotRequired[Count]
    unit: NotRequired[str]
    method: NotRequired[str]
    not_enough_data: NotRequired[NotEnoughDataDocument]
    partial: NotRequired[Literal[True]]
    cut: NotRequired[str]
    category: NotRequired[str]


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

    schema: Literal["desirepath/diagnosis/1"]
    rollout: RolloutId
    title: str
    go_live: LocalTime
    as_of: UtcTime
    timezone: str
    unit: Literal["users", "cases"]
    smallest_group: Annotated[int, Meta(ge=5)]
    cuts: list[str]
    inputs: dict[str, InputDocument]
    health: HealthDocument
    workflows: list[WorkflowDocument]
    metrics: list[MetricRow]
    signals: list[SignalDocument]
    friction_points: list[FrictionPointDocument]
    tested: Count
    suppressed: Count
    remarks: list[str]


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

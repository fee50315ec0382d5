"""The shapes of the document of a weekly review, `desirepath/weekly/1`."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from desirepath.report.document_kinds import CohortDocument, Count, Period, RolloutId, UtcTime
from desirepath.report.friction_documents import Name
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.figure import Computed
from desirepath.vocabulary.review import Ground, Sight, Topic

_Maybe = Annotated[float, Meta(description="null where there is none")] | None


class OriginDocument(TypedDict):
    """The row that a figure stands in. What a row does not have is null."""

    document: Annotated[Computed, Meta(description="the document that has the row: `diagnosis` or `effects`")]
    workflow: Annotated[str, Meta(description="its workflow")]
    metric: Annotated[Name, Meta(description="its metric, or its signal")]
    step: Annotated[str | None, Meta(description="its step")]
    cohort: Annotated[CohortDocument, Meta(description="its cohort; `{}` for everyone")]
    period: Annotated[Period | None, Meta(description="its period")]
    category: Annotated[str | None, Meta(description="its ticket category")]
    intervention_id: Annotated[str | None, Meta(description="its intervention")]
    more: Annotated[
        str, Meta(description="which field of the row, or what was worked out from it; empty for its value")
    ]


class FigureDocument(TypedDict):
    """A number with its interval, or the reason why there is none."""

    id: Annotated[str, Meta(description="its own in this document, and the same from week to week")]
    value: Annotated[float | None, Meta(description="null where it cannot be told")]
    low: Annotated[_Maybe, Meta(description="of the 95 % interval")]
    high: Annotated[_Maybe, Meta(description="likewise")]
    n: Annotated[Count | None, Meta(description="what it rests on")]
    unit: Annotated[str, Meta(description="shares are 0 to 1")]
    method: Annotated[str, Meta(description="of the interval; empty where there is none")]
    because: Annotated[str, Meta(description="why there is no value; empty where there is one")]
    origin: Annotated[OriginDocument, Meta(description="where it stands")]


class ShiftDocument(TypedDict):
    """How far a figure went since the last review."""

    value: Annotated[float, Meta(description="now minus then")]
    low: Annotated[float, Meta(description="of the 95 % interval")]
    high: Annotated[float, Meta(description="likewise")]
    clear: Annotated[bool, Meta(description="whether the interval leaves out zero")]


class MovedDocument(TypedDict):
    """A headline figure beside what it was."""

    metric: Annotated[Name, Meta(description="which metric")]
    workflow: Annotated[str, Meta(description="of which workflow")]
    now: Annotated[FigureDocument, Meta(description="the figure")]
    before: Annotated[FigureDocument | None, Meta(description="at the last review; null where it was not told")]
    shift: Annotated[ShiftDocument | None, Meta(description="null where one of the two is missing")]


class ProposedDocument(TypedDict):
    """What a rule proposes."""

    decision: Annotated[Decided, Meta(description="what")]
    ground: Annotated[Ground, Meta(description="by which rule")]
    to: Annotated[str, Meta(description="to whom, or by what; empty where open")]
    because: Annotated[str, Meta(description="the reason as a sentence")]


class ReviewItemDocument(TypedDict):
    """One thing that the meeting looks at."""

    id: Annotated[str, Meta(description="its own in this document, and the same from week to week")]
    topic: Annotated[Topic, Meta(description="which of the six")]
    sight: Annotated[Sight, Meta(description="whether it stands out")]
    workflow: Annotated[str | None, Meta(description="in which workflow")]
    step: Annotated[str | None, Meta(description="at which step")]
    cohort: Annotated[CohortDocument, Meta(description="for whom; `{}` for everyone")]
    category: Annotated[str | None, Meta(description="which ticket category")]
    intervention_id: Annotated[str | None, Meta(description="the intervention that a decision on it is a decision on")]
    says: Annotated[str, Meta(description="what may be repeated of it")]
    facts: Annotated[list[str], Meta(description="what stands behind it")]
    figures: Annotated[list[FigureDocument], Meta(description="all its figures, the one that stands out first")]
    shift: Annotated[ShiftDocument | None, Meta(description="of that figure, since the last review")]
    moved: Annotated[list[MovedDocument], Meta(description="the headline figures; for `movement` alone")]
    proposed: Annotated[ProposedDocument | None, Meta(description="null where nothing stands out")]


class WeeklyDocument(TypedDict):
    """What a weekly review looks at."""

    schema: Annotated[str, Meta(pattern="^desirepath/weekly/1$", description="always `desirepath/weekly/1`")]
    rollout: Annotated[RolloutId, Meta(description="its id")]
    title: Annotated[str, Meta(description="its title")]
    as_of: Annotated[UtcTime, Meta(description="up to when rows were used")]
    before: Annotated[UtcTime | None, Meta(description="up to when the study knew that it is compared with")]
    timezone: Annotated[str, Meta(description="whose days are meant")]
    smallest_group: Annotated[Count, Meta(description="fewer people than that are never told of")]
    quiet: Annotated[bool, Meta(description="whether nothing stands out")]
    items: Annotated[list[ReviewItemDocument], Meta(description="in the order of the meeting")]
    table_versions: Annotated[
        dict[str, Count], Meta(description="by table that came from a lake: the version that was read")
    ]

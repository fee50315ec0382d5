"""The shapes of the ledger of a governance pack, `desirepath/governance/1`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from msgspec import Meta

from desirepath.report.document_kinds import CohortDocument, Count, Day, RolloutId, UtcTime

_Text = Annotated[str, Meta(description="in the language of the pack")]
_Id = Annotated[str, Meta(description="names the figure within the pack, and from one pack to the next")]
_Maybe = float | None


class OriginDocument(TypedDict):
    """The row of another document that a number stands in."""

    document: Annotated[Literal["diagnosis", "effects"], Meta(description="`desirepath/diagnosis/1` or `effects/1`")]
    workflow: Annotated[str, Meta(description="id of the workflow")]
    metric: Annotated[str, Meta(description="the metric, or the symptom of a friction point")]
    step: Annotated[str | None, Meta(description="id of the step; null for the workflow as a whole")]
    cohort: CohortDocument
    period: Annotated[str | None, Meta(description="as in the diagnosis; null for effects")]
    category: Annotated[str | None, Meta(description="of tickets")]
    intervention: Annotated[str | None, Meta(description="id of the intervention")]
    more: Annotated[str, Meta(description="what was worked out from the row; empty for the row itself")]


class FigureDocument(TypedDict):
    """One number of the pack, to six decimals; shares are 0 to 1."""

    id: _Id
    title: _Text
    unit: Annotated[str, Meta(description="as in the document that it comes from")]
    value: Annotated[_Maybe, Meta(description="null where there is not enough data; `because` says why")]
    low: Annotated[_Maybe, Meta(description="of the 95% interval; null for a count")]
    high: Annotated[_Maybe, Meta(description="of the same interval")]
    n: Annotated[Count | None, Meta(description="how many it rests on; null where that is not told")]
    method: Annotated[str, Meta(description="of the interval; empty without one")]
    because: Annotated[str, Meta(description="why there is no value; empty where there is one")]
    origin: OriginDocument


class SaidDocument(TypedDict):
    """A sentence of the pack and the figures in it."""

    text: _Text
    figures: Annotated[list[str], Meta(description="ids of figures")]


class AnswerDocument(TypedDict):
    """One of the three questions of the first page."""

    question: _Text
    sentences: Annotated[list[str], Meta(description="the answer")]
    figures: Annotated[list[str], Meta(description="ids of figures")]


class SourceDocument(TypedDict):
    """What one table came from. Both are null for a query, which may give other rows tomorrow."""

    table: Annotated[
        str,
        Meta(
            description="`events`, `people`, … or `path`, `labels` for files that say how to read, `diagnosis` for its parts"
        ),
    ]
    name: Annotated[str, Meta(description="of the file, without its folder")]
    sha256: Annotated[str | None, Meta(description="of the file's bytes")]
    table_version: Annotated[int | None, Meta(description="of the lake's table")]


class RecipeDocument(TypedDict):
    """All that the pack was made from: with it, `desirepath report --verify` makes it again."""

    rollout_file: Annotated[str, Meta(description="its name, without its folder")]
    sha256: Annotated[str, Meta(description="of the rollout file's bytes")]
    program: Annotated[str, Meta(description="version of desirepath")]
    as_of: Annotated[
        Day | None, Meta(description="rows strictly before it were used; null: as the file or the data say")
    ]
    files: Annotated[list[SourceDocument], Meta(description="files beside the rollout file that say how to read")]
    sources: Annotated[list[SourceDocument], Meta(description="where the rows came from")]
    register: Annotated[dict[str, Any], Meta(description="what people keep beside the rollout file; all empty if none")]
    diagnosis: Annotated[
        list[SourceDocument],
        Meta(description="the kept files of the diagnosis that a console made it from; empty where rows were read"),
    ]


class GovernanceDocument(TypedDict):
    """The ledger: every number of a governance pack, where it comes from, and what it was made from."""

    schema: Literal["desirepath/governance/1"]
    rollout: RolloutId
    title: _Text
    as_of: UtcTime
    timezone: Annotated[str, Meta(description="IANA name; days of the pack are local")]
    smallest_group: Annotated[int, Meta(ge=5, description="no group smaller than this is shown")]
    language: Annotated[str, Meta(description="of the texts")]
    recipe: RecipeDocument
    answers: Annotated[list[AnswerDocument], Meta(description="the three answers of the first page")]
    repeatable: Annotated[list[SaidDocument], Meta(description="what may be told on, each with what it assumes")]
    figures: Annotated[list[FigureDocument], Meta(description="every number once")]

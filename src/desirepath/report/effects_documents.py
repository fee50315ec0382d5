"""The shapes of the document of effects, `desirepath/effects/1`."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from desirepath.report.document_kinds import CohortDocument, Count, Day, HiddenCount, RolloutId, Share, UtcTime
from desirepath.report.friction_documents import Name
from desirepath.vocabulary.effect import Decided, DesignKind, Role

_OnlyId = Annotated[str, Meta(description="names the intervention, as the tables do")]
_Maybe = Annotated[float, Meta(description="null where there are too few people")] | None


class RangeDocument(TypedDict):
    """Two bounds, in the metric's unit."""

    low: Annotated[float, Meta(description="of the ordinary interval")]
    high: Annotated[float, Meta(description="likewise")]


class EffectDocument(TypedDict):
    """One metric with the intervention minus without. The intervals of one intervention hold all together."""

    intervention_id: _OnlyId
    metric: Annotated[Name, Meta(description="which metric")]
    step: Annotated[str | None, Meta(description="null for the workflow as a whole")]
    cohort: Annotated[CohortDocument, Meta(description="`{}` for everyone it is for, else one cohort of them")]
    role: Annotated[Role, Meta(description="what it is there for: `decides`, `watches` (for harm) or `cohort`")]
    design: Annotated[DesignKind, Meta(description="how it was decided who gets it")]
    effect: Annotated[float, Meta(description="with it minus without it; by cohort, drawn to the other cohorts")]
    low: Annotated[float, Meta(description="of the interval that holds however often it is read")]
    high: Annotated[float, Meta(description="of the same interval")]
    once: Annotated[RangeDocument, Meta(description="the ordinary interval, for one look on a day fixed beforehand")]
    n: Annotated[Count, Meta(description="people in the comparison")]
    unit: Annotated[str, Meta(description="of the effect")]
    better: Annotated[str, Meta(description="which way is good: `up` or `down`")]
    with_it: Annotated[float, Meta(description="the level with it")]
    without: Annotated[float, Meta(description="the level without it, or what it would have been")]
    stands: Annotated[bool, Meta(description="whether it is told apart from no effect among all that was asked")]
    always_valid: Annotated[bool, Meta(description="true: `low` and `high` hold on all days at once")]
    method: Annotated[str, Meta(description="how it was worked out")]
    decision: Annotated[Decided, Meta(description="of the intervention")]


class DesignCheckDocument(TypedDict):
    """One assumption of the design. `holds` is null where it cannot be told."""

    check: Annotated[Name, Meta(description="which assumption")]
    holds: Annotated[bool | None, Meta(description="null where it cannot be told")]
    says: Annotated[str, Meta(description="what was seen, either way")]


class ExposedDocument(TypedDict):
    """How many people were shown it or held out, and what those shown did; null below the floor."""

    shown: Annotated[HiddenCount, Meta(description="people first assigned to be shown it")]
    held_out: Annotated[HiddenCount, Meta(description="people first assigned to be held out")]
    opened: Annotated[HiddenCount, Meta(description="of those shown, how many opened it")]
    completed: Annotated[HiddenCount, Meta(description="likewise")]
    dismissed: Annotated[HiddenCount, Meta(description="likewise")]
    changed_arm: Annotated[HiddenCount, Meta(description="people who met both arms")]


class DecisionDocument(TypedDict):
    """What follows, and why. `to` is a cohort, an intervention or an owner."""

    decision: Annotated[Decided, Meta(description="what is to be done")]
    because: Annotated[str, Meta(description="why, as a sentence")]
    to: Annotated[
        str | None, Meta(description="the cohort to expand to, the intervention that replaces it, or the owner to ask")
    ]
    more_days: Annotated[int, Meta(ge=0, description="how much longer it takes, where it is undecided")] | None
    retire: Annotated[bool, Meta(description="whether it is proposed to be taken back")]


class ReadingDocument(TypedDict):
    """What could be read of the measure that decides on a local day."""

    day: Annotated[Day, Meta(description="the local day at whose end it was read")]
    with_it: Annotated[_Maybe, Meta(description="the level with it, of all cases so far")]
    without: Annotated[_Maybe, Meta(description="the level without it")]
    effect: Annotated[_Maybe, Meta(description="with it minus without it")]
    low: Annotated[_Maybe, Meta(description="of the interval that holds on all days")]
    high: Annotated[_Maybe, Meta(description="of the same interval")]


class WatchedDocument(TypedDict):
    """A watch measure before the intervention and in its week 1 and week 4."""

    measure: Annotated[Name, Meta(description="which watch measure")]
    unit: Annotated[str, Meta(description="of the three values")]
    better: Annotated[str, Meta(description="which way is good: `up` or `down`")]
    before: Annotated[_Maybe, Meta(description="in the four weeks before it began")]
    week_1: Annotated[_Maybe, Meta(description="in its first week")]
    week_4: Annotated[_Maybe, Meta(description="in its fourth week")]
    n: Annotated[Count, Meta(description="people in the smallest of the periods that are told")]


class SparedDocument(TypedDict):
    """Tickets on the step per active user and week; `low` and `high` hold however often they are read."""

    with_it: Annotated[float, Meta(description="tickets with it")]
    without: Annotated[float, Meta(description="tickets of those held out")]
    fewer: Annotated[float, Meta(description="how many fewer with it")]
    low: Annotated[float, Meta(description="of that difference")]
    high: Annotated[float, Meta(description="likewise")]
    weeks: Annotated[Count, Meta(description="weeks of the people who were shown it")]
    by_question: Annotated[float, Meta(description="tickets fewer in these weeks, for each question")]


class DeflectionDocument(TypedDict):
    """Questions of those shown it, and whether a ticket of their asker on the step followed within three days."""

    questions: Annotated[Count, Meta(description="questions that were asked three days ago or more")]
    askers: Annotated[Count, Meta(description="people who asked them")]
    without_ticket: Annotated[Share, Meta(description="share that no ticket followed, mean over askers")]
    low: Annotated[Share, Meta(description="of that share")]
    high: Annotated[Share, Meta(description="likewise")]
    spared: Annotated[SparedDocument | None, Meta(description="null where nobody was held out by chance")]


class InterventionDocument(TypedDict):
    """One intervention: who got it, whether the design may be trusted, what follows."""

    intervention_id: _OnlyId
    workflow: Annotated[str, Meta(description="in which workflow")]
    step: Annotated[str, Meta(description="at which step")]
    kind: Annotated[str, Meta(description="which of the catalogue of interventions")]
    title: Annotated[str, Meta(description="its title there")]
    blocker: Annotated[str | None, Meta(description="the blocker that it is meant for, where it is told")]
    cohort: Annotated[CohortDocument, Meta(description="for whom it is; `{}` for everyone")]
    design: Annotated[DesignKind, Meta(description="how it was decided who gets it")]
    starts_at: Annotated[UtcTime, Meta(description="from when")]
    ends_at: Annotated[UtcTime | None, Meta(description="until when; null where it goes on")]
    days: Annotated[int, Meta(ge=0, description="for how many whole days it has been shown")]
    held_out_planned: Annotated[Share | None, Meta(description="the share that was to be held out, where it is told")]
    exposed: Annotated[ExposedDocument, Meta(description="who got it, and what they did")]
    checks: Annotated[list[DesignCheckDocument], Meta(description="what the design assumes, looked at")]
    refused: Annotated[str | None, Meta(description="why the design cannot answer; null where it can")]
    told_on: Annotated[Day | None, Meta(description="the first local day on which the effect was told apart from none")]
    decision: Annotated[DecisionDocument, Meta(description="what follows")]
    readings: Annotated[list[ReadingDocument], Meta(description="what could be read, day by day")]
    movement: Annotated[list[WatchedDocument], Meta(description="the watch measures before and since")]
    deflection: Annotated[
        DeflectionDocument | None, Meta(description="what questions spared; null where too few people asked")
    ]
    remarks: Annotated[list[str], Meta(description="what else is to be known")]


class EffectsDocument(TypedDict):
    """What was shipped, and what it changed."""

    schema: Annotated[str, Meta(pattern="^desirepath/effects/1$", description="always `desirepath/effects/1`")]
    rollout: Annotated[RolloutId, Meta(description="its id")]
    title: Annotated[str, Meta(description="its title")]
    as_of: Annotated[UtcTime, Meta(description="up to when rows were used")]
    timezone: Annotated[str, Meta(description="whose days are meant")]
    smallest_group: Annotated[Count, Meta(description="fewer people than that are never told of")]
    effects: Annotated[list[EffectDocument], Meta(description="every metric of every intervention that could be read")]
    interventions: Annotated[list[InterventionDocument], Meta(description="one after the other, by their start")]
    remarks: Annotated[list[str], Meta(description="what else is to be known")]
    table_versions: Annotated[
        dict[str, Count], Meta(description="by table that came from a lake: the version that was read")
    ]

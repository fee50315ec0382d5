"""A weekly review as the document `desirepath/weekly/1`: the same data give the same document, byte for byte."""

from __future__ import annotations

from desirepath.report.health_json import utc
from desirepath.report.rounding import rounded
from desirepath.report.spoken import in_english
from desirepath.report.weekly.documents import (
    FigureDocument,
    MovedDocument,
    OriginDocument,
    ProposedDocument,
    ReviewItemDocument,
    ShiftDocument,
    WeeklyDocument,
)
from desirepath.report.weekly.known import Known
from desirepath.report.weekly.told import ItemTold, review_told
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.review import Moved, Shift, WeeklyReview


def weekly_document(review: WeeklyReview, known: Known) -> WeeklyDocument:
    """The document, keys always in one order, numbers to six decimals, sentences in English."""
    with in_english():
        told = review_told(review, known)
    versions = {one.table: one.table_version for one in known.study.inputs if one.table_version is not None}
    return {
        "schema": "desirepath/weekly/1",
        "rollout": review.rollout,
        "title": review.title,
        "as_of": utc(review.as_of),
        "before": None if review.before is None else utc(review.before),
        "timezone": review.timezone,
        "smallest_group": review.smallest_group,
        "quiet": review.is_quiet,
        "items": [_item(one) for one in told.items],
        "table_versions": dict(sorted(versions.items())),
    }


def _item(told: ItemTold) -> ReviewItemDocument:
    item = told.item
    alone = [one for one in (item.figure, item.beside, item.touched, item.before, *item.more) if one is not None]
    return {
        "id": item.id,
        "topic": item.topic,
        "sight": item.sight,
        "workflow": item.workflow or None,
        "step": item.step,
        "cohort": dict(item.cohort.pairs),
        "category": item.category,
        "intervention_id": None if item.proof is None else item.proof.shipped.id,
        "says": str(told.says.headline),
        "facts": [str(one) for one in told.says.facts],
        "figures": [_figure(one) for one in alone],
        "shift": None if item.shift is None else _shift(item.shift),
        "moved": [_moved(one) for one in item.moved],
        "proposed": _proposed(told),
    }


def _proposed(told: ItemTold) -> ProposedDocument | None:
    found, words = told.item.proposed, told.proposal
    if found is None or words is None:
        return None
    return {"decision": found.decided, "ground": found.ground, "to": words.to, "because": words.because}


def _moved(moved: Moved) -> MovedDocument:
    return {
        "metric": moved.metric,
        "workflow": moved.workflow,
        "now": _figure(moved.now),
        "before": None if moved.before is None else _figure(moved.before),
        "shift": None if moved.shift is None else _shift(moved.shift),
    }


def _shift(shift: Shift) -> ShiftDocument:
    return {
        "value": rounded(shift.value),
        "low": rounded(shift.low),
        "high": rounded(shift.high),
        "clear": shift.is_clear,
    }


def _figure(one: Figure) -> FigureDocument:
    return {
        "id": one.id,
        "value": _maybe(one.value),
        "low": _maybe(one.low),
        "high": _maybe(one.high),
        "n": one.n,
        "unit": one.unit,
        "method": one.method,
        "because": one.because,
        "origin": _origin(one.origin),
    }


def _origin(origin: Origin) -> OriginDocument:
    return {
        "document": origin.document,
        "workflow": origin.workflow,
        "metric": origin.metric,
        "step": origin.step,
        "cohort": dict(origin.cohort.pairs),
        "period": origin.period,
        "category": origin.category,
        "intervention_id": origin.intervention,
        "more": origin.more,
    }


def _maybe(number: float | None) -> float | None:
    return None if number is None else rounded(number)

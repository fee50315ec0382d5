"""The ledger of a pack: every number with its recipe, as the document that is put into each of its forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import msgspec

from desirepath.report.document_text import document_text
from desirepath.report.health_json import utc
from desirepath.report.pack.documents import (
    AnswerDocument,
    FigureDocument,
    GovernanceDocument,
    OriginDocument,
    RecipeDocument,
    SaidDocument,
    SourceDocument,
)
from desirepath.report.rounding import rounded
from desirepath.vocabulary.figure import Figure, Origin
from desirepath.vocabulary.pack import Pack, Paragraph, Recipe, SourceRead
from desirepath.vocabulary.plan45 import Answer, Register

SCHEMA: Final = "desirepath/governance/1"


def ledger_document(pack: Pack) -> GovernanceDocument:
    """The document of the contract: keys always in one order, numbers to six decimals."""
    return {
        "schema": SCHEMA,
        "rollout": pack.rollout,
        "title": pack.title,
        "as_of": utc(pack.as_of),
        "timezone": pack.timezone,
        "smallest_group": pack.smallest_group,
        "language": pack.language,
        "recipe": _recipe(pack.recipe),
        "answers": [_answer(one) for one in pack.answers],
        "repeatable": [_said(one) for one in pack.repeat],
        "figures": [_figure(one) for one in pack.figures],
    }


def ledger_text(pack: Pack) -> str:
    """The ledger as it stands in its file and in the other forms."""
    return document_text(ledger_document(pack))


def recipe_in(document: Mapping[str, Any]) -> Recipe:
    """The recipe that a ledger holds. Raises msgspec.ValidationError, KeyError or TypeError where it holds none."""
    found = document["recipe"]
    return Recipe(
        rollout_file=msgspec.convert(found["rollout_file"], str),
        sha256=msgspec.convert(found["sha256"], str),
        program=msgspec.convert(found["program"], str),
        as_of=msgspec.convert(found["as_of"], date | None),
        files=msgspec.convert(found["files"], tuple[SourceRead, ...]),
        sources=msgspec.convert(found["sources"], tuple[SourceRead, ...]),
        register=msgspec.convert(found["register"], Register),
        diagnosis=msgspec.convert(found["diagnosis"], tuple[SourceRead, ...]),
    )


def _recipe(recipe: Recipe) -> RecipeDocument:
    return {
        "rollout_file": recipe.rollout_file,
        "sha256": recipe.sha256,
        "program": recipe.program,
        "as_of": None if recipe.as_of is None else recipe.as_of.isoformat(),
        "files": [_source(one) for one in recipe.files],
        "sources": [_source(one) for one in recipe.sources],
        "register": json.loads(msgspec.json.encode(recipe.register)),
        "diagnosis": [_source(one) for one in recipe.diagnosis],
    }


def _source(one: SourceRead) -> SourceDocument:
    return {"table": one.table, "name": one.name, "sha256": one.sha256, "table_version": one.table_version}


def _answer(one: Answer) -> AnswerDocument:
    return {"question": one.question, "sentences": list(one.sentences), "figures": [fig.id for fig in one.figures]}


def _said(one: Paragraph) -> SaidDocument:
    return {"text": one.text, "figures": [fig.id for fig in one.figures]}


def _figure(one: Figure) -> FigureDocument:
    return {
        "id": one.id,
        "title": one.title,
        "unit": one.unit,
        "value": _maybe(one.value),
        "low": _maybe(one.low),
        "high": _maybe(one.high),
        "n": one.n,
        "method": one.method,
        "because": one.because,
        "origin": _origin(one.origin),
    }


def _maybe(number: float | None) -> float | None:
    return None if number is None else rounded(number)


def _origin(one: Origin) -> OriginDocument:
    return {
        "document": one.document,
        "workflow": one.workflow,
        "metric": one.metric,
        "step": one.step,
        "cohort": dict(one.cohort.pairs),
        "period": one.period,
        "category": one.category,
        "intervention": one.intervention,
        "more": one.more,
    }

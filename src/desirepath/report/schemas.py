"""JSON Schemas of the documents, made from their shapes."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from desirepath.report.documents import ConformanceDocument, DiagnosisDocument
from desirepath.report.effects_documents import EffectsDocument
from desirepath.report.pack.documents import GovernanceDocument
from desirepath.report.weekly.documents import WeeklyDocument
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.friction import BlockerKind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_GIVEN = ("value", "low", "high", "n", "unit", "method")


def diagnosis_schema() -> dict[str, Any]:
    """The schema of `diagnosis.json`. A metric row has its value, or why there is none: never both, never neither."""
    schema = _schema(DiagnosisDocument, "desirepath/diagnosis/1")
    row = schema["$defs"]["MetricRow"]
    row["oneOf"] = [
        {"required": list(_GIVEN), "not": {"required": ["not_enough_data"]}},
        {
            "required": ["not_enough_data"],
            "not": {"anyOf": [{"required": [name]} for name in _GIVEN]},
        },
    ]
    return schema


def conformance_schema() -> dict[str, Any]:
    """The schema of what `desirepath conformance` writes."""
    return _schema(ConformanceDocument, "desirepath/conformance/1")


def effects_schema() -> dict[str, Any]:
    """The schema of what `desirepath prove` writes."""
    return _schema(EffectsDocument, "desirepath/effects/1")


def governance_schema() -> dict[str, Any]:
    """The schema of the ledger of a governance pack."""
    return _schema(GovernanceDocument, "desirepath/governance/1")


def weekly_schema() -> dict[str, Any]:
    """The schema of what `desirepath report weekly` writes."""
    return _schema(WeeklyDocument, "desirepath/weekly/1")


def _schema(shape: type, name: str) -> dict[str, Any]:
    made = msgspec.json.schema(shape)
    for definition in made["$defs"].values():
        definition["description"] = cleandoc(definition.get("description", ""))
        if "verdicts" in definition.get("properties", {}):
            definition["properties"]["verdicts"]["propertyNames"] = {"enum": [verdict.value for verdict in Verdict]}
        if "probabilities" in definition.get("properties", {}):
            definition["properties"]["probabilities"]["propertyNames"] = {"enum": [kind.value for kind in BlockerKind]}
    return {"$schema": _DIALECT, "$id": f"urn:{name.replace('/', ':')}", "title": name, **made}

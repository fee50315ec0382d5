"""The JSON Schema of a rollout file, written from its keys; editors complete and check by it."""

from __future__ import annotations

from typing import Any

from desirepath.vocabulary import collect_keys
from desirepath.vocabulary import rollout_keys as keys
from desirepath.vocabulary.collecting import COLLECTED_TABLES
from desirepath.vocabulary.file_keys import Key, Section
from desirepath.vocabulary.tables import TABLES

_TEXT = {"type": ["string", "number", "boolean"]}
_MOMENT = {"type": "string", "pattern": f"^{keys.MOMENT_PATTERN}$"}
_ABOVE_ZERO = {"type": "number", "exclusiveMinimum": 0}

_SIMPLE: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "id": {"type": "string", "pattern": f"^{keys.ID_PATTERN}$"},
    "rollout_id": {"type": ["string", "integer"], "pattern": f"^{keys.ROLLOUT_ID_PATTERN}$"},
    "path": {"type": "string", "minLength": 1},
    "moment": _MOMENT,
    "day": {"type": "string", "pattern": f"^{keys.DAY_PATTERN}$"},
    "timezone": {"type": "string"},
    "duration": {"type": "string", "pattern": f"^{keys.DURATION_PATTERN}$"},
    "whole": {"type": "integer", "minimum": keys.LEAST_GROUP},
    "amount": _ABOVE_ZERO,
    "yes_no": {"type": "boolean"},
    "currency": {"type": "string", "pattern": f"^{keys.CURRENCY_PATTERN}$"},
    "texts": {"type": "array", "items": _TEXT},
    "moment_by_value": {"type": "object", "minProperties": 1, "additionalProperties": _MOMENT},
    "text_by_name": {"type": "object", "minProperties": 1, "additionalProperties": _TEXT},
    "column_by_name": {"type": "object", "additionalProperties": {"type": [*_TEXT["type"], "null"]}},
}


def rollout_schema() -> dict[str, Any]:
    """The schema (draft 2020-12). Dates are texts in it, as YAML 1.2 editors see them."""
    schema = _of_section(keys.ROLLOUT)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:desirepath:rollout:1",
        "title": "A rollout file of desirepath",
        "description": "What changed, when, for whom, and where its traces are.",
        **schema,
    }


def _of_section(section: Section) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _of_key(key) for key in section.keys},
    }
    if required := [key.name for key in section.keys if key.required and key.unless is None]:
        schema["required"] = required
    if section is keys.ROLLOUT:
        schema["anyOf"] = [
            {"required": [name]} for key in section.keys if key.unless is not None for name in (key.name, key.unless)
        ]
    if section is collect_keys.MAPPING:
        schema["allOf"] = [_mapped_columns_of(name) for name in COLLECTED_TABLES]
    if section is keys.WORKFLOW:
        schema["oneOf"] = [{"required": ["path"]}, {"required": ["bpmn"]}]
    if section is keys.SOURCE:
        schema["oneOf"] = [{"required": ["file"]}, {"required": ["query"]}]
        schema["dependentRequired"] = {"database": ["query"]}
        schema["allOf"] = [_columns_of(name) for name, table in TABLES.items() if not table.keeps_more]
    return schema


def _columns_of(table: str) -> dict[str, Any]:
    """A table that keeps no further columns can map its own only."""
    own = [column.name for column in TABLES[table].columns]
    return {
        "if": {"properties": {"table": {"const": table}}, "required": ["table"]},
        "then": {"properties": {"columns": {"propertyNames": {"enum": own}}}},
    }


def _mapped_columns_of(table: str) -> dict[str, Any]:
    """What an entry for this table may hold; `events` is meant where none is named."""
    own = {"event", "where", "table", *collect_keys.mapped_columns(table)}
    is_this = {"properties": {"table": {"const": table}}, **({} if table == "events" else {"required": ["table"]})}
    names = [key.name for key in collect_keys.MAPPING.keys if key.name in own]
    return {"if": is_this, "then": {"propertyNames": {"enum": names}, **_needed(table)}}


def _needed(table: str) -> dict[str, Any]:
    """The columns that nothing stands in for; the workflow may be the only one of the rollout."""
    needed = {
        "case_id": [{"required": ["case"]}, {"required": ["case_id"]}],
        "intervention_id": [{"required": ["intervention"]}, {"required": ["intervention_id"]}],
    }
    names = [name for name in collect_keys.needed_columns(table) if name not in needed]
    either = [needed[name] for name in collect_keys.needed_columns(table) if name in needed]
    return {**({"required": names} if names else {}), **({"oneOf": either[0]} if either else {})}


def _of_key(key: Key) -> dict[str, Any]:
    return {"description": key.meaning, **_of_value(key)}


def _of_value(key: Key) -> dict[str, Any]:
    if key.holds == "choice":
        return {"enum": [str(one) for one in key.choices]}
    if key.inside is None:
        return dict(_SIMPLE[key.holds])
    inside = _of_section(key.inside)
    match key.holds:
        case "sections":
            return {"type": "array", "items": inside, **({"minItems": 1} if key.required else {})}
        case "section_by_name" if key.inside is keys.STEP:
            names = {"pattern": f"^{keys.ID_PATTERN}$"}
            return {
                "type": "object",
                "propertyNames": names,
                "additionalProperties": {"anyOf": [inside, {"type": "null"}]},
            }
        case "section_by_name":
            return {"type": "object", "additionalProperties": inside}
        case _:
            return inside

"""Writes the JSON Schemas of all documents: `python -m desirepath.cli.schemas [FOLDER]`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import msgspec

from desirepath.report.schemas import (
    conformance_schema,
    diagnosis_schema,
    effects_schema,
    governance_schema,
    weekly_schema,
)
from desirepath.vocabulary.guidance.published import ENVELOPE_SCHEMA, GUIDES_SCHEMA, Envelope, Guides
from desirepath.vocabulary.rollout_schema import rollout_schema


def schemas() -> dict[str, dict[str, Any]]:
    """Each schema by the name of its file."""
    return {
        "rollout.schema.json": rollout_schema(),
        "diagnosis.schema.json": diagnosis_schema(),
        "conformance.schema.json": conformance_schema(),
        "effects.schema.json": effects_schema(),
        "governance.schema.json": governance_schema(),
        "weekly.schema.json": weekly_schema(),
        "guides.schema.json": _of_structure(Guides, GUIDES_SCHEMA),
        "signed.schema.json": _of_structure(Envelope, ENVELOPE_SCHEMA),
    }


def _of_structure(structure: type, name: str) -> dict[str, Any]:
    urn = f"urn:{name.replace('/', ':')}"
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": urn, "title": name}
    return head | msgspec.json.schema(structure)


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=Path("schemas"))
    write_schemas(asked.parse_args().folder)

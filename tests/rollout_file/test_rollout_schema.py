"""The published JSON Schema of the rollout file says the same as the reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from desirepath.cli.schemas import schema_text, schemas
from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.vocabulary.rollout_schema import rollout_schema

SCHEMAS = Path(__file__).parents[2] / "schemas"
GOOD = """\
rollout: travel
go_live: "2025-01-31"
waves: {cut: unit, go_live: {"65458": "2025-01-01", other: "2025-02-01T09:00"}}
exclude: [{from: "2025-03-01", reason: outage}]
smallest_group: 10
sources:
  - {table: events, file: log.csv, columns: {user_id: null, colour: Colour}}
  - {table: tickets, file: tickets.csv, columns: {opened_at: Opened}}
workflows:
  - workflow: claim
    case_ends_after: 30d
    path: submit approve pay
    steps:
      submit:
      approve: {kind: approval, activities: [Approved]}
    failures: {Rejected: {step: approve, as: returned}}
"""


def errors_of(text: str) -> list[str]:
    given: Any = YAML(typ="safe", pure=True).load(text)
    return [error.message for error in Draft202012Validator(rollout_schema()).iter_errors(given)]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_committed_schema_is_the_one_that_the_vocabulary_writes(name: str) -> None:
    assert (SCHEMAS / name).read_text(encoding="utf-8") == schema_text(schemas()[name])


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(rollout_schema())
    assert json.loads(schema_text(rollout_schema())) == rollout_schema()


def test_what_the_reader_takes_the_schema_takes() -> None:
    assert rollout_from_text(GOOD, "rollout.yaml").id == "travel"
    assert errors_of(GOOD) == []


@pytest.mark.parametrize(
    ("this", "that"),
    [
        ("smallest_group: 10", "smallest_group: 4"),
        ("smallest_group: 10", "golive: 10"),
        ("2025-01-31", "31.01.2025"),
        ("rollout: travel", "title: travel"),
        ("table: events", "table: event"),
        ("opened_at: Opened", "Opened: opened_at"),
        ("30d", "a month"),
        ("path: submit approve pay", "minutes: 3"),
        ("kind: approval", "kind: aproval"),
        ("as: returned", "as: ok"),
        ("{step: approve, as: returned}", "{as: returned}"),
        ("submit:", "2nd:"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(this: str, that: str) -> None:
    assert this in GOOD
    assert errors_of(GOOD.replace(this, that))


def test_every_key_is_described_for_editors() -> None:
    def described(schema: dict[str, Any]) -> None:
        for value in schema.get("properties", {}).values():
            assert value["description"]
            described(value)
            described(value.get("items", {}))

    described(rollout_schema())

"""The OpenAPI document says what the collector does, and the file in the tree is what is written today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from desirepath.collector.openapi import FILE, openapi_document, openapi_text
from tests.collector.conftest import Served

ROOT = Path(__file__).parent.parent.parent


def schema_of(path: str, method: str, status: int) -> dict[str, Any]:
    document = openapi_document()
    answer = document["paths"][path][method]["responses"][str(status)]
    return {**answer["content"]["application/json"]["schema"], "components": document["components"]}


def test_the_document_in_the_tree_is_current() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == openapi_text()


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("/v1/events", b'{"events":[{},{"bad":true}]}', {}, 202),
        ("/v1/batch", b'{"batch":[{}]}', {}, 200),
        ("/v1/events", b"{", {}, 400),
        ("/v1/events", b"\x1f\x8b", {}, 400),
        ("/v1/events", b"{}", {"authorization": "Bearer no"}, 401),
        ("/v1/events", b"{}", {"origin": "https://evil.example.com"}, 403),
        ("/v1/events", b"{}", {"content_type": "application/xml"}, 415),
    ],
)
def test_what_is_answered_is_as_the_document_has_it(
    collector: Served, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = collector.post(path, body, **headers)
    assert answer.status == status
    jsonschema.validate(json.loads(answer.body), schema_of(path, "post", status))


def test_health_is_answered_as_the_document_has_it(collector: Served) -> None:
    answer = collector.ask("GET", "/healthz")
    jsonschema.validate(json.loads(answer.body), schema_of("/healthz", "get", answer.status))

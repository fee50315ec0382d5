"""The OpenAPI document of the collector: `python -m desirepath.collector.openapi [FILE]` writes it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from desirepath import __version__
from desirepath.collector import routes
from desirepath.collector.careful_json import MOST_EVENTS
from desirepath.doors.limits import Limits
from desirepath.vocabulary.collecting import COLLECTED_TABLES

FILE = Path("docs") / "reference" / "collector-openapi.json"
REFUSALS = {
    400: "The request, its compression or its JSON is broken.",
    401: "The write key is missing, unknown or revoked; all three are answered alike.",
    403: "The page may not use this write key.",
    408: "The request took longer than ten seconds to come in.",
    413: "The body is larger than 1 MiB, or than 10 MiB once it is unpacked.",
    415: "The body is in a form that cannot be read.",
    429: "The write key sends too much.",
    431: "The headers are longer than 64 KiB, or more than a hundred.",
    503: "The collector cannot keep more at the moment.",
}
AGAIN = (429, 503)
"""What may be sent again, after the seconds of Retry-After."""


def openapi_document() -> dict[str, Any]:
    """The document: our own interface whole, Segment's as far as it is answered."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "desirepath collector", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": {
            "/v1/events": {"post": _post("sendEvents", "Send events.", _ref("Events"), _own_answers())},
            **{
                f"/v1/{name}": {"post": _post(f"segment_{name}", told, {"type": "object"}, _segments_answers())}
                for name, told in _segments()
            },
            "/healthz": {"get": _health()},
        },
        "components": {"schemas": _schemas(), "securitySchemes": _ways_to_send_the_key()},
        "security": [{"basic": []}, {"bearer": []}, {"query": []}],
    }


def openapi_text() -> str:
    """The document as it stands in its file."""
    return json.dumps(openapi_document(), indent=1, ensure_ascii=False) + "\n"


def _segments() -> list[tuple[str, str]]:
    return [(name, f"Segment's `{kind}`.") for name, kind in routes.SEGMENT.items()]


def _post(name: str, told: str, schema: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    content = {kind: {"schema": schema} for kind in ("application/json", "text/plain")}
    return {
        "operationId": name,
        "summary": told,
        "description": "Answered once the events are durable. The body may be sent as gzip or deflate.",
        "requestBody": {"required": True, "content": content},
        "responses": {**answers, **{str(status): _refusal(status) for status in REFUSALS}},
    }


def _own_answers() -> dict[str, Any]:
    return {"202": _answer("Taken, but for the events that are named in `rejected`.", _ref("Taken"))}


def _segments_answers() -> dict[str, Any]:
    return {"200": _answer("Taken.", _ref("Success"))}


def _health() -> dict[str, Any]:
    schema = _closed({"accepts": {"type": "boolean"}, "why": {"type": "string"}}, ["accepts"])
    return {
        "operationId": "health",
        "summary": "Whether the collector accepts events.",
        "security": [],
        "responses": {"200": _answer("It does.", schema), "503": _answer("It does not, and why.", schema)},
    }


def _refusal(status: int) -> dict[str, Any]:
    answer = _answer(REFUSALS[status], _ref("Refusal"))
    if status in AGAIN:
        told = "Seconds to wait before it is sent again."
        answer["headers"] = {"retry-after": {"description": told, "required": True, "schema": {"type": "integer"}}}
    return answer


def _answer(told: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": told, "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _schemas() -> dict[str, Any]:
    text, number = {"type": "string"}, {"type": "integer", "minimum": 0}
    rejected = _closed({"index": number, "reason": text, "detail": text}, ["index", "reason", "detail"])
    taken = {"accepted": number, "rejected": {"type": "array", "items": rejected}, "request_id": text}
    refusal = {"error": text, "detail": text, "limit": number, "request_id": text}
    return {
        "Events": {
            "type": "object",
            "properties": {
                "sent_at": {"type": "string", "format": "date-time", "description": "The clock of the client."},
                "events": {"type": "array", "maxItems": MOST_EVENTS, "items": _ref("Event")},
            },
            "required": ["events"],
            "description": f"At most {Limits().body_bytes:,} bytes as they are sent.",
        },
        "Event": _event(),
        "Taken": _closed(taken, list(taken)),
        "Success": _closed({"success": {"const": True}}, ["success"]),
        "Refusal": _closed(refusal, ["error", "detail", "request_id"]),
    }


def _event() -> dict[str, Any]:
    moment = {"type": "string", "format": "date-time", "description": "Without a zone, the time of arrival is taken."}
    named = {"type": "string", "description": "Becomes a row as the rollout file says of events of this name."}
    table = {"enum": list(COLLECTED_TABLES), "default": "events", "description": "Of a row as it is, without `event`."}
    return {
        "type": "object",
        "properties": {
            "event": named,
            "properties": {"type": "object"},
            "table": table,
            "user_id": {"type": "string", "description": "Kept as a keyed hash only."},
            "at": moment,
            "event_id": {"type": "string", "description": "The same again is the same event."},
        },
    }


def _ways_to_send_the_key() -> dict[str, Any]:
    return {
        "basic": {"type": "http", "scheme": "basic", "description": "The write key as the user, without a password."},
        "bearer": {"type": "http", "scheme": "bearer"},
        "query": {"type": "apiKey", "in": "query", "name": "writeKey"},
    }


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    file.write_text(openapi_text(), encoding="utf-8")

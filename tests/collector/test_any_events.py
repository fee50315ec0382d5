"""Whatever bytes come in: nothing is raised but a refusal, and what was received is what was taken and what was not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desirepath.collector.accept import Accepted, UnreadableBody
from desirepath.warehouse.collected import decoded, encoded
from tests.collector.doors import NOW, door, track

DOOR = door()
PERSON = "alice-from-accounting"
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["claim", "pay", "R-1"])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
NAMES = [
    "request_id",
    "app",
    "workflow",
    "step",
    "request",
    "q",
    "found",
    "reason",
    "text",
    "sign",
    "n",
    "guide",
    "country",
]
PROPERTIES = st.dictionaries(st.sampled_from(NAMES), VALUES) | VALUES
EVENTS = st.sampled_from(
    ["Request Submitted", "Step Done", "Step Taken", "Help Searched", "Help Answer", "Sign Seen", "Guide Shown"]
)
MEMBERS: dict[str, Any] = {
    "type": st.sampled_from(["track", "identify", "page"]) | VALUES,
    "event": EVENTS | VALUES,
    "properties": PROPERTIES,
    "userId": st.just(PERSON) | SCALARS,
    "user_id": st.just(PERSON) | SCALARS,
    "timestamp": st.datetimes().map(str) | VALUES,
    "at": st.datetimes().map(lambda moment: f"{moment.isoformat()}+14:00") | VALUES,
    "messageId": VALUES,
    "table": st.sampled_from(["events", "searches", "signs"]) | VALUES,
    "case_id": SCALARS,
    "activity": SCALARS,
}
MESSAGES = st.fixed_dictionaries({}, optional=MEMBERS) | VALUES
BATCHES = st.fixed_dictionaries(
    {},
    optional={
        "batch": st.lists(MESSAGES) | VALUES,
        "events": st.lists(MESSAGES),
        "sentAt": st.datetimes().map(str) | VALUES,
    },
)
BODIES = BATCHES.map(lambda body: json.dumps(body).encode("utf-8", "replace")) | st.binary()
KINDS = st.sampled_from(["batch", "b", "t", "i", "p", "g", "s", "a", "track", "own", "whatever"])


def taken(body: bytes, kind: str) -> Accepted | UnreadableBody:
    try:
        return DOOR.own(body, "key_1", NOW) if kind == "own" else DOOR.segment(body, kind, "key_1", NOW)
    except UnreadableBody as refused:
        return refused


def adds_up(body: bytes, kind: str) -> None:
    """Hold what came of a body to what is promised of every body."""
    found = taken(body, kind)
    batch = found.batch
    rows = 0
    for columns in batch.tables.values():
        lengths = {len(column) for column in columns.values()}
        assert len(lengths) == 1
        rows += lengths.pop()
    assert batch.received == rows + len(batch.bad)
    payload = encoded(batch)
    assert decoded(payload) == batch
    if isinstance(found, Accepted):
        assert [one.index for one in found.rejected] == [one.place for one in batch.bad]
        assert PERSON.encode() not in payload
        for one in batch.bad:
            if one.raw is not None:
                again = DOOR.again(one.raw, "key_1", NOW)
                assert (again.batch.received, len(again.batch.bad)) == (1, 1)


@given(BODIES, KINDS)
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_received_is_what_was_taken_and_what_was_refused(body: bytes, kind: str) -> None:
    adds_up(body, kind)


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))  # what is drawn is kept in mind, and gets slower with its number
@given(body=BODIES, kind=KINDS)
@settings(max_examples=2_500, suppress_health_check=[HealthCheck.too_slow])
def test_fifty_thousand_bodies_add_up(part: int, body: bytes, kind: str) -> None:  # noqa: ARG001
    adds_up(body, kind)


@pytest.mark.parametrize("said", [1, "Track", True, ["track"]])
def test_an_event_of_a_type_that_there_is_not_is_refused_again_whatever_the_path_says(said: object) -> None:
    body = json.dumps(track(type=said, properties={"request_id": "R-1"}, event="Request Submitted")).encode()
    adds_up(body, "t")
    found = taken(body, "t")
    assert [one.reason for one in found.batch.bad] == ["unknown_type"]


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=4), KINDS)
@settings(max_examples=300)
def test_a_body_with_some_bytes_overwritten_adds_up(at: int, noise: bytes, kind: str) -> None:
    body = json.dumps({"batch": [track(), track("Step Done"), track("No")], "sentAt": "2026-11-23T10:01:00Z"}).encode()
    at %= len(body)
    adds_up(body[:at] + noise + body[at + len(noise) :], kind)


@given(st.lists(st.sampled_from([track(), track("No"), track(userId="bob"), 5]), max_size=6), st.randoms())
def test_the_order_of_a_batch_changes_no_row(messages: list[Any], dice: Any) -> None:
    shuffled = dice.sample(messages, len(messages))
    rows = [rows_of(batch) for batch in (messages, shuffled)]
    assert rows[0] == rows[1]


def rows_of(messages: list[Any]) -> list[tuple[Any, ...]]:
    tables = DOOR.segment(json.dumps({"batch": messages}).encode(), "batch", "key_1", NOW).batch.tables
    return sorted(map(repr, zip(*tables.get("events", {}).values(), strict=True)))  # type: ignore[arg-type]

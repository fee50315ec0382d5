"""Whatever a page or anybody else sends, delivery answers with a status below 500, and goes on."""

from __future__ import annotations

import http.client
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desirepath.delivery.replies import ADDRESSES
from tests.delivery.conftest import Served

FEW, MANY = 400, 2_000
WORDS = st.sampled_from(
    [
        "4711",
        "banner",
        "cost-centre",
        "survey",
        "quote",
        "purchase_request",
        "completed",
        "access",
        "de-AT",
        "\0",
        "\ud800",
    ]
)
SCALARS = st.one_of(WORDS, st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.none())
FIELDS = sorted({name for one in ADDRESSES.values() for name in one.kind.__struct_fields__} - {"key"})
MEANT: dict[str, Any] = {
    "person": "4711",
    "guide": "banner",
    "minutes_from_utc": 60,
    "outcome": "snoozed",
    "workflow": "purchase_request",
    "step": "quote",
    "right": True,
    "event_id": "a",
    "objects": False,
    "query": "quote",
    "language": "de",
    "path": "/requests/7",
    "role": "buyer",
    "to": "access",
    "text": "I am blocked",
    "version": 1,
    "wording": "Read.",
    "because": "expired",
}
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=3), st.dictionaries(WORDS, SCALARS, max_size=3))


@st.composite
def bodies(draw: st.DrawFn, path: str, key: str) -> bytes:
    """What the address takes with up to two fields that are wrong or missing; or something else altogether."""
    fields = {name: MEANT[name] for name in ADDRESSES[path].kind.__struct_fields__ if name in MEANT}
    for name in draw(st.lists(st.sampled_from(FIELDS), max_size=2)):
        fields[name] = draw(VALUES)
    for name in draw(st.lists(st.sampled_from(FIELDS), max_size=1)):
        fields.pop(name, None)
    whole = json.dumps({"key": draw(st.sampled_from([key, key, key, "dp_none", ""]))} | fields).encode("utf-8")
    cut = draw(st.integers(0, len(whole)))
    return draw(
        st.sampled_from([whole, whole, whole, whole[:cut], whole[:cut] + draw(st.binary(max_size=8)) + whole[cut:]])
    )


@given(drawn=st.data())
@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_body_is_answered_with_a_fault(shared_delivery: Served, drawn: st.DataObject) -> None:
    _answered(shared_delivery, drawn)


@pytest.mark.long
@given(drawn=st.data())
@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
def test_nor_is_any_of_many_more(shared_delivery: Served, drawn: st.DataObject) -> None:
    _answered(shared_delivery, drawn)


def _answered(shared_delivery: Served, drawn: st.DataObject) -> None:
    path = drawn.draw(st.sampled_from(sorted(ADDRESSES)))
    body = drawn.draw(st.one_of(bodies(path, shared_delivery.made.key), st.binary(max_size=200)))
    answer = shared_delivery.ask("POST", path, body)
    assert answer.status in {200, 204, 400, 401}
    assert (answer.body == b"") == (answer.status == 204)
    assert answer.status < 400 or {"error", "detail", "request_id"} <= set(answer.told)


def test_what_is_meant_is_taken_at_every_address(shared_delivery: Served) -> None:
    for path, address in ADDRESSES.items():
        fields = {name: MEANT[name] for name in address.kind.__struct_fields__ if name in MEANT}
        assert shared_delivery.say(path, **fields).status in {200, 204}, path


def test_what_could_be_read_in_two_ways_and_what_nests_too_deep_is_refused(shared_delivery: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", shared_delivery.port, timeout=10)
    for body in (b"[" * 60_000, b'{"key":' * 9_000, b'{"key":"a","key":"b"}', b'{"key":NaN}', b'{"key":"\\ud800"}'):
        connection.request("POST", "/v1/claims", body)
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["error"]) in {(400, "not_json"), (400, "not_text")}
    connection.close()

"""Refused events are kept without what is personal, and are taken once a mapping is mended."""

from __future__ import annotations

import json

import pytest

from desirepath.collector.accept import UnreadableBody
from tests.collector.doors import AT, NOW, PERSONS, ROLLOUT, door, kept, only, reason, sent, told, track

MENDED = ROLLOUT.replace(
    "events:\n", 'events:\n    - {event: "New", workflow: claim, activity: pay, case: $case, user_id: $who}\n', 1
)
MENDED_SIMPLY = ROLLOUT.replace(
    "events:\n", 'events:\n    - {event: "New", workflow: claim, activity: pay, case: $case}\n', 1
)


def test_a_refused_event_is_taken_after_the_mapping_was_mended() -> None:
    raw = kept(sent(track("New", properties={"case": "R-9", "country": "NL"})))
    again = door(MENDED_SIMPLY).again(raw, "key_1", NOW + 10**12)
    assert only(again) == only(
        door(MENDED_SIMPLY).segment(
            json.dumps(track("New", properties={"case": "R-9", "country": "NL"})).encode(), "t", "key_1", NOW
        )
    )


def test_a_kept_person_is_not_hashed_twice() -> None:
    raw = kept(sent(track("New", properties={"case": "R-9"})))
    assert only(door(MENDED_SIMPLY).again(raw, "key_1", NOW))["user_id"] == PERSONS.of("alice")


def test_a_person_in_a_property_is_kept_by_the_same_hash() -> None:
    raw = kept(sent(track("New", properties={"case": "R-9", "who": "alice"})))
    assert only(door(MENDED).again(raw, "key_1", NOW))["user_id"] == PERSONS.of("alice")


def test_a_client_cannot_say_that_a_person_is_hashed_already() -> None:
    claimed = f"hashed:{PERSONS.of('alice')}"
    assert only(sent(track(userId=claimed)))["user_id"] == PERSONS.of(claimed)


def test_an_event_of_our_own_interface_is_taken_again_too() -> None:
    event = {
        "event": "New",
        "properties": {"case": 1},
        "user_id": "alice",
        "at": "2026-11-23T10:00:00Z",
        "event_id": "e",
    }
    row = only(door(MENDED_SIMPLY).again(kept(told(event)), "key_1", NOW))
    assert (row["case_id"], row["user_id"], row["at"], row["event_id"]) == ("1", PERSONS.of("alice"), AT, "e")


def test_the_time_of_a_wrong_clock_is_kept_as_it_was_corrected() -> None:
    raw = kept(
        sent(track("New", properties={"case": 1}, timestamp="2016-11-23T10:00:00Z"), sentAt="2016-11-23T10:01:00Z")
    )
    assert only(door(MENDED_SIMPLY).again(raw, "key_1", NOW))["at"] == AT


def test_what_is_refused_again_is_kept_as_it_was() -> None:
    raw = kept(sent(track("New")))
    again = door().again(raw, "key_1", NOW)
    assert reason(again) == "no_mapping"
    assert kept(again) == raw


@pytest.mark.parametrize("raw", [b"", b"\xff", b"{", b"5", b'{"door":"own","event":5}', b'{"door":"x","event":{}}'])
def test_bytes_that_were_never_an_event_are_refused_again(raw: bytes) -> None:
    again = door().again(raw, "key_1", NOW)
    assert (again.batch.received, len(again.batch.bad), again.batch.bad[0].raw) == (1, 1, raw)


CANARIES = [b"alice-4711", b"anon-77", b"alice@example.com", b"NL91ABNA0417164300", b"4111111111111111", b"10.1.2.3"]


@pytest.mark.parametrize(
    "properties",
    [
        {"note": "by alice-4711", "mail": "alice@example.com", "pay": ["NL91ABNA0417164300", {"x": 4111111111111111}]},
        {"alice@example.com": 1, "user_id": "alice-4711", "anonymousId": "anon-77", "deep": {"email": "x"}},
        {"x": "alice-4711\ud83d\ude00"},
    ],
)
def test_nothing_personal_is_in_what_is_kept(properties: dict) -> None:  # type: ignore[type-arg]
    message = track("New", userId="alice-4711", properties=properties, traits={"email": "alice@example.com"})
    raw = kept(sent(message))
    own = kept(told({"event": "New", "user_id": "alice-4711", "properties": properties, "context": {"ip": "10.1.2.3"}}))
    for canary in CANARIES:
        assert canary not in raw
        assert canary not in own
    assert PERSONS.of("alice-4711").encode() in raw


def test_nothing_personal_is_in_what_is_kept_of_events_against_the_rules() -> None:
    properties = '{"a": 1, "a": 2, "mail": "alice@example.com", "note": "by alice-4711", "card": 4111111111111111}'
    text = json.dumps(track("New", userId="alice-4711")).replace('{"request_id": "R-1"}', properties)
    raw = kept(door().segment(f'{{"batch": [{text}]}}'.encode(), "batch", "key_1", NOW))
    assert not [canary for canary in CANARIES[:5] if canary in raw]
    assert PERSONS.of("alice-4711").encode() in raw


def test_an_event_against_the_rules_stays_so() -> None:
    text = json.dumps(track("New")).replace("{", '{"x": 1, "x": 2,', 1)
    raw = kept(door().segment(f'{{"batch": [{text}]}}'.encode(), "batch", "key_1", NOW))
    again = door(MENDED_SIMPLY).again(raw, "key_1", NOW)
    assert (reason(again), kept(again)) == ("repeated_key", raw)


def test_an_event_against_the_rules_whose_names_are_escaped_is_not_kept() -> None:
    text = '{"type": "track", "user\\u0049d": "alice-4711", "a": NaN}'
    accepted = door().segment(f'{{"batch": [{text}]}}'.encode(), "batch", "key_1", NOW)
    assert reason(accepted) == "not_a_number"
    assert accepted.batch.bad[0].raw is None


@pytest.mark.parametrize("end", ["", '"', '", "x": 5}], "writeKey": "dp_public"', '\xff"'])
def test_nothing_personal_is_in_what_is_kept_of_a_broken_body(end: str) -> None:
    body = f'{{"batch": [{{"mail": "alice@example.com", "anonymousId": "anon-77", "userId": "alice-4711{end}'
    with pytest.raises(UnreadableBody) as refused:
        door().segment(body.encode("latin-1"), "batch", "key_1", NOW)
    raw = refused.value.batch.bad[0].raw
    assert raw is not None
    assert not [canary for canary in [*CANARIES, b"dp_public"] if canary in raw]

"""What a program might read in two ways is refused event by event; the rest of the body is taken."""

from __future__ import annotations

import json

import pytest

from desirepath.collector.accept import UnreadableBody
from desirepath.collector.strict_json import key_in, read_body
from tests.collector.doors import NOW, batch, door, sent, track

GOOD = json.dumps(track())


def with_property(text: str) -> str:
    """A message with one more property, as text."""
    return GOOD.replace('"request_id": "R-1"', f'"request_id": "R-2", {text}')


AGAINST_THE_RULES = {
    "too_deep": with_property('"x": ' + "[" * 31 + "]" * 31),
    "too_deep to be read at all": with_property('"x": ' + "[" * 100_000 + "]" * 100_000),
    "too_deep in objects": with_property('"x": ' + '{"a":' * 31 + "1" + "}" * 31),
    "too_many_keys": with_property(", ".join(f'"k{number}": 1' for number in range(256))),
    "text_too_long": with_property(f'"x": "{"y" * 8193}"'),
    "not_a_number": with_property('"x": NaN'),
    "not_a_number but infinite": with_property('"x": -Infinity'),
    "not_a_number as it is too large": with_property('"x": 1e999'),
    "repeated_key": with_property('"request_id": "R-3"'),
    "repeated_key behind blanks": with_property('"request_id" : "R-3"'),
    "repeated_key by an escape": with_property('"request\\u005fid": "R-3", "x": "\\u003a"'),
    "repeated_key in the message": GOOD.replace("{", '{"userId": "bob", ', 1),
    "number_too_large": with_property('"x": 9007199254740993'),
    "number_too_large below zero": with_property('"x": -9007199254740993'),
    "number_too_large by far": with_property(f'"x": {"9" * 5000}'),
    "lone_surrogate": with_property('"x": "\\ud800"'),
    "lone_surrogate in a key": with_property('"\\udc00": 1'),
    "nul": with_property('"x": "a\\u0000b"'),
    "nul in a key": with_property('"\\u0000": 1'),
    "forbidden_key": with_property('"__proto__": {}'),
    "forbidden_key by an escape": with_property('"\\u005f_proto__": {}'),
}


@pytest.mark.parametrize("name", AGAINST_THE_RULES)
def test_an_event_against_the_rules_is_refused_alone(name: str) -> None:
    body = f'{{"batch": [{GOOD}, {AGAINST_THE_RULES[name]}, {GOOD}]}}'.encode()
    accepted = door().segment(body, "batch", "key_1", NOW)
    assert [(one.index, one.reason) for one in accepted.rejected] == [(1, name.partition(" ")[0])]
    assert accepted.batch.tables["events"]["case_id"] == ["R-1", "R-1"]


AT_THE_LIMIT = {
    "thirty-two levels": with_property('"x": ' + "[" * 30 + "]" * 30),
    "256 keys": with_property(", ".join(f'"k{number}": 1' for number in range(255))),
    "8192 characters": with_property(f'"x": "{"é" * 8192}"'),
    "two to the 53rd": with_property('"x": 9007199254740992, "y": -9007199254740992'),
    "a large number with a point": with_property('"x": 1.5e300'),
    "a whole character in two halves": with_property('"x": "\\ud83d\\ude00"'),
    "a colon behind an escape": with_property('"x": "\\u003a"'),
    "the words in a text": with_property('"x": "__proto__ \\\\u0000 NaN : {}"'),
    "one key in two objects": with_property('"x": {"a": 1}, "y": {"a": 1}'),
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_what_is_just_within_the_rules_is_taken(name: str) -> None:
    accepted = door().segment(f'{{"batch": [{AT_THE_LIMIT[name]}]}}'.encode(), "batch", "key_1", NOW)
    assert not accepted.rejected
    assert accepted.batch.tables["events"]["case_id"] == ["R-2"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "empty_body"),
        (b" \n", "empty_body"),
        (b"{", "not_json"),
        (b"[]", "not_json"),
        (b"5", "not_json"),
        (b'"text"', "not_json"),
        (b'{"batch": [}', "not_json"),
        (b'{"batch": [{}', "not_json"),
        (b'{"batch": [{},]}', "not_json"),
        (b'{"batch": [{}]} x', "not_json"),
        (b'{"batch": []}{}', "not_json"),
        (b'{"batch": [{"a": "\x01"}]}', "not_json"),
        (b"{'batch': []}", "not_json"),
        (b"\xef\xbb\xbf{}", "byte_order_mark"),
        (b'{"batch": ["\xff"]}', "not_utf8"),
        (b'{"batch": ["\xed\xa0\x80"]}', "not_utf8"),
        (b'{"batch": [], "batch": []}', "repeated_key"),
        (b'{"batch": {}}', "no_batch"),
        (b"{}", "no_batch"),
        (b"[" * 2_000_000, "not_json"),
        (b'{"batch": [' + b"[" * 2_000_000, "too_deep"),
    ],
)
def test_a_body_that_is_no_batch_is_unreadable_and_kept_as_one_bad_event(body: bytes, error: str) -> None:
    with pytest.raises(UnreadableBody) as refused:
        door().segment(body, "batch", "key_1", NOW)
    assert (refused.value.status, refused.value.error) == (400, error)
    kept = refused.value.batch
    assert (kept.received, kept.tables, len(kept.bad), kept.bad[0].reason) == (1, {}, 1, error)
    assert kept.bad[0].raw == body[: 1024 * 1024]


@pytest.mark.parametrize("further", [{}, {"x": float("nan")}])
def test_five_hundred_events_are_taken_and_one_more_is_too_many(further: dict[str, float]) -> None:
    assert sent(*[track(**further)] * 500).batch.received == 500
    with pytest.raises(UnreadableBody) as refused:
        door().segment(batch(*[track(**further)] * 501), "batch", "key_1", NOW)
    assert (refused.value.status, refused.value.error) == (413, "too_many_events")
    assert refused.value.batch.bad[0].raw is None


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (batch(track()), "dp_public"),
        (b'{"writeKey": "k", "batch": [{"writeKey": "other"}]}', "k"),
        (b'{"batch": [NaN], "writeKey": "k"}', "k"),
        (b'{"writeKey": 5}', None),
        (b"{}", None),
        (b"", None),
        (b"\xff", None),
        (b"[" * 100_000, None),
    ],
)
def test_the_write_key_is_found_in_the_outermost_object(body: bytes, key: str | None) -> None:
    assert key_in(body) == key


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("an ordinary text", True),
        ("élan", True),
        ("x" * 256, True),
        ("x" * 257, False),
        ("alice@example.com", False),
        ("alice%40example.com", False),
        ("alice＠example.com", False),
        ("a line\nand another", False),
    ],
)
def test_a_body_is_plain_where_no_text_is_long_or_could_hold_an_address(text: str, is_plain: bool) -> None:
    told = json.dumps({"batch": [track(properties={"text": text})]}, ensure_ascii=False)
    assert read_body(told.encode(), "batch").is_plain == is_plain


def test_a_body_that_is_read_with_care_is_never_plain() -> None:
    assert not read_body(with_property('"request_id": "R-3"').encode(), None).is_plain

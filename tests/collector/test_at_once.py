"""Bodies that are taken at once are taken as they would be event by event."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desirepath.collector.accept import Accepted, Door, UnreadableBody
from desirepath.collector.mapped import Mapped
from desirepath.connectors.rollout_file import rollout_from_text
from tests.collector.doors import AT_TEXT, NOW, PERSONS, ROLLOUT, track

SECOND = """\
rollout: second
go_live: 2025-01-31
collect:
  keep: [Country, team]
  events:
    - {event: "Step Done", workflow: refund, activity: $step, case: $case, channel: $channel}
    - {event: "Help Searched", table: searches, workflow: $workflow, step: $step, query: $q}
workflows:
  - {workflow: refund, path: ask approve}
"""
TEXTS = (ROLLOUT, SECOND)
ROLLOUTS = [rollout_from_text(text, "rollout.yaml") for text in TEXTS]
PAIRS = [(Door(rollouts, PERSONS), Door(rollouts, PERSONS, one_by_one=True)) for rollouts in (ROLLOUTS[:1], ROLLOUTS)]

PERSONAL = [
    *("alice@example.com", "a%40example.com", "GB82WEST12345698765432", "4111 1111 1111 1111"),
    "alice＠example.com",
]
ODD: list[Any] = [
    "",
    " ",
    None,
    5,
    2.5,
    True,
    [],
    {},
    {"id": "x"},
    "x" * 256,
    "x" * 257,
    "x" + " " * 1100,
    "é" * 1025,
    *PERSONAL,
]
"""Values that any member may hold."""
YES_OR_NO = [True, False, "yes", "no"]
STEPS = ["submit", "approve", " pay ", "ask", "nowhere"]


def mostly(*ordinary: Any) -> st.SearchStrategy[Any]:
    """One of these, and now and then an odd value."""
    return st.integers(0, 120).flatmap(lambda dice: st.sampled_from(ODD if dice == 0 else list(ordinary)))


PROPERTIES = st.fixed_dictionaries(
    {
        "request_id": mostly("R-1", "R-2", "0b6c1e52-7d11-4f0e-9d0a-2a1c5b7e9f10"),
        "step": mostly(*STEPS[:3]),
        "request": st.fixed_dictionaries({"id": mostly("Q-1", "Q-2")}),
        "case": mostly("C-1"),
    },
    optional={
        "app": mostly("travel", "other"),
        "workflow": mostly("claim", "refund"),
        "result": mostly("ok", "Failed", "denied"),
        "employee": mostly("bob", "carol"),
        "done_at": mostly(AT_TEXT, "2026-11-23T09:00:00.5+02:00"),
        "id": mostly("i-1"),
        "q": mostly("lost receipt", *PERSONAL),
        "found": mostly(*YES_OR_NO),
        "reason": mostly("training", "Policy"),
        "text": mostly("I was lost", PERSONAL[0]),
        "sign": mostly("rage_click"),
        "n": mostly(1, "3", 2.0),
        "guide": mostly("guide-1"),
        "amount_band": mostly("high", 12),
        "country": mostly("NL", " DE"),
        "Country": mostly("NL"),
        "team": mostly("purchasing 7", 7, PERSONAL[3]),
        "channel": mostly("app", PERSONAL[0]),
    },
)
NAMES = [
    *("Request Submitted", "Step Done", "Step Taken", "Help Searched", "Help Answer", "Sign Seen", "Guide Shown"),
    "page: Claim form",
]
TIMES = mostly(AT_TEXT, "2026-11-23T09:59:59.123456+00:00", "2026-11-23T12:00:00+02:00")
ODD_TIMES = st.sampled_from(["2026-11-23T10:00:00", "1999-01-01T00:00:00Z", "2030-01-01T00:00:00Z", "no time", None])


def one_of_names() -> st.SearchStrategy[str]:
    return st.integers(0, 30).flatmap(lambda dice: st.sampled_from(["No", "Mouse Moved"] if dice == 0 else NAMES))


def message(name: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {
            "type": mostly("track", "track", "track"),
            "event": name,
            "properties": st.one_of(PROPERTIES, PROPERTIES, mostly({"request_id": "R-9"})),
            "timestamp": st.integers(0, 20).flatmap(lambda dice: ODD_TIMES if dice == 0 else TIMES),
        },
        optional={
            "userId": mostly("alice", " bob "),
            "messageId": mostly("m-1", "m-2"),
            "context": st.just({"ip": "10.1.2.3"}),
            "originalTimestamp": TIMES,
        },
    )


def of_our_own(event: Any) -> Any:
    names = {"userId": "user_id", "messageId": "event_id", "timestamp": "at"}
    return {names.get(name, name): value for name, value in event.items() if name != "type"}


def without_time(event: Any) -> Any:
    return {name: value for name, value in event.items() if name != "timestamp"}


MESSAGES = st.one_of(
    st.sampled_from(NAMES).flatmap(lambda name: st.lists(message(st.just(name)), max_size=5)),
    st.lists(st.one_of(message(one_of_names()), message(one_of_names()).map(without_time)), max_size=5),
    st.lists(st.one_of(message(one_of_names()), st.sampled_from([5, None, "text", [], {}])), max_size=3),
)
SENT_AT = st.sampled_from([None, None, None, "2026-11-23T10:00:59Z", "2026-11-23T08:00:00Z", "nothing"])


def answer(door: Door, body: bytes, kind: str) -> Accepted | tuple[int, str, object]:
    try:
        return door.own(body, "key_1", NOW) if kind == "own" else door.segment(body, kind, "key_1", NOW)
    except UnreadableBody as error:
        return error.status, error.error, error.batch


def tells_the_same(body: bytes, kind: str) -> None:
    for at_once, one_by_one in PAIRS:
        found, expected = answer(at_once, body, kind), answer(one_by_one, body, kind)
        # The texts tell 1 from True and 1.0, and the order of tables and columns.
        assert repr(found) == repr(expected)


def body_of(messages: list[Any], sent_at: str | None, kind: str, *, compact: bool) -> bytes:
    listed, events = ("events", [of_our_own(one) if isinstance(one, dict) else one for one in messages])
    if kind != "own":
        listed, events = "batch", messages
    blanks = (",", ":") if compact else None
    return json.dumps(
        {listed: events, "sent_at": sent_at, "sentAt": sent_at}, separators=blanks, ensure_ascii=not compact
    ).encode()


BODIES = st.tuples(MESSAGES, SENT_AT, st.sampled_from(["batch", "t", "own"]), st.booleans())


@given(BODIES)
@settings(max_examples=160, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_body_is_answered_as_event_by_event(told: tuple[list[Any], str | None, str, bool]) -> None:
    messages, sent_at, kind, compact = told
    tells_the_same(body_of(messages, sent_at, kind, compact=compact), kind)


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
@given(told=BODIES)
@settings(max_examples=2_500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_twenty_thousand_bodies_are_answered_as_event_by_event(
    part: int,  # noqa: ARG001 - each part draws others
    told: tuple[list[Any], str | None, str, bool],
) -> None:
    messages, sent_at, kind, compact = told
    tells_the_same(body_of(messages, sent_at, kind, compact=compact), kind)


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("name", ["type", "event", "properties", "timestamp", "userId", "messageId"])
def test_an_odd_member_is_answered_as_event_by_event(name: str, odd: Any) -> None:
    for messages in ([track(), track(**{name: odd})], [track(**{name: odd})]):
        for kind in ("batch", "t", "own"):
            tells_the_same(body_of(messages, None, kind, compact=True), kind)


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("name", ["request_id", "amount_band", "country", "q", "step", "found", "text", "reason", "n"])
def test_an_odd_property_is_answered_as_event_by_event(name: str, odd: Any) -> None:
    all_known = {"request_id": "R-1", "step": "pay", "q": "how", "reason": "access", "sign": "rage_click", "n": 1}
    for event in ("Request Submitted", "Help Searched", "Help Answer", "Sign Seen"):
        messages = [track(event, properties=all_known), track(event, properties={**all_known, name: odd})]
        tells_the_same(body_of(messages, None, "batch", compact=True), "batch")


def taken_at_once(monkeypatch: pytest.MonkeyPatch, messages: list[Any]) -> dict[str, dict[str, list[Any]]]:
    """What comes of messages where no event can be taken by itself."""
    monkeypatch.setattr(Mapped, "take", None)
    accepted = PAIRS[0][0].segment(body_of(messages, None, "batch", compact=True), "batch", "key_1", NOW)
    assert not accepted.rejected
    return accepted.batch.tables


def test_ordinary_events_are_taken_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = [track(properties={"request_id": f"R-{number}", "country": "NL"}) for number in range(3)]
    events = taken_at_once(monkeypatch, messages)["events"]
    assert events["case_id"] == ["R-0", "R-1", "R-2"]
    assert events["activity"] == ["submit"] * 3
    assert events["country"] == ["NL"] * 3


def test_rows_of_several_mappings_keep_the_order_of_their_events(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = [
        track("Step Taken", properties={"request_id": "T-1", "done_at": AT_TEXT, "employee": "bob"}),
        track("Request Submitted", properties={"request_id": "S-1"}),
        track("Help Searched", properties={"q": "lost receipt", "step": "pay"}),
        track("Step Taken", properties={"request_id": "T-2", "done_at": AT_TEXT, "employee": "bob"}),
        track("Request Submitted", properties={"request_id": "S-2"}),
    ]
    tables = taken_at_once(monkeypatch, messages)
    assert list(tables) == ["events", "searches"]
    assert tables["events"]["case_id"] == ["T-1", "S-1", "T-2", "S-2"]
    assert tables["searches"]["query"] == ["lost receipt"]


@pytest.mark.parametrize("literal", ["app", "alice@example.com"])
def test_a_text_that_the_mapping_adds_is_looked_at_as_event_by_event(literal: str) -> None:
    rollout = rollout_from_text(SECOND.replace("channel: $channel", f'channel: "{literal}"'), "rollout.yaml")
    body = body_of([track("Step Done", properties={"step": "ask", "case": "C-1"})], None, "batch", compact=True)
    found, expected = (
        Door([rollout], PERSONS, one_by_one=one).segment(body, "batch", "key_1", NOW) for one in (False, True)
    )
    assert repr(found) == repr(expected)
    assert found.scrubbed == ("@" in literal)

"""What Segment's clients send becomes rows by the mappings of a rollout."""

from __future__ import annotations

import json

import pytest

from tests.collector.doors import AT, NOW, PERSONS, batch, door, only, reason, sent, track

ALICE = PERSONS.of("alice")


def test_a_track_call_becomes_a_row_by_the_mapping_of_its_name() -> None:
    assert only(sent(track(properties={"request_id": "R-1", "country": "NL", "colour": "red"}))) == {
        "event_id": "m-1",
        "at": AT,
        "user_id": ALICE,
        "workflow": "claim",
        "case_id": "R-1",
        "activity": "submit",
        "country": "NL",
    }


def test_values_are_taken_from_deep_properties_where_the_condition_holds() -> None:
    properties = {"app": "travel", "workflow": "claim", "step": "approve", "request": {"id": 7}, "result": "Failed"}
    row = only(sent(track("Step Done", properties=properties)))
    assert (row["case_id"], row["activity"], row["outcome"]) == ("7", "approve", "failed")


def test_an_event_whose_condition_does_not_hold_has_no_mapping() -> None:
    assert reason(sent(track("Step Done", properties={"app": "other"}))) == "no_mapping"


def test_properties_stand_in_for_time_person_and_id_where_the_mapping_says_so() -> None:
    properties = {"request_id": "R-1", "employee": 4711, "done_at": "2026-11-23T09:00:00+00:00", "id": "e-9"}
    row = only(sent(track("Step Taken", properties=properties)))
    assert (row["user_id"], row["at"], row["event_id"]) == (PERSONS.of("4711"), AT - 3_600_000_000, "e-9")
    assert row["activity"] == "Step Taken"


@pytest.mark.parametrize(
    ("event", "properties", "table", "row"),
    [
        (
            "Help Searched",
            {"step": "pay", "q": "lost", "found": "no"},
            "searches",
            {"query": "lost", "resolved": False},
        ),
        ("Help Answer", {"step": "pay", "reason": "policy"}, "answers", {"reason": "policy", "step": "pay"}),
        ("Sign Seen", {"step": "pay", "sign": "rage_click", "n": 3.0}, "signs", {"sign": "rage_click", "count": 3}),
        ("Guide Shown", {"guide": "g-1"}, "exposures", {"intervention_id": "g-1", "arm": "shown", "action": "shown"}),
    ],
)
def test_events_become_rows_of_each_table(event: str, properties: dict, table: str, row: dict) -> None:  # type: ignore[type-arg]
    found = only(sent(track(event, properties=properties)), table)
    assert row.items() <= found.items()
    assert found["at"] == AT


@pytest.mark.parametrize("kind", ["t", "track"])
def test_a_single_message_is_of_the_type_that_its_path_says(kind: str) -> None:
    message = track()
    del message["type"]
    accepted = door().segment(json.dumps(message).encode(), kind, "key_1", NOW)
    assert only(accepted)["case_id"] == "R-1"


@pytest.mark.parametrize("kind", ["identify", "group", "alias", "page", "screen"])
def test_calls_about_persons_and_pages_are_not_used_and_nothing_of_them_is_kept(kind: str) -> None:
    accepted = sent({"type": kind, "userId": "alice", "traits": {"email": "alice@example.com"}})
    assert reason(accepted) == "not_used"
    assert accepted.batch.bad[0].raw is None


def test_a_page_is_mapped_by_its_name_with_the_word_page_before_it() -> None:
    page = track(type="page", name="Claim form", properties={"claim": "R-2"})
    assert only(sent(page))["case_id"] == "R-2"


@pytest.mark.parametrize("message", [track("Mouse Moved"), {"type": "page", "name": "Home"}])
def test_what_is_ignored_is_counted_as_not_wanted_and_not_kept(message: dict) -> None:  # type: ignore[type-arg]
    accepted = sent(message)
    assert reason(accepted) == "not_wanted"
    assert accepted.batch.bad[0].raw is None


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (track("Nobody Knows"), "no_mapping"),
        (track(properties={}), "missing_value"),
        (track(properties={"request_id": " "}), "missing_value"),
        (track(properties={"request_id": {"a": 1}}), "wrong_value"),
        (track(properties={"request_id": "x" * 257}), "value_too_long"),
        (track(properties={"request_id": "R-1", "country": "x" * 1025}), "value_too_long"),
        (track(properties=[1]), "wrong_value"),
        (track(event=5), "wrong_value"),
        (track(type="heartbeat"), "unknown_type"),
        (track(type=["track"]), "unknown_type"),
        (track("Step Done", properties={"app": "travel", "workflow": "x", "request": {"id": 1}}), "unknown_workflow"),
        (track("Help Searched", properties={"step": "x", "q": "a"}), "unknown_step"),
        (track("Help Answer", properties={"step": "pay", "reason": "x"}), "unknown_choice"),
        (track("Sign Seen", properties={"step": "pay", "sign": "rage_click", "n": -1}), "wrong_value"),
        (track("Help Searched", properties={"q": "a", "found": "maybe"}), "wrong_value"),
        (track("Guide Shown", properties={"guide": "g"}, userId=None), "missing_value"),
        (track(userId="x" * 257), "value_too_long"),
        (5, "not_an_object"),
        (None, "not_an_object"),
    ],
)
def test_an_event_that_cannot_be_a_row_is_refused_with_its_reason(message: object, why: str) -> None:
    assert reason(sent(message)) == why


def test_one_bad_event_takes_no_other_with_it() -> None:
    accepted = sent(track(), track("Nobody Knows"), track())
    assert [(one.index, one.reason) for one in accepted.rejected] == [(1, "no_mapping")]
    assert accepted.batch.tables["events"]["case_id"] == ["R-1", "R-1"]
    assert accepted.batch.received == 3


def test_a_refusal_quotes_nothing_of_what_was_sent() -> None:
    accepted = sent(track("Secret Name"), track("Help Answer", properties={"step": "Secret Step", "reason": "policy"}))
    assert len(accepted.rejected) == 2
    assert "Secret" not in "".join(one.detail for one in accepted.rejected)


def test_the_members_of_a_batch_that_are_not_events_are_not_stored() -> None:
    assert b"dp_public" not in repr(door().segment(batch(track(), track("No")), "b", "key_1", NOW)).encode()


def test_a_rudderstack_client_tells_the_time_under_another_name() -> None:
    message = track(originalTimestamp="2026-11-23T10:00:00Z")
    del message["timestamp"]
    assert only(sent(message))["at"] == AT

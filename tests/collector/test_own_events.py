"""Our own interface takes rows as the tables have them, and events by the mappings."""

from __future__ import annotations

import pytest

from desirepath.collector.accept import Door
from desirepath.collector.unreadable import Unreadable
from desirepath.connectors.rollout_file import rollout_from_text
from desirepath.vocabulary.collecting import COLLECTED_TABLES
from desirepath.warehouse.collected import COLLECTED
from tests.collector.doors import AT, AT_TEXT, NOW, PERSONS, ROLLOUT, door, only, reason, told

WITHOUT = (
    "rollout: r\ngo_live: 2025-01-31\nsources: [{table: events, file: e.csv}]\nworkflows: [{workflow: w, path: a b}]\n"
)
TWO = WITHOUT.replace("[{workflow: w, path: a b}]", "[{workflow: w, path: a b}, {workflow: v, path: a b}]")


def test_a_row_of_our_columns_goes_in_as_it_is() -> None:
    event = {
        "event_id": "e",
        "case_id": "c",
        "activity": "Anything",
        "at": AT_TEXT,
        "user_id": "alice",
        "channel": "app",
    }
    assert only(told({**event, "outcome": "Returned", "country": "NL", "colour": "red"})) == {
        "event_id": "e",
        "at": AT,
        "user_id": PERSONS.of("alice"),
        "workflow": "claim",
        "case_id": "c",
        "activity": "Anything",
        "channel": "app",
        "outcome": "returned",
        "country": "NL",
    }


def test_a_row_of_another_table_names_it() -> None:
    row = only(told({"table": "signs", "step": "pay", "sign": "hesitation", "workflow": "claim"}), "signs")
    assert row == {"at": NOW, "workflow": "claim", "step": "pay", "sign": "hesitation"}


def test_an_event_with_a_name_is_mapped() -> None:
    event = {"event": "Request Submitted", "properties": {"request_id": 5}, "user_id": "alice", "at": AT_TEXT}
    row = only(told(event))
    assert (row["case_id"], row["activity"], row["at"], row["user_id"]) == ("5", "submit", AT, PERSONS.of("alice"))


def test_rows_go_in_without_any_mapping() -> None:
    accepted = door(WITHOUT).own(b'{"events": [{"case_id": "1", "activity": "a"}]}', "key_1", NOW)
    assert only(accepted)["workflow"] == "w"


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ({"case_id": "1"}, "missing_value"),
        ({"activity": "pay"}, "missing_value"),
        ({"table": "people", "user_id": "x"}, "unknown_table"),
        ({"table": ["events"]}, "unknown_table"),
        ({"table": "signs", "step": "pay", "sign": "other"}, "unknown_choice"),
        ({"workflow": "other", "case_id": "1", "activity": "pay"}, "unknown_workflow"),
        ({"event": "Nobody Knows"}, "no_mapping"),
        ({"event": ""}, "wrong_value"),
        ({"event": "Request Submitted", "properties": 1}, "wrong_value"),
        ("row", "not_an_object"),
    ],
)
def test_an_event_that_cannot_be_a_row_is_refused_with_its_reason(event: object, why: str) -> None:
    assert reason(told(event)) == why


def test_of_several_workflows_an_event_names_its_own_and_a_search_need_not() -> None:
    body = b'{"events": [{"case_id": "1", "activity": "a"}, {"table": "searches", "query": "q"}]}'
    accepted = door(TWO).own(body, "key_1", NOW)
    assert [(one.index, one.reason) for one in accepted.rejected] == [(0, "missing_value")]
    assert accepted.batch.tables["searches"]["workflow"] == [None]


@pytest.mark.parametrize("body", [b"{}", b'{"events": {}}', b'{"batch": []}', b'{"events": null}'])
def test_a_body_without_a_list_of_events_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        door().own(body, "key_1", NOW)
    assert (refused.value.status, refused.value.error) == (400, "no_events")


def test_an_empty_list_is_nothing_received() -> None:
    accepted = told()
    assert (accepted.batch.received, accepted.batch.tables, accepted.batch.bad) == (0, {}, [])


def test_rollouts_share_a_door() -> None:

    both = Door([rollout_from_text(text, "r.yaml") for text in (WITHOUT, ROLLOUT)], PERSONS)
    body = b'{"events": [{"workflow": "w", "case_id": "1", "activity": "a"}, {"event": "Request Submitted", "properties": {"request_id": 1}}]}'
    assert both.own(body, "key_1", NOW).batch.tables["events"]["workflow"] == ["w", "claim"]


def test_the_tables_that_a_rollout_may_map_to_are_those_that_a_collector_fills() -> None:
    assert set(COLLECTED_TABLES) == set(COLLECTED)

"""Clocks of clients may be wrong: their times are corrected, or the time of arrival is kept, and no event is refused."""

from __future__ import annotations

import pytest

from tests.collector.doors import AT, AT_TEXT, NOW, only, sent, told, track

YEAR = 365 * 24 * 3600 * 1_000_000


@pytest.mark.parametrize(
    "time",
    [
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-11-23T10:00:00",
        "2026-11-24T10:01:01Z",
        "0001-01-01T00:00:00+14:00",
        "yesterday",
        "",
        1_795_428_000,
        {"$date": AT_TEXT},
    ],
)
def test_a_time_that_cannot_be_is_that_of_arrival_and_counted(time: object) -> None:
    accepted = sent(track(timestamp=time))
    assert only(accepted)["at"] == NOW
    assert accepted.skewed == 1


def test_an_event_without_a_time_happened_as_it_arrived() -> None:
    accepted = sent(track(timestamp=None))
    assert only(accepted)["at"] == NOW
    assert accepted.skewed == 0


@pytest.mark.parametrize("year", ["2016", "2036"])
def test_a_clock_that_is_ten_years_off_is_corrected_by_when_it_says_that_it_sent(year: str) -> None:
    accepted = sent(track(timestamp=f"{year}-11-23T10:00:00Z"), sentAt=f"{year}-11-23T10:01:00Z")
    assert only(accepted)["at"] == AT
    assert accepted.skewed == 1


def test_a_minute_on_the_way_changes_no_time() -> None:
    accepted = sent(track(), sentAt="2026-11-23T10:00:00Z")
    assert only(accepted)["at"] == AT
    assert accepted.skewed == 0


def test_an_event_that_waited_a_month_for_the_network_keeps_its_time() -> None:
    accepted = sent(track(timestamp="2026-10-24T10:00:00Z"), sentAt="2026-11-23T10:01:00Z")
    assert only(accepted)["at"] == AT - 30 * 24 * 3600 * 1_000_000
    assert accepted.skewed == 0


@pytest.mark.parametrize("sent_at", ["2016-11-23T10:01:00", "soon", 5, None])
def test_a_request_that_does_not_say_when_it_was_sent_corrects_nothing(sent_at: object) -> None:
    assert only(sent(track(), sentAt=sent_at))["at"] == AT


def test_our_own_interface_corrects_in_the_same_way() -> None:
    event = {"case_id": "1", "activity": "pay", "at": "2016-11-23T10:00:00Z"}
    accepted = told(event, sent_at="2016-11-23T10:01:00Z")
    assert only(accepted)["at"] == AT
    assert accepted.skewed == 1

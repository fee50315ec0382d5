"""What looks like an e-mail address, an IBAN or a card number does not stay."""

from __future__ import annotations

import pytest

from desirepath.doors.redact import is_personal, names_a_person, none_is_personal, without_personal
from tests.collector.doors import PERSONS, only, reason, sent, track

PERSONAL = [
    "alice@example.com",
    "Alice.B+x@mail.example.co.uk",
    "a@b",
    "alice%40example.com",
    "alice＠example.com",
    "jörg@exämple.de",
    "NL91 ABNA 0417 1643 00",
    "gb82west12345698765432",
    "NO93-8601-1117-947",
    "MT84MALT011000012345MTLCAST001S",
    "4111 1111 1111 1111",
    "5500-0000-0000-0004",
    "378282246310005",
]
NOT_PERSONAL = [
    "100-500",
    "@",
    "a @ b",
    "north side of town",
    "NL91 ABNA 0417 1643 01",
    "4111 1111 1111 1112",
    "2026-11-23T10:00:00.000Z",
    "0b5c8f0e-1111-4222-8333-000000000001",
    "12345678901234567890123",
    "NL91ABNA0417164300X",
    "PO20250000012345",
    "XX91ABNA0417164300",
    "a4111111111111111",
    "",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_what_looks_personal_is_found_alone_and_in_a_sentence(text: str) -> None:
    assert is_personal(text)
    assert not none_is_personal(["NL", text])
    assert without_personal(f"please pay {text} now").text == "please pay _ now"


@pytest.mark.parametrize("text", NOT_PERSONAL)
def test_what_does_not_look_personal_stays(text: str) -> None:
    assert without_personal(text) == (text, 0)


def test_an_address_behind_an_iban_is_found_too() -> None:
    assert without_personal("NL91ABNA0417164300 bob@example.com 4111111111111111") == ("_ _ _", 3)


@pytest.mark.parametrize("before", ["AB12 CDEF", "2026", "DE22", "4111", "NL91ABNA04"])
def test_what_looks_like_the_beginning_of_a_number_hides_none(before: str) -> None:
    assert without_personal(f"{before} NL91ABNA0417164300").text == f"{before} _"
    assert without_personal(f"{before} 4111 1111 1111 1111").text == f"{before} _"


def test_hashed_persons_never_look_personal() -> None:
    assert not [number for number in range(20_000) if is_personal(f"hashed:{PERSONS.of(str(number))}")]


def test_a_long_case_number_that_passes_for_a_card_is_no_person() -> None:
    assert not names_a_person("4111111111111111")
    assert names_a_person("NL91ABNA0417164300")


@pytest.mark.parametrize("value", PERSONAL)
def test_a_kept_property_that_looks_personal_is_dropped_and_counted(value: str) -> None:
    accepted = sent(track(properties={"request_id": "R-1", "country": value, "amount_band": "low"}))
    row = only(accepted)
    assert "country" not in row
    assert row["amount_band"] == "low"
    assert accepted.scrubbed == 1


def test_the_piece_is_taken_out_of_a_free_text_and_counted() -> None:
    properties = {"step": "pay", "reason": "other", "text": "ask bob@example.com or 4111111111111111"}
    accepted = sent(track("Help Answer", properties=properties))
    assert only(accepted, "answers")["text"] == "ask _ or _"
    assert accepted.scrubbed == 2


def test_a_card_number_sent_as_a_number_is_found() -> None:
    assert "country" not in only(sent(track(properties={"request_id": "R-1", "country": 4111111111111111})))


def test_a_case_named_by_an_address_is_refused() -> None:
    assert reason(sent(track(properties={"request_id": "alice@example.com"}))) == "personal_value"


def test_an_event_id_with_an_address_goes_by_its_hash() -> None:
    assert only(sent(track(messageId="alice@example.com-1")))["event_id"] == PERSONS.of("alice@example.com-1")


def test_a_kept_property_that_is_a_list_is_not_kept() -> None:
    assert "country" not in only(sent(track(properties={"request_id": "R-1", "country": ["NL"]})))

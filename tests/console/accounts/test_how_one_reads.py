"""Language and zone are each person's own, on every page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from desirepath.console.accounts.actions.set_preferences import set_preferences
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from tests.console.stage import Stage


def clocks(client: Client) -> dict[str, str]:
    """How the audit page tells the time of each line, by the exact time."""
    page = client.get("/w/ours/audit/").content.decode()
    return dict(re.findall(r'<time datetime="([^"]+)"[^>]*>([^<]+)</time>', page))


def test_a_page_in_another_zone_shows_another_clock(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    client, person = signed_in(Role.ADMINISTRATOR), stage.seats[Role.ADMINISTRATOR].person
    set_preferences(person, name="", language="en", zone="UTC")
    in_utc = clocks(client)
    set_preferences(person, name="", language="en", zone="Asia/Tokyo")
    in_tokyo = clocks(client)
    assert len(in_utc) > 5
    for exact, told in in_utc.items():
        assert in_tokyo[exact] != told
    set_preferences(person, name="", language="en", zone="UTC")
    assert {exact: told for exact, told in clocks(client).items() if exact in in_utc} == in_utc


def test_the_page_says_which_language_it_is_in(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    client, person = signed_in(Role.VIEWER), stage.seats[Role.VIEWER].person
    assert client.get("/w/ours/", headers={"accept-language": "de"})["Content-Language"] == "de"
    set_preferences(person, name="", language="en", zone="")
    answer = client.get("/w/ours/", headers={"accept-language": "de"})
    assert answer["Content-Language"] == "en"
    assert '<html lang="en">' in answer.content.decode()
    set_preferences(person, name="", language="de", zone="")
    answer = client.get("/w/ours/", headers={"accept-language": "en"})
    assert answer["Content-Language"] == "de"
    assert '<html lang="de">' in answer.content.decode()


def test_one_persons_zone_and_language_are_not_the_next_ones(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    set_preferences(stage.seats[Role.VIEWER].person, name="", language="de", zone="Asia/Tokyo")
    signed_in(Role.VIEWER).get("/w/ours/")
    answer = signed_in(Role.AUTHOR).get("/w/ours/")
    assert answer["Content-Language"] == "en"
    assert Client().get("/account/login/")["Content-Language"] == "en"


def test_the_form_keeps_what_was_chosen(seat: Seat, signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    form = {"name": "The administrator", "language": "de", "zone": "Europe/Berlin"}
    assert client.post("/account/", form)["Location"] == "/account/"
    page = client.get("/account/").content.decode()
    assert 'value="The administrator"' in page
    assert '<option value="Europe/Berlin" selected>' in page
    assert seat.email in page


@pytest.mark.parametrize(
    ("field", "value"), [("zone", "Mars/Olympus"), ("zone", "../../etc/passwd"), ("language", "xx")]
)
def test_what_there_is_not_is_refused(seat: Seat, field: str, value: str) -> None:
    with pytest.raises(BadInput):
        set_preferences(seat.person, **{"name": "", "language": "", "zone": "", field: value})

"""Applications: keys are made, shown once, revoked, and belong to one workspace."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from desirepath.console.applications.actions.make_write_key import make_write_key
from desirepath.console.applications.actions.revoke_write_key import revoke_write_key
from desirepath.console.applications.reads import hours_of, keys_of
from desirepath.console.audit.models import Entry
from desirepath.console.home import Home
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.warehouse.collected import BadEvent, Batch
from desirepath.warehouse.lake.project import project
from desirepath.warehouse.write_keys import file_of_keys, read_keys
from tests.console.conftest import client_of
from tests.console.stage import Stage
from tests.lake.lakes import events, log_requests, request

PAGE = "/w/ours/applications/"
NOT_THEIRS = [role for role in Role if role not in (Role.APPLICATION_OWNER, Role.ADMINISTRATOR)]
MAY = (Role.APPLICATION_OWNER, Role.ADMINISTRATOR)


@pytest.fixture(autouse=True)
def _home_of_its_own(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys lie in files, which no transaction takes back."""
    del stage
    monkeypatch.setattr(settings, "HOME", Home(tmp_path).made())


def made(seat: Seat, application: str = "purchasing", *origins: str) -> tuple[str, str]:
    key, text = make_write_key(seat, application, origins, 500)
    return key.id, text


@pytest.mark.parametrize("role", MAY)
def test_a_key_is_shown_once_with_lines_to_copy(signed_in: Callable[[Role], Client], role: Role) -> None:
    client = signed_in(role)
    answer = client.post(
        PAGE + "keys/", {"application": "purchasing", "origins": "https://erp.example.com", "events": "500"}
    )
    page = html.unescape(answer.content.decode())
    text = re.search(r"dp_[A-Za-z0-9]{32}", page)
    assert text is not None
    assert page.count(text[0]) == 6  # the field, guidance, a page, Node, Python, curl
    assert "no-store" in answer["Cache-Control"]
    assert text[0] not in client.get(PAGE).content.decode()


def test_the_list_tells_pages_rate_and_state(signed_in: Callable[[Role], Client], seat: Seat) -> None:
    made(seat, "purchasing", "https://erp.example.com")
    key, _ = made(seat, "batch-jobs")
    revoke_write_key(seat, key)
    page = signed_in(Role.VIEWER).get(PAGE).content.decode()
    assert "https://erp.example.com" in page
    assert "programs only" in page
    assert page.index("purchasing") < page.index("batch-jobs"), "those in force come first"
    assert page.count("in force") == page.count(">revoked<") == 1


def test_who_only_looks_finds_no_way_to_change(signed_in: Callable[[Role], Client], seat: Seat) -> None:
    made(seat)
    page = signed_in(Role.VIEWER).get(PAGE).content.decode()
    assert "New key" not in page
    assert "/revoke/" not in page


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_other_roles_neither_make_nor_revoke_keys(
    stage: Stage, signed_in: Callable[[Role], Client], role: Role
) -> None:
    key, _ = made(stage.seats[Role.ADMINISTRATOR])
    with pytest.raises(NotAllowed):
        made(stage.seats[role])
    with pytest.raises(NotAllowed):
        revoke_write_key(stage.seats[role], key)
    client = signed_in(role)
    assert client.post(PAGE + "keys/", {"application": "purchasing"}).status_code == 403
    assert client.post(f"{PAGE}keys/{key}/revoke/").status_code == 403
    assert [one.revoked_at for one in read_keys(file_of_keys(settings.HOME.warehouse("ours")))] == [None]


def test_making_and_revoking_leave_lines_without_the_text_of_the_key(seat: Seat) -> None:
    key, text = made(seat, "purchasing", "https://erp.example.com")
    revoke_write_key(seat, key)
    lines = list(Entry.objects.filter(about=key).order_by("number"))
    assert [line.verb for line in lines] == ["key.made", "key.revoked"]
    assert json.loads(lines[0].details) == {
        "application": "purchasing",
        "origins": ["https://erp.example.com"],
        "events": 500,
    }
    assert not Entry.objects.filter(details__contains=text).exists()


def test_a_revoked_key_stays_in_the_list_and_is_in_force_no_more(
    signed_in: Callable[[Role], Client], seat: Seat
) -> None:
    key, _ = made(seat)
    answer = signed_in(Role.APPLICATION_OWNER).post(f"{PAGE}keys/{key}/revoke/", follow=True)
    assert "Revoked." in answer.content.decode()
    assert [(one.id, one.revoked_at is None) for one in keys_of(seat, timezone.now())] == [(key, False)]


def test_a_key_of_another_workspace_is_not_there(stage: Stage, signed_in: Callable[[Role], Client]) -> None:
    theirs, _ = made(stage.their_seat)
    assert signed_in(Role.ADMINISTRATOR).post(f"{PAGE}keys/{theirs}/revoke/").status_code == 404
    assert theirs not in signed_in(Role.ADMINISTRATOR).get(PAGE).content.decode()
    assert client_of(stage.their_seat).get(PAGE).status_code == 404
    assert client_of(stage.their_seat).get(PAGE + "csv/").status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"application": "Purchase Requests"}, "may hold a-z"),
        ({"application": "purchasing", "origins": "erp.example.com"}, "an origin is a scheme"),
        ({"application": "purchasing", "events": "0"}, "above 0"),
        ({"application": "purchasing", "events": "many"}, "above 0"),
        ({"application": "purchasing", "events": "nan"}, "above 0"),
    ],
)
def test_what_is_written_wrong_is_said_and_kept_in_the_form(
    signed_in: Callable[[Role], Client], given: dict[str, str], said: str
) -> None:
    answer = signed_in(Role.ADMINISTRATOR).post(PAGE + "keys/", given)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert said in page
    assert given["application"] in page
    assert "No keys yet" in page


def test_a_damaged_file_of_keys_is_said(signed_in: Callable[[Role], Client]) -> None:
    file = file_of_keys(settings.HOME.warehouse("ours"))
    file.parent.mkdir(parents=True)
    file.write_text("{", encoding="ascii")
    answer = signed_in(Role.VIEWER).get(PAGE)
    assert answer.status_code == 200
    assert "the write keys cannot be read" in answer.content.decode()


def received(key: str, at: int, good: int, bad: int) -> Batch:
    """A request with so many events, received at this time (UTC microseconds)."""
    ids = [f"{at}-{number}" for number in range(good)]
    wrong = [BadEvent(good + number, "no_mapping", "", b"{}") for number in range(bad)]
    return request({"events": events(ids, at=at)}, wrong, key=key, at=at)


def test_what_came_is_counted_by_key_and_hour(signed_in: Callable[[Role], Client], seat: Seat) -> None:
    key, _ = made(seat)
    warehouse = settings.HOME.warehouse("ours")
    hour = 3_600_000_000
    now = int(timezone.now().timestamp() * 1_000_000) // hour * hour
    batches = ((now - 2 * hour, 3, 0), (now, 4, 2), (now + 1, 1, 0))
    log_requests(warehouse, [received(key, *one) for one in batches], "ours")
    project(warehouse)
    (shown,) = keys_of(seat, timezone.now())
    assert (shown.received, shown.taken, shown.refused) == (10, 8, 2)
    assert [number for number in shown.hours if number] == [3, 7]
    assert shown.hours[-1] == 7
    assert [(one.tally.received, one.tally.bad) for one in hours_of(seat)] == [(3, 0), (7, 2)]
    file = signed_in(Role.VIEWER).get(PAGE + "csv/").content.decode("utf-8-sig").splitlines()
    assert file[0] == "hour,key,application,received,taken,refused,duplicate"
    assert [line.split(",")[1:] for line in file[1:]] == [
        [key, "purchasing", "3", "3", "0", "0"],
        [key, "purchasing", "7", "5", "2", "0"],
    ]
    assert Entry.objects.filter(verb="table.exported", about="applications").count() == 1

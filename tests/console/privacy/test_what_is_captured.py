"""Privacy: what is captured, in words; floors; for how long collected events are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.home import Home
from desirepath.console.privacy.actions.set_retention import set_retention
from desirepath.console.privacy.captured import captured_in
from desirepath.console.privacy.models import Retention
from desirepath.console.privacy.reads import retention_of
from desirepath.console.privacy.tasks import keep_to_retention
from desirepath.console.rollouts.actions.make_rollout import make_rollout
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.lake.project import project
from tests.console.conftest import client_of
from tests.console.stage import Stage
from tests.lake.lakes import events, log_requests, request

PAGE = "/w/ours/privacy/"
COLLECTING = """\
rollout: claims
title: Claims <b>now</b>
go_live: 2026-01-05
smallest_group: 12
workflows: [{workflow: claim, path: submit approve}]
sources:
  - {table: people, file: hr.csv, columns: {user_id: Personnel no, manager: null, site: Office}}
collect:
  keep: [amount_band]
  ignore: [Page Viewed]
  events:
    - {event: Submitted, workflow: claim, activity: submit, case: $request_id}
"""


@pytest.fixture
def claims(seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rollout with an HR file and a section `collect`, in a home of its own."""
    monkeypatch.setattr(settings, "HOME", Home(tmp_path).made())
    made = make_rollout(seat, "claims", "Claims", COLLECTING)
    made.file.write_text(COLLECTING, encoding="utf-8")


@pytest.mark.usefixtures("claims")
def test_columns_are_those_that_can_be_read_by_what_the_source_calls_them(seat: Seat) -> None:
    found = next(one for one in captured_in(seat.workspace) if one.rollout.slug == "claims")
    assert found.smallest_group == 12
    assert found.ignored == ("Page Viewed",)
    assert found.tables is not None
    events, people = found.tables
    assert (events.table, events.sources, events.collected) == ("events", (), True)
    assert [column.name for column in events.columns] == [
        *("event_id", "workflow", "case_id", "activity", "at", "user_id"),
        "amount_band",
    ]
    called = {column.name: column.called for column in people.columns}
    assert called["user_id"] == "Personnel no"
    assert called["site"] == "Office"
    assert "manager" not in called
    assert [column.name for column in people.columns if column.names_person] == ["user_id"]


@pytest.mark.usefixtures("claims")
def test_the_page_to_print_says_it_and_shows_titles_as_text(signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.VIEWER).get(PAGE + "captured/").content.decode()
    assert "Groups of fewer than 12 people are never shown." in page
    assert "Events that are not wanted and not stored: Page Viewed." in page
    assert "Claims &lt;b&gt;now&lt;/b&gt;" in page
    assert "data-prints" in page


@pytest.mark.usefixtures("claims")
def test_a_file_with_mistakes_is_said_to_be_one(seat: Seat, signed_in: Callable[[Role], Client]) -> None:
    (settings.HOME.rollout("ours", "claims") / "rollout.yaml").write_text("rollout: [", encoding="utf-8")
    assert all(one.tables is None for one in captured_in(seat.workspace) if one.rollout.slug == "claims")
    assert "so nobody can say what is read" in signed_in(Role.VIEWER).get(PAGE + "captured/").content.decode()
    assert "nobody can say" in signed_in(Role.VIEWER).get(PAGE).content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_what_is_captured(signed_in: Callable[[Role], Client], role: Role) -> None:
    for page in (PAGE, PAGE + "captured/", PAGE + "captured/csv/"):
        assert signed_in(role).get(page).status_code == 200


def test_nothing_is_there_for_people_of_another_workspace(stage: Stage) -> None:
    client = client_of(stage.their_seat)
    for page in (PAGE, PAGE + "captured/", PAGE + "captured/csv/", PAGE + "erasures/"):
        assert client.get(page).status_code == 404
    assert client.post(PAGE + "retention/", {"days": "90"}).status_code == 404


@pytest.mark.usefixtures("claims")
def test_the_columns_can_be_taken_along(signed_in: Callable[[Role], Client]) -> None:
    lines = signed_in(Role.VIEWER).get(PAGE + "captured/csv/").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "rollout,table,column,called,meaning,names_person"
    assert 'claims,people,user_id,Personnel no,"the person, as the events name them",True' in lines
    assert Entry.objects.filter(verb="table.exported", about="captured").count() == 1


def test_how_long_is_kept_is_set_and_taken_back(signed_in: Callable[[Role], Client], seat: Seat) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    assert "Kept." in client.post(PAGE + "retention/", {"days": "90"}, follow=True).content.decode()
    assert retention_of(seat).days == 90
    assert "90 days" in client.get(PAGE).content.decode()
    client.post(PAGE + "retention/", {"days": ""})
    assert retention_of(seat).days is None
    lines = Entry.objects.filter(verb="retention.set").order_by("number")
    assert [line.details for line in lines] == ['{"days": 90}', '{"days": null}']


@pytest.mark.parametrize("days", ["29", "3651", "-5", "soon", "9999999999"])
def test_too_few_or_too_many_days_are_refused(signed_in: Callable[[Role], Client], seat: Seat, days: str) -> None:
    answer = signed_in(Role.ADMINISTRATOR).post(PAGE + "retention/", {"days": days})
    assert answer.status_code == 400
    assert "between 30 and 3650 days" in answer.content.decode()
    assert retention_of(seat).days is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_administrators_sets_how_long(stage: Stage, signed_in: Callable[[Role], Client], role: Role) -> None:
    with pytest.raises(NotAllowed):
        set_retention(stage.seats[role], 90)
    assert signed_in(role).post(PAGE + "retention/", {"days": "90"}).status_code == 403
    assert not Retention.objects.exists()


@pytest.mark.usefixtures("claims")
def test_what_is_older_is_dropped_once_a_day(seat: Seat) -> None:
    warehouse = settings.HOME.warehouse("ours")
    log_requests(warehouse, [request({"events": events(["e1"])})], "ours")
    project(warehouse)
    set_retention(seat, 30)
    assert keep_to_retention() == 1
    found = retention_of(seat)
    assert found.rows_dropped == 1
    assert isinstance(found.kept_on, date)
    assert keep_to_retention() == 0


def test_nothing_is_set_without_a_number_in_range(seat: Seat) -> None:
    with pytest.raises(BadInput, match="between 30 and 3650"):
        set_retention(seat, 0)

"""The first administrator is made by a link that works once; there is no password that anybody could know."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from desirepath.console.accounts.handed_keys import FIRST, hand_key, opened_by
from desirepath.console.audit.models import Entry
from desirepath.console.serve import first_link
from desirepath.console.workspaces.models import Membership
from tests.console.stage import Stage

FORM = {"email": "First@Somewhere.example", "password": "umbrella-and-galoshes", "workspace": "North office"}


@pytest.fixture
def empty(db: None) -> None:
    """An installation in which there is nobody."""
    del db
    get_user_model().objects.all().delete()


@pytest.mark.usefixtures("empty")
def test_the_link_makes_one_administrator_with_a_workspace_and_signs_them_in() -> None:
    link = first_link("")
    client = Client()
    assert client.get(link).status_code == 200
    assert client.post(link, FORM)["Location"] == "/"
    made = Membership.objects.get()
    assert (made.person.email, made.workspace.slug, made.role) == (
        "first@somewhere.example",
        "north-office",
        "administrator",
    )
    assert client.get("/w/north-office/").status_code == 200
    assert Entry.objects.latest("number").verb == "workspace.made"


@pytest.mark.usefixtures("empty")
def test_the_link_opens_once() -> None:
    link = first_link("")
    assert Client().post(link, FORM).status_code == 302
    for answer in (Client().get(link), Client().post(link, {**FORM, "email": "second@somewhere.example"})):
        assert answer.status_code == 404
    assert get_user_model().objects.count() == 1


@pytest.mark.usefixtures("empty")
def test_of_two_who_use_the_link_at_once_the_second_makes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    token = hand_key(FIRST)
    assert Client().post(f"/first/{token}/", FORM).status_code == 302
    # The second had looked before the first was done.
    monkeypatch.setattr("desirepath.console.accounts.handed_keys.opened_by", lambda _: (FIRST, None))
    monkeypatch.setattr("desirepath.console.accounts.views.people_there", lambda: False)
    answer = Client().post(f"/first/{token}/", {**FORM, "email": "second@somewhere.example", "workspace": "South"})
    assert "This link has been used" in answer.content.decode()
    assert get_user_model().objects.count() == 1


@pytest.mark.parametrize("password", ["", "short", "password1234", "first@somewhere.example", "123456789012"])
@pytest.mark.usefixtures("empty")
def test_a_weak_password_makes_nobody_and_the_link_still_opens(password: str) -> None:
    link = first_link("")
    answer = Client().post(link, {**FORM, "password": password})
    assert 'role="alert"' in answer.content.decode()
    assert get_user_model().objects.count() == 0
    assert Client().post(link, FORM).status_code == 302


def test_where_there_are_people_there_is_no_link_and_an_old_one_does_not_open(stage: Stage) -> None:
    del stage
    assert first_link("") is None
    assert Client().get(f"/first/{hand_key(FIRST)}/").status_code == 404


@pytest.mark.usefixtures("empty")
def test_a_token_is_kept_as_a_hash_and_opens_for_its_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from desirepath.console.accounts.models import HandedKey

    token = hand_key(FIRST)
    assert token not in str(list(HandedKey.objects.values()))
    later = timezone.now() + timedelta(days=7, minutes=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert opened_by(token) is None


def test_nobody_has_a_password_that_was_not_chosen(stage: Stage) -> None:
    del stage
    assert all(not person.has_usable_password() for person in get_user_model().objects.all())

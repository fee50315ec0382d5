"""People are brought in by a link that works once, and nobody gets into another workspace by it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from desirepath.console.audit.models import Entry
from desirepath.console.workspaces.actions.invite_member import invite_member
from desirepath.console.workspaces.actions.set_role import set_role
from desirepath.console.workspaces.models import Membership
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import seat_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput
from tests.console.stage import Stage

PASSWORD = "umbrella-and-galoshes"  # noqa: S105 - of nobody
NEW = "somebody@new.example"


def link_in(answer: object) -> str | None:
    found = re.search(r'value="http://testserver(/in/[^"]+)"', answer.content.decode())  # type: ignore[attr-defined]
    return found.group(1) if found else None


@pytest.fixture
def administrator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def test_a_link_lets_in_once_with_a_password_of_ones_own(administrator: Client) -> None:
    link = link_in(administrator.post("/w/ours/people/invite/", {"email": NEW, "role": "author"}))
    assert link
    client = Client()
    assert NEW in client.get(link).content.decode()
    assert client.post(link, {"password": "short"}).status_code == 200
    assert client.post(link, {"password": PASSWORD})["Location"] == "/"
    assert client.get("/w/ours/").status_code == 200
    for again in (Client().get(link), Client().post(link, {"password": PASSWORD})):
        assert again.status_code == 404
    lines = Entry.objects.order_by("-number").values_list("verb", "about")[:2]
    assert sorted(lines) == [("account.password_chosen", NEW), ("member.invited", NEW)]


def test_a_newer_link_shuts_the_older_one(administrator: Client) -> None:
    first = link_in(administrator.post("/w/ours/people/invite/", {"email": NEW, "role": "author"}))
    person = get_user_model().objects.get(email=NEW).pk
    second = link_in(administrator.post(f"/w/ours/people/{person}/link/"))
    assert first != second
    assert [Client().get(link).status_code for link in (first, second)] == [404, 200]
    assert Entry.objects.latest("number").verb == "member.link_handed"


def test_inviting_somebody_with_an_account_elsewhere_hands_nobody_the_account(
    stage: Stage, administrator: Client
) -> None:
    victim = get_user_model().objects.get(pk=stage.their_seat.person)
    victim.set_password(PASSWORD)
    victim.save()
    answer = administrator.post("/w/ours/people/invite/", {"email": victim.email, "role": "viewer"})
    assert answer.status_code == 200
    assert "/in/" not in answer.content.decode()
    answer = administrator.post(f"/w/ours/people/{victim.pk}/link/", follow=True)
    assert "/in/" not in answer.content.decode()
    assert "works in another workspace too" in answer.content.decode()


def test_an_account_that_waits_for_its_first_password_elsewhere_is_not_taken_in(stage: Stage, seat: Seat) -> None:
    with pytest.raises(BadInput, match="nobody has signed in with it yet"):
        invite_member(seat, stage.their_seat.email, Role.VIEWER)
    assert seat_of(stage.their_seat.person, "ours") is None


def test_a_link_for_somebody_of_another_workspace_is_not_handed(stage: Stage, administrator: Client) -> None:
    for what in ("link", "role"):
        answer = administrator.post(f"/w/ours/people/{stage.their_seat.person}/{what}/", {"role": "viewer"})
        assert answer.status_code == 404
    assert seat_of(stage.their_seat.person, "theirs") == stage.their_seat


def test_who_is_taken_out_is_out_with_the_next_page(
    stage: Stage, seat: Seat, signed_in: Callable[[Role], Client]
) -> None:
    client = signed_in(Role.AUTHOR)
    assert client.get("/w/ours/").status_code == 200
    set_role(seat, stage.seats[Role.AUTHOR].person, None)
    assert client.get("/w/ours/").status_code == 404


def test_another_role_counts_with_the_next_page(stage: Stage, seat: Seat, signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.AUTHOR)
    assert client.get("/w/ours/new/").status_code == 200
    set_role(seat, stage.seats[Role.AUTHOR].person, Role.VIEWER)
    assert client.get("/w/ours/new/").status_code == 403


def test_the_last_administrator_stays(seat: Seat, administrator: Client) -> None:
    for role in ("none", "viewer"):
        answer = administrator.post(f"/w/ours/people/{seat.person}/role/", {"role": role}, follow=True)
        assert "the last administrator" in answer.content.decode()
    assert Membership.objects.filter(workspace=seat.workspace, role="administrator").count() == 1


@pytest.mark.parametrize("form", [{"email": "no address", "role": "viewer"}, {"email": NEW, "role": "god"}, {}])
def test_what_cannot_be_read_brings_nobody_in(administrator: Client, form: dict[str, str]) -> None:
    before = Membership.objects.count()
    assert administrator.post("/w/ours/people/invite/", form).status_code == 302
    assert Membership.objects.count() == before

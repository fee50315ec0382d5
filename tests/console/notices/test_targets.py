"""Administrators say where messages go; the secret is shown once, and every change is a line of the audit log."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from desirepath.console.audit.models import Entry
from desirepath.console.notices.actions.make_target import make_target
from desirepath.console.notices.models import Target
from desirepath.console.notices.reads import targets_of
from desirepath.console.notices.wanted import NotWanted, Wanted
from desirepath.console.workspaces.permissions import NotAllowed, Role
from desirepath.console.workspaces.seat import Seat
from desirepath.outward.mail import MailServer
from tests.console.conftest import client_of
from tests.console.notices.conftest import Says, there
from tests.console.stage import Stage

PAGE = "/w/ours/notices/"
SLACK = "https://hooks.slack.com/services/T0/B0/the-secret-part"
FORM = {"name": "Channel of the rollout", "shape": "slack", "address": SLACK, "kinds": ["pack_ready"], "language": "en"}
SERVER = MailServer(host="mail.example.com", port=587, sender="desirepath@example.com")
NO_ADMINISTRATORS = [role for role in Role if role is not Role.ADMINISTRATOR]


def page_of(client: Client, path: str = PAGE) -> str:
    return html.unescape(client.get(path).content.decode())


def test_a_secret_is_shown_once_and_lies_nowhere(
    signed_in: Callable[[Role], Client], operator: Says, stage: Stage
) -> None:
    operator()
    client = signed_in(Role.ADMINISTRATOR)
    answer = client.post(PAGE + "new/", FORM)
    secret = re.search(r"whsec_[A-Za-z0-9+/=]{44}", html.unescape(answer.content.decode()))
    assert secret is not None
    assert "no-store" in answer["Cache-Control"]
    (target,) = targets_of(stage.rollout and stage.seats[Role.ADMINISTRATOR].workspace)
    for path in (PAGE, f"{PAGE}{target.key}/", "/w/ours/audit/"):
        assert secret[0] not in page_of(client, path)
    assert secret[0] not in str(Target.objects.values())
    assert secret[0] not in str(Entry.objects.values_list("details"))


def test_another_secret_can_be_drawn_and_is_another_one(
    signed_in: Callable[[Role], Client], seat: Seat, operator: Says
) -> None:
    operator()
    client = signed_in(Role.ADMINISTRATOR)
    key, first = make_target(seat, Wanted(name="a", address=SLACK))
    page = html.unescape(client.post(f"{PAGE}{key}/secret/").content.decode())
    second = re.search(r"whsec_[A-Za-z0-9+/=]{44}", page)
    assert second is not None
    assert second[0] != first


def test_the_list_and_the_audit_log_tell_the_host_and_not_the_secret_part_of_an_address(
    signed_in: Callable[[Role], Client], operator: Says
) -> None:
    operator()
    client = signed_in(Role.ADMINISTRATOR)
    client.post(PAGE + "new/", FORM)
    page = page_of(client)
    assert "hooks.slack.com" in page
    assert "the-secret-part" not in page
    line = Entry.objects.get(verb="notice_target.made")
    assert json.loads(line.details)["to"] == "hooks.slack.com"
    assert "the-secret-part" not in line.details


def test_what_a_target_is_told_of_can_be_changed(
    signed_in: Callable[[Role], Client], seat: Seat, operator: Says
) -> None:
    operator()
    client, target = signed_in(Role.ADMINISTRATOR), there(seat, SLACK, "slack")
    changed = {**FORM, "kinds": ["gate_overdue", "gate_passed"], "rollouts": ["purchase-requests"], "language": "de"}
    assert client.post(f"{PAGE}{target.key}/", changed).status_code == 302
    target.refresh_from_db()
    assert (target.kinds, target.rollouts, target.language) == (
        ["gate_overdue", "gate_passed"],
        ["purchase-requests"],
        "de",
    )
    assert target.salt == "salt", "its secret stays"
    assert page_of(client, f"{PAGE}{target.key}/").count(" checked") == 3
    assert "Deutsch" in page_of(client)


def test_a_target_that_is_taken_away_is_gone(signed_in: Callable[[Role], Client], seat: Seat, operator: Says) -> None:
    operator()
    client, target = signed_in(Role.ADMINISTRATOR), there(seat, SLACK, "slack")
    assert client.post(f"{PAGE}{target.key}/remove/").status_code == 302
    assert client.get(f"{PAGE}{target.key}/").status_code == 404
    assert "Nobody is told yet" in page_of(client)
    assert list(Entry.objects.filter(verb__startswith="notice").values_list("verb", flat=True)) == [
        "notice_target.removed"
    ]


@pytest.mark.parametrize("role", NO_ADMINISTRATORS)
def test_nobody_else_sees_or_makes_targets(
    stage: Stage, signed_in: Callable[[Role], Client], operator: Says, role: Role
) -> None:
    operator()
    target = there(stage.seats[Role.ADMINISTRATOR], SLACK, "slack")
    with pytest.raises(NotAllowed):
        make_target(stage.seats[role], Wanted(name="a", address=SLACK))
    client = signed_in(role)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}{target.key}/try/").status_code == 403
    assert "/notices/" not in page_of(client, "/w/ours/people/")


def test_a_target_of_another_workspace_is_not_there(
    stage: Stage, signed_in: Callable[[Role], Client], operator: Says
) -> None:
    operator()
    theirs = there(stage.their_seat, SLACK, "slack", name="Theirs alone")
    client = signed_in(Role.ADMINISTRATOR)
    assert "Theirs alone" not in page_of(client)
    for path in ("", "try/", "secret/", "remove/"):
        assert client.post(f"{PAGE}{theirs.key}/{path}", FORM).status_code == 404
    assert client_of(stage.their_seat).get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "has a name"),
        ("name", "x" * 81, "has a name"),
        ("name", "a\u202eb", "has a name"),
        ("name", "There already", "of this name already"),
        ("shape", "carrier pigeon", "no such shape"),
        ("kinds", [], "at least one thing"),
        ("kinds", ["pack_ready", "test"], "at least one thing"),
        ("rollouts", ["their-secret"], "no such rollout"),
        ("language", "fr", "no such language"),
        ("address", "http://hooks.example.com/", "by https only"),
        ("address", "https://bücher.example/", "xn--bcher-kva.example"),
        ("address", "https://hooks.example.com:8443/", "port 443"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    signed_in: Callable[[Role], Client], seat: Seat, operator: Says, field: str, value: object, said: str
) -> None:
    operator()
    there(seat, SLACK, "slack", name="There already")
    answer = signed_in(Role.ADMINISTRATOR).post(PAGE + "new/", {**FORM, field: value})
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, Target.objects.count()) == (422, 1)
    assert said in page
    assert field == "address" or SLACK in page


def test_a_mailbox_can_be_a_target_where_the_operator_has_named_a_mail_server(seat: Seat, operator: Says) -> None:
    wanted = Wanted(name="Mailbox", shape="mail", address="rollout-team@example.com")
    operator()
    with pytest.raises(NotWanted, match="no mail server"):
        make_target(seat, wanted)
    operator(mail=SERVER)
    make_target(seat, wanted)
    with pytest.raises(NotWanted, match="no e-mail address"):
        make_target(seat, Wanted(name="Two", shape="mail", address="a@example.com, b@example.com"))
    assert [one.place for one in targets_of(seat.workspace)] == ["rollout-team@example.com"]


def test_pages_are_read_in_german(stage: Stage, operator: Says) -> None:
    operator()
    there(stage.seats[Role.ADMINISTRATOR], SLACK, "slack")
    client = client_of(stage.seats[Role.ADMINISTRATOR])
    with translation.override("en"):
        pages = [client.get(path, headers={"accept-language": "de"}).content.decode() for path in (PAGE, PAGE + "new/")]
    for page in pages:
        assert "Nachrichten" in page
        assert "Reibungspunkt" in page
        assert "Is told when" not in page


def test_the_key_of_secrets_lies_beside_the_database(seat: Seat, operator: Says) -> None:
    from django.conf import settings

    operator()
    make_target(seat, Wanted(name="a", address=SLACK))
    file: Path = settings.HOME.folder / "notices.secret"
    assert file.stat().st_mode & 0o077 == 0

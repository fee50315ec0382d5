"""Somebody with a password, and codes as their telephone would show them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from desirepath.console.workspaces.permissions import Role
from tests.console.stage import Stage

PASSWORD = "umbrella-and-galoshes"  # noqa: S105 - of nobody


@dataclass
class Account:
    """Somebody who can sign in."""

    email: str
    person: int


@pytest.fixture(autouse=True)
def nobody_tried_before() -> Iterator[None]:
    """Failed sign-ins are counted in memory."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def author(stage: Stage) -> Account:
    """The author of `ours`, with a password."""
    seat = stage.seats[Role.AUTHOR]
    person = get_user_model().objects.get(pk=seat.person)
    person.set_password(PASSWORD)
    person.save()
    return Account(email=seat.email, person=seat.person)


def signs_in(email: str, password: str = PASSWORD, client: Client | None = None, **more: str) -> tuple[Client, str]:
    """A browser after the form was sent, and where it was led, `` where it was not let in."""
    client = client or Client()
    answer = client.post("/account/login/", {"login": email, "password": password, **more})
    return client, answer.get("Location", "")


def code_of(secret: str, steps: int = 0) -> str:
    """The six digits that an app shows now, or so many half minutes later."""
    counter = int(time.time()) // 30 + steps
    return format_hotp_value(hotp_value(secret, counter))


def second_factor_set_up(client: Client) -> str:
    """Set up an app that shows codes as its pages say, the password asked again; the secret."""
    asked = client.get("/account/2fa/totp/activate/")["Location"]
    assert asked.startswith("/account/reauthenticate/")
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/account/2fa/totp/activate/"
    page = client.get("/account/2fa/totp/activate/").content.decode()
    found = re.search(r'value="([A-Z2-7]{16,})"', page) or re.search(r"secret=([A-Z2-7]{16,})", page)
    assert found, page
    secret = found.group(1)
    assert client.post("/account/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    return secret

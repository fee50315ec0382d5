"""Nobody fills the disk by sending much to a page that takes little."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from desirepath.console.look.large_bodies import MOST_OF_A_FORM
from desirepath.console.workspaces.permissions import Role

UPLOAD = "/w/ours/r/purchase-requests/data/upload/"


def sent(client: Client, path: str, length: int) -> int:
    """The status where a body is said to be so long; it is not read."""
    return client.generic(
        "POST", path, b"login=x", content_type="application/x-www-form-urlencoded", CONTENT_LENGTH=str(length)
    ).status_code


@pytest.mark.parametrize("path", ["/account/login/", "/", "/no/such/page/", "/w/ours/people/invite/"])
def test_more_than_a_form_holds_is_refused(signed_in: Callable[[Role], Client], path: str) -> None:
    for client in (Client(), signed_in(Role.ADMINISTRATOR)):
        assert sent(client, path, MOST_OF_A_FORM + 1) == 413


def test_an_upload_may_be_large_for_who_may_upload(signed_in: Callable[[Role], Client]) -> None:
    assert sent(Client(), UPLOAD, MOST_OF_A_FORM + 1) == 302  # to sign in
    assert sent(signed_in(Role.VIEWER), UPLOAD, MOST_OF_A_FORM + 1) == 403
    assert sent(signed_in(Role.AUTHOR), UPLOAD, 3 << 30) == 302  # told that it is too much


def test_a_form_of_the_usual_size_is_read(db: None) -> None:
    del db
    assert Client().post("/account/login/", {"login": "x", "password": "y"}).status_code == 200

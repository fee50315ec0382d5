"""A second factor is really asked for, and a workspace that demands one lets nobody in without."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.test import Client

from desirepath.console.accounts.handed_keys import INVITED, hand_key
from desirepath.console.workspaces.actions.demand_second_factor import demand_second_factor
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from tests.console.accounts.conftest import PASSWORD, Account, code_of, second_factor_set_up, signs_in
from tests.console.guards.routes import inside_a_workspace


def test_who_has_a_second_factor_gets_in_with_password_and_code(author: Account) -> None:
    first, _ = signs_in(author.email)
    secret = second_factor_set_up(first)
    client, led = signs_in(author.email)
    assert led.startswith("/account/2fa/authenticate/")
    assert client.get("/w/ours/").status_code == 302
    assert client.post("/account/2fa/authenticate/", {"code": code_of(secret, 1)}).status_code == 302
    assert client.get("/w/ours/").status_code == 200


def test_a_wrong_code_and_a_code_used_before_let_nobody_in(author: Account) -> None:
    first, _ = signs_in(author.email)
    secret = second_factor_set_up(first)
    code = code_of(secret, 1)
    client, _ = signs_in(author.email)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert client.post("/account/2fa/authenticate/", {"code": wrong}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    again, _ = signs_in(author.email)
    assert again.post("/account/2fa/authenticate/", {"code": code}).status_code == 200
    assert again.get("/w/ours/").status_code == 302


def test_codes_cannot_be_tried_without_end(author: Account) -> None:
    first, _ = signs_in(author.email)
    secret = second_factor_set_up(first)
    client, _ = signs_in(author.email)
    for number in range(12):
        client.post("/account/2fa/authenticate/", {"code": f"{number:06d}"})
    client.post("/account/2fa/authenticate/", {"code": code_of(secret, 1)})
    assert client.get("/w/ours/").status_code == 302


def test_a_workspace_that_demands_one_lets_nobody_in_without(
    author: Account, seat: Seat, signed_in: Callable[[Role], Client]
) -> None:
    demand_second_factor(seat, demanded=True)
    client, _ = signs_in(author.email)
    for address in inside_a_workspace():
        named = {"workspace": "ours", "rollout": "purchase-requests"}
        path = address.at(**{name: named.get(name, "1") for name in address.takes})
        for answer in (client.get(path), client.post(path)):
            assert (answer.status_code, answer["Location"]) == (302, "/account/second-factor-needed/"), path
    assert signed_in(Role.ADMINISTRATOR).get("/w/ours/people/").status_code == 302
    second_factor_set_up(client)
    assert client.get("/w/ours/").status_code == 200


def test_to_take_the_second_factor_off_the_password_is_asked_again(author: Account) -> None:
    client, _ = signs_in(author.email)
    second_factor_set_up(client)
    session = client.session
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.post("/account/2fa/totp/deactivate/")
    assert answer["Location"].startswith(("/account/reauthenticate/", "/account/2fa/reauthenticate/"))


def test_a_link_that_was_handed_over_does_not_stand_in_for_the_second_factor(author: Account) -> None:
    first, _ = signs_in(author.email)
    second_factor_set_up(first)
    client = Client()
    answer = client.post(f"/in/{hand_key(INVITED, author.person)}/", {"password": "another-umbrella-please"})
    assert answer["Location"] == "/account/login/"
    assert client.get("/w/ours/").status_code == 302
    cache.clear()
    client, led = signs_in(author.email, "another-umbrella-please", client)
    assert led.startswith("/account/2fa/authenticate/")
    assert signs_in(author.email, PASSWORD)[1] == ""

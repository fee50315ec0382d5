"""Signing in and out: what is refused, what ends, and where it leads."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from tests.console.accounts.conftest import PASSWORD, Account, signs_in

SESSION = settings.SESSION_COOKIE_NAME


def test_the_right_password_lets_in_and_a_wrong_one_does_not(author: Account) -> None:
    assert signs_in(author.email)[1] == "/"
    assert signs_in(author.email, "a-wrong-umbrella")[1] == ""


def test_an_address_without_account_is_answered_as_a_wrong_password_is(author: Account) -> None:
    pages = []
    for email in (author.email, "nobody@ours.example"):
        answer = Client().post("/account/login/", {"login": email, "password": "a-wrong-umbrella"})
        said = answer.content.decode().replace(email, "")
        pages.append((answer.status_code, [line for line in said.splitlines() if "csrfmiddlewaretoken" not in line]))
    assert pages[0] == pages[1]


def test_after_five_wrong_passwords_the_right_one_waits_too(author: Account) -> None:
    for _ in range(5):
        signs_in(author.email, "a-wrong-umbrella")
    assert signs_in(author.email)[1] == ""


def test_a_forged_address_of_origin_does_not_reset_the_count(author: Account) -> None:
    for place in range(12):
        client = Client(headers={"x-forwarded-for": f"203.0.113.{place}", "forwarded": f"for=203.0.113.{place}"})
        signs_in(f"somebody{place}@ours.example", "a-wrong-umbrella", client)
    assert signs_in(author.email)[1] == ""


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "\thttps://evil.example/",
        "http:///evil.example/",
        "/%09/evil.example",
    ],
)
def test_signing_in_leads_to_no_other_host(author: Account, wanted: str) -> None:
    _, led = signs_in(author.email, next=wanted)
    assert led == "/" or led.startswith("/%09/"), led


def test_signing_in_leads_back_to_the_page_that_was_wanted(author: Account) -> None:
    assert signs_in(author.email, next="/w/ours/people/")[1] == "/w/ours/people/"


def test_a_session_from_before_signing_in_is_not_the_one_after(author: Account) -> None:
    client = Client()
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies[SESSION] = session.session_key
    client, _ = signs_in(author.email, client=client)
    assert client.cookies[SESSION].value != session.session_key
    assert not client.session.exists(session.session_key)


def test_signing_out_is_sent_and_ends_the_session_on_the_server(author: Account) -> None:
    client, _ = signs_in(author.email)
    key = client.cookies[SESSION].value
    client.get("/account/logout/")
    assert client.get("/w/ours/").status_code == 200
    client.post("/account/logout/")
    other = Client()
    other.cookies[SESSION] = key
    assert other.get("/w/ours/").status_code == 302


def test_another_password_ends_the_sessions_elsewhere(author: Account) -> None:
    here, _ = signs_in(author.email)
    elsewhere, _ = signs_in(author.email)
    form = {"oldpassword": PASSWORD, "password1": "another-umbrella-please", "password2": "another-umbrella-please"}
    assert here.post("/account/password/change/", form).status_code == 302
    assert here.get("/w/ours/").status_code == 200
    assert elsewhere.get("/w/ours/").status_code == 302


def test_an_account_that_is_shut_is_out_at_once(author: Account) -> None:
    client, _ = signs_in(author.email)
    get_user_model().objects.filter(pk=author.person).update(is_active=False)
    assert client.get("/w/ours/").status_code == 302
    assert signs_in(author.email)[1] in ("", "/account/inactive/")


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(author: Account) -> None:
    client, _ = signs_in(author.email)
    for name in (SESSION, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "confirm-email/", "password/reset/", "password/reset/key/1-abc/", "login/code/confirm/"],
)
def test_nobody_signs_up_or_changes_the_address_that_they_are_invited_by(author: Account, path: str) -> None:
    client, _ = signs_in(author.email)
    form = {"email": "boss@ours.example", "action_add": "", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (
        client.get(f"/account/{path}"),
        client.post(f"/account/{path}", form),
        Client().get(f"/account/{path}"),
    ):
        assert answer.status_code == 404
    assert get_user_model().objects.filter(email="boss@ours.example").count() == 0


def test_a_host_that_is_not_ours_is_refused_before_anything_is_made_of_it() -> None:
    answer = Client(headers={"host": "evil.example"}).get("/account/login/")
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content

"""The Django site of docs/how-to/add-guidance-to-a-django-site.md, built from its blocks and opened in Chromium."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from desirepath.console.example import free_port
from example.application.answers import Answer, StartResponse, given
from tests.guides_in_sites.behind_proxy import delivery, site_behind
from tests.guides_in_sites.blocks_of_page import write_site

pytestmark = pytest.mark.browser
PAGE = "/requests/R-1/quote"
_SENT = {"HTTP_COOKIE": "Cookie", "CONTENT_TYPE": "Content-Type", "HTTP_HOST": "Host"}


@dataclass(frozen=True)
class Site:
    """The site: its address, and the session of a buyer."""

    address: str
    session: str


def site_at(port: int) -> Any:
    """The site's process as WSGI, as a proxy reaches it."""

    def passed(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = {name: environ[key] for key, name in _SENT.items() if environ.get(key)}
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request(environ["REQUEST_METHOD"], environ["PATH_INFO"], body or None, headers)
        found = connection.getresponse()
        named = ("Content-Type", "Content-Security-Policy", "Set-Cookie")
        answer = Answer(
            status=found.status,
            body=found.read(),
            headers={name: value for name in named if (value := found.getheader(name)) is not None},
        )
        connection.close()
        return given(answer, start)

    return passed


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with delivery(tmp_path / "home") as built:
        told = {"key": built.told.key, "trust": built.told.trust}
        names = write_site("add-guidance-to-a-django-site.md", tmp_path / "site", told)
        assert len(names) == 5
        port = free_port(0)
        script = Path(__file__).with_name("django_site.py")
        command = [sys.executable, str(script), str(tmp_path / "site"), str(port)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            session = json.loads(process.stdout.readline())["session"]
            with site_behind(built, site_at(port)) as address:
                yield Site(address, session)
        finally:
            process.terminate()
            process.wait(20)
            process.stdout.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context()
    context.add_cookies([{"name": "region", "value": "EMEA", "url": site.address}])
    yield context.new_page()
    context.close()


def test_a_buyer_of_emea_is_helped_at_the_field_under_the_strictest_policy(site: Site, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.context.add_cookies([{"name": "sessionid", "value": site.session, "url": site.address}])
    with page.expect_response(lambda answer: "/v1/guides" in answer.url):
        page.goto(site.address + PAGE)
    page.focus("#cost_centre")
    expect(page.get_by_role("tooltip")).to_contain_text("4711-23")
    assert [one for one in said if "502" not in one] == []


def test_what_the_site_says_of_a_refusal_is_sent_to_the_collector(site: Site, page: Page) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": site.session, "url": site.address}])
    page.goto(site.address + PAGE)
    page.fill("#cost_centre", "471123")
    with page.expect_request(lambda one: "/v1/events" in one.url and "rejected" in (one.post_data or "")) as sent:
        page.click("button")
    events = json.loads(sent.value.post_data or "")["events"]
    told = [one for one in events if one["table"] == "events"]
    assert [(one["activity"], one["case_id"], one["outcome"]) for one in told] == [
        ("Quote field rejected", "R-1", "failed")
    ]
    assert "471123" not in (sent.value.post_data or "")


def test_a_reader_who_is_not_signed_in_is_not_guided(site: Site, page: Page) -> None:
    page.goto(site.address + PAGE)
    assert page.locator("script").count() == 0
    assert page.evaluate("window.desirepath") is None

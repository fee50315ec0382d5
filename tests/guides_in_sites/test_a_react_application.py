"""The application of docs/how-to/add-guidance-to-a-react-application.md, built from its blocks and opened in Chromium."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from example.application.answers import Answer, StartResponse, given
from example.application.answers import page as page_with_policy
from tests.chromium import lacking
from tests.guides_in_sites.behind_proxy import delivery, site_behind
from tests.guides_in_sites.blocks_of_page import write_site

pytestmark = pytest.mark.browser
MODULES = Path(__file__).parent / "node_modules"


def built_application(folder: Path) -> bytes:
    """The components as one script."""
    if shutil.which("node") is None or not (MODULES / "esbuild").is_dir():
        lacking("npm, and what tests/guides_in_sites has of it")
    (folder / "node_modules").symlink_to(MODULES)
    options = ("--bundle", "--minify", "--jsx=automatic", '--define:process.env.NODE_ENV="production"')
    command = [str(MODULES / ".bin" / "esbuild"), "main.jsx", *options, "--outfile=main.js", "--log-level=error"]
    subprocess.run(command, cwd=folder, check=True, timeout=60)
    return (folder / "main.js").read_bytes()


def single_page(folder: Path) -> Callable[[dict[str, Any], StartResponse], Iterable[bytes]]:
    """A server that gives the one page for every address, with a nonce of its own each time."""
    script, html = built_application(folder), (folder / "index.html").read_text(encoding="utf-8")

    def site(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/main.js":
            return given(Answer(body=script, headers={"Content-Type": "text/javascript"}), start)
        one = secrets.token_urlsafe(16)
        return given(page_with_policy(html.replace("YOUR_NONCE", one), one), start)

    return site


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with delivery(tmp_path / "home") as built:
        told = {"key": built.told.key, "trust": built.told.trust}
        names = write_site("add-guidance-to-a-react-application.md", tmp_path / "site", told)
        assert names == ("index.html", "guidance.js", "main.jsx")
        with site_behind(built, single_page(tmp_path / "site")) as address:
            yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_help_comes_with_the_page_of_the_router_and_leaves_with_it(address: str, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    with page.expect_response(lambda answer: "/v1/guides" in answer.url):
        page.goto(address)
    for _ in range(2):
        page.click("#enter")
        page.focus("#cost_centre")
        expect(page.get_by_role("tooltip")).to_contain_text("4711-23")
        page.fill("#cost_centre", "4711-23")
        page.click("button")
        expect(page.locator("#enter")).to_be_visible()
        expect(page.get_by_role("tooltip")).to_have_count(0)
    assert [one for one in said if "502" not in one and "favicon" not in one] == []


def test_what_a_component_says_is_sent_to_the_collector(address: str, page: Page) -> None:
    page.goto(address)
    page.click("#enter")
    page.fill("#cost_centre", "471123")
    with page.expect_request(lambda one: "/v1/events" in one.url and "rejected" in (one.post_data or "")) as sent:
        page.click("button:has-text('Save')")
    told = [one for one in json.loads(sent.value.post_data or "")["events"] if one["table"] == "events"]
    assert [(one["activity"], one["case_id"], one["outcome"]) for one in told] == [
        ("Quote field rejected", "R-1", "failed")
    ]
    assert "471123" not in (sent.value.post_data or "")

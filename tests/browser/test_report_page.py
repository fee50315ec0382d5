"""The report page in a real browser: narrow and wide, light and dark, plain and hostile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from desirepath.report.html.page import report_page
from tests.report.a_friction_point import INTERVENTIONS
from tests.report.friction_studies import nothing_stands_out, renamed, with_friction
from tests.report.studies import catalogue, hostile_studies, purchase_requests

WIDTHS = (1440, 420)
FRICTION = {
    "seven friction points": lambda: with_friction(7),
    "nothing stands out": nothing_stands_out,
    "markup in a friction point": lambda: renamed(
        "</style></svg><script>alert(1)</script><img src=x onerror=alert(2)>"
    ),
    "a friction point with very long names": lambda: renamed("Genehmigungsverfahren" * 14 + " and so on"),
    "a friction point in another script": lambda: renamed("طلبات الشراء 購買申請の承認フロー é̂"),
    "friction on a long path": lambda: with_friction(2, hostile_studies()["forty steps and thirty cohorts"]()),
}
STUDIES = {"purchase requests": purchase_requests, **hostile_studies(), **FRICTION}


@cache
def page_of(name: str) -> str:
    return report_page(STUDIES[name](), catalogue(), INTERVENTIONS)


@contextmanager
def opened(
    browser: Browser, folder: Path, name: str, width: int, scheme: Literal["light", "dark"] = "light"
) -> Iterator[tuple[Page, list[str]]]:
    """The page, and what it complained of or asked the network for."""
    file = folder / "report.html"
    file.write_text(page_of(name), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=False)
    noticed: list[str] = []
    page.on("console", lambda message: noticed.append(message.text))
    page.on("pageerror", lambda error: noticed.append(str(error)))
    page.on("dialog", lambda dialog: noticed.append(f"dialog {dialog.message}"))
    page.on(
        "request",
        lambda request: noticed.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    page.goto(file.as_uri())
    yield page, noticed
    page.close()


def axe_findings(page: Page, axe: str) -> list[str]:
    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_report(
    browser: Browser, axe: str, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, tmp_path, "purchase requests", width, scheme) as (page, _):
        assert axe_findings(page, axe) == []


@pytest.mark.parametrize(
    "name",
    [
        "two workflows",
        "nothing measured",
        "other scripts",
        "cases without people",
        "a friction point in another script",
    ],
)
def test_axe_finds_nothing_on_a_hostile_report(browser: Browser, axe: str, tmp_path: Path, name: str) -> None:
    with opened(browser, tmp_path, name, 420, "dark") as (page, _):
        assert axe_findings(page, axe) == []


@pytest.mark.parametrize("name", STUDIES)
def test_no_page_scrolls_sideways_complains_or_asks_the_network_for_anything(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    with opened(browser, tmp_path, name, WIDTHS[0]) as (page, noticed):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert noticed == []


def test_no_script_of_a_hostile_text_runs(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "markup in every text", 1440) as (page, noticed):
        assert page.locator("script").count() == 0
        assert page.locator("img").count() == 0
        assert noticed == []


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_content(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "purchase requests", 1440) as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "to-content"
        assert page.locator(".to-content").bounding_box()["x"] >= 0  # type: ignore[index]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_every_table_behind_a_fold_opens_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "purchase requests", 420) as (page, _):
        reached = set()
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "SUMMARY":
                reached.add(page.evaluate("document.activeElement.textContent"))
                page.keyboard.press("Enter")
        assert reached >= {"Every way as a table", "Every week as a table"}
        assert page.locator("details[open] table").first.is_visible()


def test_a_narrow_screen_gets_the_map_from_top_to_bottom_and_a_wide_one_from_left_to_right(
    browser: Browser, tmp_path: Path
) -> None:
    shown = {}
    for width in WIDTHS:
        with opened(browser, tmp_path, "purchase requests", width) as (page, _):
            drawings = page.locator("#w1-map > .maps > svg")
            shown[width] = [drawings.nth(place).is_visible() for place in range(drawings.count())]
    assert shown == {1440: [True, False], 420: [False, True]}


def test_the_font_of_the_page_is_the_one_it_brings(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "purchase requests", 1440) as (page, _):
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('14px InterV'))")

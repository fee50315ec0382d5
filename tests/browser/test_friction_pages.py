"""Friction points in a real browser: a page each without a script, by keyboard, on paper, narrow and wide."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_report_page import FRICTION, WIDTHS, axe_findings, opened


def turned_to(page: Page, rank: int) -> None:
    page.locator(f"main .points a[href='#friction-{rank}']").first.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_list_nor_on_a_page_of_it(
    browser: Browser, axe: str, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, tmp_path, "seven friction points", width, scheme) as (page, _):
        assert axe_findings(page, axe) == []
        for rank in (1, 2):
            page.goto(page.url.partition("#")[0] + f"#friction-{rank}")
            assert page.locator(f"#friction-{rank}").is_visible()
            assert axe_findings(page, axe) == []


def test_axe_finds_nothing_where_nothing_stands_out(browser: Browser, axe: str, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "nothing stands out", 420, "dark") as (page, _):
        assert axe_findings(page, axe) == []


def test_a_friction_point_opens_a_page_of_its_own_and_leads_back(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "seven friction points", 1440) as (page, noticed):
        assert page.locator(".friction-page:visible").count() == 0
        turned_to(page, 2)
        assert [one.get_attribute("id") for one in page.locator(".friction-page:visible").all()] == ["friction-2"]
        assert not page.locator("#friction").is_visible()
        assert not page.locator("#w1").is_visible()
        page.locator("#friction-2 .turn .on").click()
        assert page.locator("#friction-3").is_visible()
        page.locator("#friction-3 .back a").click()
        assert page.locator("#friction").is_visible()
        assert page.locator("#w1").is_visible()
        assert noticed == []


def test_by_keyboard_the_skip_link_of_a_page_stays_on_it(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "seven friction points", 1440) as (page, _):
        page.goto(page.url + "#friction-1")
        page.reload()
        page.evaluate("document.activeElement.blur()")
        shown = [link.get_attribute("href") for link in page.locator(".to-content").all() if link.is_visible()]
        assert shown == ["#friction-1"]
        page.locator(".to-friction-1").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "friction-1"
        assert page.locator("#friction-1").is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "← All friction points"


def test_the_fold_opens_by_keyboard_and_holds_the_sixth(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "seven friction points", 420) as (page, _):
        sixth = page.locator("main .points a[href='#friction-6']")
        assert not sixth.is_visible()
        page.locator(".more-points summary").focus()
        page.keyboard.press("Enter")
        assert sixth.is_visible()


def test_a_narrow_screen_gets_the_short_strip_and_a_wide_one_the_long_one(browser: Browser, tmp_path: Path) -> None:
    shown = {}
    for width in WIDTHS:
        with opened(browser, tmp_path, "seven friction points", width) as (page, _):
            turned_to(page, 1)
            strips = page.locator("#friction-1 .strips > svg")
            shown[width] = [strips.nth(place).is_visible() for place in range(strips.count())]
    assert shown == {1440: [True, False], 420: [False, True]}


@pytest.mark.parametrize("name", [name for name in FRICTION if name != "nothing stands out"])
def test_no_page_of_a_friction_point_scrolls_sideways_or_complains(browser: Browser, tmp_path: Path, name: str) -> None:
    with opened(browser, tmp_path, name, WIDTHS[0]) as (page, noticed):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for rank in (1, 2):
                page.goto(page.url.partition("#")[0] + f"#friction-{rank}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("script, img").count() == 0
        assert noticed == []


def test_on_paper_the_whole_report_has_every_page_and_a_page_is_printed_alone(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "seven friction points", 1440) as (page, _):
        page.emulate_media(media="print")
        assert page.locator(".friction-page:visible").count() == 7
        page.goto(page.url + "#friction-1")
        assert page.locator(".friction-page:visible").count() == 1
        assert not page.locator("#w1").is_visible()

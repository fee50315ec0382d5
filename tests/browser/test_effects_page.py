"""The page of effects in a real browser: narrow and wide, light and dark, by keyboard, on paper, plain and hostile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from desirepath.effects import design_catalogue
from desirepath.intervene.choose import intervention_catalogue
from desirepath.report.html.effects_page import effects_page
from tests.browser.test_report_page import WIDTHS, axe_findings
from tests.report.effect_proofs import HOSTILE, all_proofs, doubtful

MADE = {"one of each": all_proofs, "a failing check": lambda: all_proofs(doubtful()), **HOSTILE}


@cache
def page_of(name: str) -> str:
    return effects_page(MADE[name](), design_catalogue(), intervention_catalogue())


@contextmanager
def opened(
    browser: Browser, folder: Path, name: str, width: int, scheme: Literal["light", "dark"] = "light"
) -> Iterator[tuple[Page, list[str]]]:
    """The page, and what it complained of or asked the network for."""
    file = folder / "effects.html"
    file.write_text(page_of(name), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_page_of_effects(
    browser: Browser, axe: str, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, tmp_path, "one of each", width, scheme) as (page, _):
        assert axe_findings(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["a failing check", "another script", "hardly anything known", "nothing shipped"])
def test_axe_finds_nothing_on_a_hostile_page_of_effects(
    browser: Browser, axe: str, tmp_path: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, tmp_path, name, 420, scheme) as (page, _):
        assert axe_findings(page, axe) == []


@pytest.mark.parametrize("name", MADE)
def test_no_page_of_effects_scrolls_sideways_complains_or_asks_the_network_for_anything(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    with opened(browser, tmp_path, name, WIDTHS[0]) as (page, noticed):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("script, img").count() == 0
        assert noticed == []


def test_did_it_work_is_answered_on_the_first_screen(browser: Browser, tmp_path: Path) -> None:
    for width in WIDTHS:
        with opened(browser, tmp_path, "one of each", width) as (page, _):
            for found in (page.locator("#effects-title"), page.locator(".effects .decided").first):
                box = found.bounding_box()
                assert box is not None
                assert box["y"] + box["height"] <= 900


def test_by_keyboard_an_intervention_is_reached_from_the_list_and_its_days_open(
    browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, "one of each", 1440) as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "to-content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        target = page.evaluate("document.activeElement.hash")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == target[1:]
        expect(page.locator(f"{target} h2")).to_be_in_viewport()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        page.keyboard.press("Enter")
        assert page.locator(f"{target} details[open] table").is_visible()


def test_every_label_of_a_chart_lies_within_its_picture(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "one of each", 1440) as (page, _):
        page.evaluate("document.fonts.ready")
        over = page.evaluate(
            "() => [...document.querySelectorAll('.by-day text')].filter(one => {"
            "const inner = one.getBoundingClientRect(), outer = one.ownerSVGElement.getBoundingClientRect();"
            "return inner.right > outer.right + 1 || inner.left < outer.left - 1}).map(one => one.textContent)"
        )
        assert over == []


def test_a_narrow_table_scrolls_in_its_own_frame(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "one of each", 420) as (page, _):
        frame = page.locator(".scroll:has(.measures)").first
        assert frame.evaluate("one => one.scrollWidth > one.clientWidth && one.tabIndex === 0")


def test_on_paper_every_intervention_begins_a_page_without_the_rail(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "one of each", 1440) as (page, _):
        page.emulate_media(media="print")
        assert not page.locator(".rail").is_visible()
        breaks = page.locator(".effect").evaluate_all("all => all.map(one => getComputedStyle(one).breakBefore)")
        assert breaks == ["page"] * 7

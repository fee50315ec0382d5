"""What is seen on a page with guidance, and what it sent."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.guidance.served import Served


def is_quiet(page: Page) -> None:
    """The host page saw no violation of its policy and no error."""
    assert page.evaluate("window.seen") == {"violations": [], "errors": []}


def is_shown(page: Page, text: str) -> None:
    expect(page.locator("desirepath-guides").get_by_text(text, exact=True)).to_be_visible(timeout=10_000)


def shows_nothing(page: Page) -> None:
    page.wait_for_timeout(600)
    page.focus("#cost-centre")
    page.wait_for_timeout(300)
    assert page.locator("desirepath-guides").get_by_role("tooltip").count() == 0


def exposures(served: Served) -> list[dict[str, Any]]:
    served.awaited("events")
    return served.rows("exposures")

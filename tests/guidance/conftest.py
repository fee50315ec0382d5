"""A server of a page with guidance, and a browser's page to open it in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.guidance.served import Served, serving


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(Served(answers={"arrivals": {"objects": False}, "claims": {"show": True, "because": None}})) as one:
        yield one
        assert one.refused == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()

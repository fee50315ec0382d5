"""A change lead's first minutes: from the overview to why, and to a draft of the fix, by what stands on the pages."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.console.browser.conftest import Served, Watched


def test_four_clicks_lead_from_the_overview_to_a_draft_of_the_fix(looked_at: Watched, served: Served) -> None:
    page = looked_at.page
    page.set_viewport_size({"width": 1440, "height": 900})
    looked_at.go(served.pages["overview"])
    finding = page.locator(".found h3 a").first
    where = page.locator(".found h3 em").first.inner_text()
    expect(finding).to_be_in_viewport()
    finding.click()
    expect(page.locator("h1")).to_contain_text(where)
    expect(page.get_by_role("heading", name="Why", exact=True)).to_be_visible()
    page.get_by_role("link", name="Ship a fix").first.click()
    expect(page.get_by_label("Step")).to_have_value("purchase_request/quote")
    assert page.get_by_label("Text").input_value()
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.locator("h1")).to_contain_text("Enter the quote")
    page.get_by_role("link", name="Friction points").first.click()
    expect(page.locator("main")).to_contain_text("Being fixed")
    assert looked_at.complaints == []

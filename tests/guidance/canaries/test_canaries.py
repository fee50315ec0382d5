"""Nothing that people enter, and nothing that stands in a page beside its case, is ever sent or kept.

What a person writes into words of our own, a survey's, a search's or those to an owner, is sent because they send it:
nothing is planted there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.guidance.canaries.entered import choose, enter, enter_elsewhere
from tests.guidance.canaries.planted import AS, CANARIES, MANY, of
from tests.guidance.canaries.searched import forms, found_in, on_disk
from tests.guidance.canaries.told import contents, document, frame, page
from tests.guidance.canaries.wire import Wire, wired

TEXTS = [one.text for one in CANARIES]
KEPT = """async () => JSON.stringify([{...localStorage}, {...sessionStorage}, await indexedDB.databases(), await caches.keys()])"""
LANDED = """(all) => all.filter(([at, text]) => {
  const field = document.getElementById(at)
  return !(field.value ?? field.textContent).includes(text)
})"""
"""Of fields and values, those that are not what was entered."""
START = f"/requests/R-17/{of('segment')[0].text}/edit?q={of('query')[0].text}#{of('hash')[0].text}"


def _opened(tab: Page, wire: Wire, case_in: str) -> None:
    """The page with every kind of guide on it."""
    wire.pages |= {"/": page(wire), "/frame": frame()}
    wire.publish(document(case_in))
    tab.goto(f"{wire.address}/from/{of('referrer')[0].text}")
    tab.goto(wire.address + START, referer=f"{wire.address}/from/{of('referrer')[0].text}")
    tab.wait_for_function("document.querySelector('desirepath-guides')")
    for name in contents():
        tab.evaluate("(name) => desirepath.open(name)", name)
    dialog = tab.locator("desirepath-guides dialog")
    dialog.get_by_role("checkbox").check()  # As long as the statement is not confirmed nobody reaches the page.
    dialog.get_by_role("button", name="I confirm").click()
    dialog.wait_for(state="detached")
    tab.wait_for_timeout(500)  # What opens may take the focus: from here on it is the page's.


def _worked(tab: Page) -> None:
    """Everything is entered and sent, and help is looked for."""
    for one in CANARIES:
        if one.way != "there" or one.kind in {"range", "color"}:
            enter(tab, one)
    choose(tab)
    enter_elsewhere(tab)
    assert tab.evaluate(LANDED, [[one.at, one.text] for one in CANARIES if one.kind in AS]) == []
    for _ in range(2):  # The first sending is held up by a rule.
        tab.evaluate("document.querySelector('#send').click()")
    tab.evaluate("desirepath.open('self')")
    tab.locator("desirepath-guides input[type=search]").fill("quotes")
    tab.wait_for_timeout(1_500)


def _left(tab: Page) -> bytes:
    """What is kept in the browser, before the page is left for good and sends its rest."""
    kept = str(tab.evaluate(KEPT)).encode()
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    tab.wait_for_timeout(1_200)
    return kept


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_500_values_entered_in_every_way_are_nowhere_on_the_wire_in_the_browser_or_on_the_disk(
    tab: Page, tmp_path: Path
) -> None:
    with wired(tmp_path) as wire:
        _opened(tab, wire, "#case")
        _worked(tab)
        kept = _left(tab)
        sent = b"\n".join(wire.sent)
        assert found_in(wire.sent, TEXTS) == []
        assert found_in([kept], TEXTS) == []
        assert {path: found for path, found in wire.statuses.items() if not found <= {200, 202, 204, 304}} == {}
    # Things were seen and told; else nothing found would say nothing.
    for what in ("did click", "did submit", "did change", "came", "R-17", "rules", "news", "/v1/answers"):
        assert what.encode() in sent, what
    heaps = on_disk(tmp_path)
    assert any(b"did submit" in heap for heap in heaps)
    assert found_in(heaps, TEXTS) == []


def test_the_same_search_catches_a_label_that_reads_what_was_entered(tab: Page, tmp_path: Path) -> None:
    """A label whose case is a text that the page copies from an entry is a leak by the hand of who wrote it."""
    leaked = of("mirrored")[0]
    with wired(tmp_path) as wire:
        _opened(tab, wire, "#mirror")
        tab.locator(f"#{leaked.at}").fill(leaked.text)
        tab.evaluate("document.querySelector('#send').click(), document.querySelector('#send').click()")
        tab.wait_for_timeout(1_500)
        _left(tab)
        assert found_in(wire.sent, TEXTS) == [leaked.text]
    assert found_in(on_disk(tmp_path), TEXTS) == [leaked.text]


def test_there_are_500_values_and_each_is_found_however_it_is_written() -> None:
    assert len(set(TEXTS)) == len(TEXTS) == MANY
    for text in TEXTS[::50]:
        assert all(found_in([b"before" + form + b"after"], TEXTS) == [text] for form in forms(text))

"""Texts that would run where they are read as markup: refused and reported where they look like it, else shown as text."""

from __future__ import annotations

import json
from itertools import cycle

import pytest
from playwright.sync_api import Browser

from desirepath.intervene.admissible import refusal
from tests.guidance.hostile_content.frames import Frames, Outcome, outcomes
from tests.guidance.hostile_content.payloads import MANY, few, payloads
from tests.guidance.hostile_content.showing import sealed, texts, whole, with_text, written

FEW = few(150)
REST = tuple(one for one in payloads() if one not in FEW)
PLACES = tuple(texts(whole()))


def _documents(given: tuple[str, ...]) -> list[str]:
    """One document for each text, which is put at one place after the other."""
    return [written(with_text(place, text)) for text, place in zip(given, cycle(PLACES), strict=False)]


def _held(browser: Browser, frames: Frames, given: tuple[str, ...]) -> None:
    """Nothing ran; what the server would refuse is refused and reported by the page, and all else is taken."""
    documents = _documents(given)
    found = outcomes(browser, frames, [json.dumps(sealed(one)).encode() for one in documents])
    assert [one for one in found if one.executed or one.violations or one.errors] == []
    wrong = [
        (text, one) for text, said, one in zip(given, documents, found, strict=True) if not _as_expected(said, one)
    ]
    assert wrong == []


def _as_expected(document: str, found: Outcome) -> bool:
    if refusal(document.encode()) is None:
        return found.refusals == []
    return found.shows == "" and len(found.refusals) == 1 and found.refusals[0] in {"hostile", "unknown_structure"}


def test_there_are_2000_payloads_and_every_text_of_every_kind_is_a_place() -> None:
    assert len(set(payloads())) == MANY
    assert len(PLACES) > 80


def test_what_looks_like_script_is_refused_and_reported_and_nothing_runs(browser: Browser, frames: Frames) -> None:
    _held(browser, frames, FEW)


@pytest.mark.long
@pytest.mark.parametrize("begin", range(0, len(REST), 100))
def test_so_is_all_the_rest(browser: Browser, frames: Frames, begin: int) -> None:
    _held(browser, frames, REST[begin : begin + 100])


def test_most_payloads_are_refused_and_a_text_that_only_looks_strange_is_not() -> None:
    refused = [refusal(one.encode()) is not None for one in _documents(payloads())]
    assert 0.8 < sum(refused) / MANY < 1
    assert refusal(written(with_text(PLACES[0], "A \u00ad strange \u200b word")).encode()) is None


def test_the_same_payloads_do_run_where_a_page_reads_them_as_markup(browser: Browser) -> None:
    """Else that none ran would say nothing."""
    page = browser.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    ran = 0
    for text in few(60):
        page.set_content("<body></body>")
        page.evaluate("(text) => { document.body.innerHTML = text }", text.encode("utf-8", "replace").decode())
        page.wait_for_timeout(30)
        ran += bool(page.evaluate("window.executed === 1"))
    page.close()
    assert ran >= 5

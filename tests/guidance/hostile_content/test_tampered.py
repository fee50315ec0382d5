"""Content that somebody did something to is refused whole, and the refusal is reported."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from tests.guidance.hostile_content.frames import Frames, outcomes
from tests.guidance.hostile_content.showing import sealed, whole, written
from tests.guidance.hostile_content.tampering import Tampered, flipped, tampered

SEEN = '<script nonce="n1">localStorage.setItem("desirepath:sequence:works", "1")</script>'
"""These browsers have seen the document's own sequence before."""


def _refused(browser: Browser, frames: Frames, given: list[Tampered]) -> None:
    frames.script = SEEN
    found = outcomes(browser, frames, [one.sent for one in given])
    frames.script = ""
    wrong = {
        one.done: (sorted(one.because), did)
        for one, did in zip(given, found, strict=True)
        if len(did.refusals) != 1 or did.refusals[0] not in one.because or did.shows or did.violations or did.errors
    }
    assert wrong == {}


def test_the_document_to_which_nothing_was_done_is_shown(browser: Browser, frames: Frames) -> None:
    (found,) = outcomes(browser, frames, [json.dumps(sealed(written(whole()))).encode()])
    assert found.refusals == []
    assert "Title" in found.shows


def test_everything_that_was_tampered_with_is_refused_and_reported(browser: Browser, frames: Frames) -> None:
    _refused(browser, frames, tampered())


def test_a_document_with_any_bit_of_it_changed_is_refused(browser: Browser, frames: Frames) -> None:
    _refused(browser, frames, flipped(40))


@pytest.mark.long
@pytest.mark.parametrize("begin", range(40, 1_000, 160))
def test_whichever_bit_it_is(browser: Browser, frames: Frames, begin: int) -> None:
    _refused(browser, frames, flipped(1_000)[begin : begin + 160])

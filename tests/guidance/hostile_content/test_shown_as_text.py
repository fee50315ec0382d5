"""Were a payload to come through the door, it would be shown as the text that it is, by every kind of guide.

The page in this test lets everything through: it answers for the patterns by which pages refuse markup and links.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.guidance.hostile_content.frames import Frames
from tests.guidance.hostile_content.payloads import few, payloads
from tests.guidance.hostile_content.showing import CONTENTS, HOST, sealed, texts, whole, written

BLIND = f"""<script nonce="n1">
  passed = 0
  const test = RegExp.prototype.test, exec = RegExp.prototype.exec
  const door = ['<[a-z/!?]', '[\\\\p{{Cc}}\\\\p{{Cs}}']
  RegExp.prototype.test = function (text) {{
    if (!door.some((begins) => this.source.startsWith(begins))) return test.call(this, text)
    passed += 1
    return false
  }}
  RegExp.prototype.exec = function (text) {{
    return this.source.startsWith('^https:') ? [text, '{HOST}'] : exec.call(this, text)
  }}
</script>"""
SHOWN = """() => {
  const found = {texts: '', names: [], attributes: [], links: [], words: []}
  const take = (one) => {
    found.names.push(one.localName)
    for (const {name, value} of one.attributes) {
      if (/^on|^srcdoc$|^formaction$/i.test(name) || (name === 'style' && /url|expression|@/i.test(value))) found.attributes.push(`${one.localName} ${name}=${value}`)
      if (['href', 'src', 'action', 'data'].includes(name)) found.links.push(value)
    }
    for (const child of one.children) take(child)
  }
  for (const host of document.querySelectorAll('desirepath-guides')) {
    for (const child of host.shadowRoot.children) { take(child); found.texts += child.textContent + '\\n' }
    for (const one of host.shadowRoot.querySelectorAll('[aria-label]')) found.texts += one.getAttribute('aria-label') + '\\n'
  }
  for (const words of document.querySelectorAll('desirepath-words')) found.words.push(words.children.length)
  return found
}"""
ELEMENTS = {
    *(
        "a",
        "article",
        "b",
        "bdi",
        "button",
        "details",
        "dialog",
        "div",
        "fieldset",
        "form",
        "h2",
        "h3",
        "input",
        "label",
        "legend",
    ),
    *("li", "ol", "p", "progress", "small", "span", "summary", "textarea", "time", "ul"),
}
"""All that guides are made of."""
FOCUSED = {"field": "#three", "tip": "#two"}
SOON_SEEN = ("title.en", "purpose.en", "question.en", "label.en", "statement.en", "says.en", "choices.0.text.en")
"""Texts that a guide shows as soon as it is open."""


def _loaded(given: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The whole document with payloads for all its texts, and which stands where."""
    document = whole()
    where: dict[str, str] = {}
    for place, text in zip(texts(whole()), given, strict=False):
        held: Any = document
        *way, last = place.split(".")
        for part in way:
            held = held[int(part)] if isinstance(held, list) else held[part]
        held[last] = where[place] = text[:2_000]
    return document, where


def _open_all(page: Page) -> Iterator[dict[str, Any]]:
    """What is on the page with each guide open in turn, the panel of what is recorded, and an article."""
    for name in (*CONTENTS, "recorded"):
        page.evaluate("(name) => desirepath.open(name)", name)
        if name in FOCUSED:
            page.focus(FOCUSED[name])
        if name == "rules":
            page.evaluate("request.requestSubmit()")
        page.wait_for_timeout(120)
        if name == "self":
            page.evaluate(
                "document.querySelector('desirepath-guides').shadowRoot.querySelector('.results button')?.click()"
            )
            page.wait_for_timeout(50)
        yield page.evaluate(SHOWN)
    page.wait_for_timeout(300)  # What was still being fetched.
    yield page.evaluate(SHOWN)


def _is_text(browser: Browser, frames: Frames, given: list[str]) -> None:
    document, where = _loaded(given)
    frames.envelopes, frames.script, frames.policy = [json.dumps(sealed(written(document))).encode()], BLIND, ""
    page = browser.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda asked: said.append(asked.url) if frames.address not in asked.url else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{frames.address}/frame/0")
    page.wait_for_function("document.querySelector('desirepath-guides')")
    shown = list(_open_all(page))
    assert page.evaluate("[passed > 0, window.executed, window.seen.errors]") == [True, None, []]
    page.close()
    assert said == []
    assert {name for one in shown for name in one["names"]} <= ELEMENTS
    assert [name for one in shown for name in one["attributes"]] == []
    assert {link for one in shown for link in one["links"]} <= {f"https://{HOST}/policy"}
    assert {count for one in shown for count in one["words"]} <= {0}
    seen = "\n".join(one["texts"] for one in shown)
    assert [place for place in where if place.endswith(SOON_SEEN) and not _stands(where[place], seen)] == []


def _stands(text: str, seen: str) -> bool:
    """Half characters become a sign of their own on the way, or stay; what is around them stands as it is."""
    return _whole_signs(text) in _whole_signs(seen)


def _whole_signs(text: str) -> str:
    plain = text.encode("utf-8", "replace").decode()
    return plain.replace("?", "").replace("\ufffd", "").replace("\r\n", "\n")


@pytest.fixture
def blind(frames: Frames) -> Iterator[Frames]:
    before = frames.script, frames.policy
    yield frames
    frames.script, frames.policy = before


def test_every_kind_of_guide_shows_payloads_as_text(browser: Browser, blind: Frames) -> None:
    every = list(few(170))
    _is_text(browser, blind, every[:85])
    _is_text(browser, blind, every[85:])


def test_a_link_that_no_policy_allows_is_left_as_its_words(browser: Browser, blind: Frames) -> None:
    document = whole()
    for content in (one["content"] for one in document["guides"] if "blocks" in one["content"]):
        content["blocks"] = deepcopy(content["blocks"])
        content["blocks"][-1]["to"] = "javascript:window.executed=1"
    blind.envelopes, blind.script, blind.policy = [json.dumps(sealed(written(document))).encode()], BLIND, ""
    page = browser.new_page()
    page.goto(f"{blind.address}/frame/0")
    page.wait_for_function("document.querySelector('desirepath-guides')")
    shown = list(_open_all(page))
    assert page.evaluate("window.executed") is None
    page.close()
    assert "Link" in shown[-1]["texts"] + shown[4]["texts"]
    assert {link for one in shown for link in one["links"]} <= {f"https://{HOST}/policy"}


@pytest.mark.long
@pytest.mark.parametrize("begin", range(0, 2_000, 80))
def test_so_they_all_do(browser: Browser, blind: Frames, begin: int) -> None:
    some = list(payloads()[begin : begin + 80])
    _is_text(browser, blind, [*some, *some[:5]])

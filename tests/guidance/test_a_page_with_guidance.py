"""The built SDK on a page of a host, in a browser, from the script tag to what is sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.guidance.served import FIELD_HELP, Served, guide, guides, serving, signed, written

BANNER = {"kind": "announcement", "title": {"en": "The new form is here"}}
SURVEY = {
    "kind": "survey",
    "question": {"en": "What held you up?"},
    "choices": [{"reason": "access", "text": {"en": "I was not allowed to"}}],
}
SUBMITTED = {
    "rollout": "purchasing",
    "workflow": "request",
    "activity": "Submitted",
    "page": "/requests/*",
    "on": "submit",
    "at": ["#request"],
    "case_in": ["#case"],
    "step": "submit",
}
YESTERDAY = written(datetime.now(UTC) - timedelta(days=1))


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


def _is_quiet(page: Page) -> None:
    """The host page saw no violation of its policy and no error."""
    assert page.evaluate("window.seen") == {"violations": [], "errors": []}


def _is_shown(page: Page, text: str) -> None:
    expect(page.locator("desirepath-guides").get_by_text(text, exact=True)).to_be_visible(timeout=10_000)


def _shows_nothing(page: Page) -> None:
    page.wait_for_timeout(600)
    page.focus("#cost-centre")
    page.wait_for_timeout(300)
    assert page.locator("desirepath-guides").get_by_role("tooltip").count() == 0


def _exposures(served: Served) -> list[dict[str, Any]]:
    served.awaited("events")
    return served.rows("exposures")


def test_field_help_is_fetched_verified_and_shown_and_its_exposure_sent(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP)))
    page.goto(served.address)
    exposures = _exposures(served)
    assert [(row["intervention_id"], row["arm"], row["action"], row["user_id"]) for row in exposures] == [
        ("cost-centre", "shown", "shown", "4711")
    ]
    page.focus("#cost-centre")
    _is_shown(page, "Who pays for it")
    _is_quiet(page)


def test_guidance_is_in_the_language_that_the_page_says(served: Served, page: Page) -> None:
    served.envelope, served.language = signed(guides(guide("cost-centre", FIELD_HELP))), "de-AT"
    page.goto(served.address)
    _exposures(served)
    page.focus("#cost-centre")
    _is_shown(page, "Wer dafür zahlt")
    _is_shown(page, "Richtig")


def test_who_is_held_out_sees_nothing_and_is_counted(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP, design="holdout", held_out=1)))
    page.goto(served.address)
    (exposure,) = _exposures(served)
    assert (exposure["arm"], "action" in exposure) == ("held_out", False)
    _shows_nothing(page)
    _is_quiet(page)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"workspace": "another"}, "other_workspace"),
        ({"expires_at": YESTERDAY}, "expired"),
        ({"guides": [guide("g", FIELD_HELP | {"purpose": {"en": "<img src=x onerror=alert(1)>"}})]}, "hostile"),
        ({"guides": [guide("g", FIELD_HELP | {"at": ["input[value^='4']"]})]}, "hostile"),
    ],
)
def test_content_that_is_not_as_it_must_be_is_refused_and_reported(
    served: Served, page: Page, change: dict[str, Any], because: str
) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP)) | change)
    page.goto(served.address)
    assert served.awaited("refusals") == [{"key": "dp_test", "because": because}]
    _shows_nothing(page)
    _is_quiet(page)


def test_content_that_was_changed_after_it_was_signed_is_refused(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP))).replace(b"Who pays", b"Who prays")
    page.goto(served.address)
    assert served.awaited("refusals") == [{"key": "dp_test", "because": "bad_signature"}]
    _shows_nothing(page)


def test_a_lower_sequence_than_was_seen_is_refused_and_the_last_good_one_serves(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP), sequence=7))
    page.goto(served.address)
    _exposures(served)
    served.envelope = signed(guides(guide("banner", BANNER), sequence=6))
    page.reload()
    assert served.awaited("refusals") == [{"key": "dp_test", "because": "downgraded"}]


def test_the_last_good_document_serves_while_the_server_is_down(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP)))
    page.goto(served.address)
    _exposures(served)
    served.broken = True
    page.reload()
    page.wait_for_timeout(1_000)
    page.focus("#cost-centre")
    _is_shown(page, "Who pays for it")
    _is_quiet(page)


def test_a_page_in_html_in_place_of_the_document_is_the_same_as_none(served: Served, page: Page) -> None:
    served.envelope, served.content_type = b"<html><script>alert(1)</script></html>", "text/html"
    page.goto(served.address)
    _shows_nothing(page)
    assert served.came == []
    _is_quiet(page)


def test_what_is_sent_holds_the_case_and_nothing_that_was_entered(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP), labels=[SUBMITTED]))
    page.goto(f"{served.address}/requests/secret-canary?token=canary#canary")
    _exposures(served)
    page.fill("#cost-centre", "canary-4711")
    page.fill("#text", "canary of the text")
    page.evaluate("document.querySelector('#text').setAttribute('aria-label', 'canary')")
    served.came.clear()
    page.click("#send")
    served.awaited("progress")
    (event,) = (served.awaited("events"), served.rows("events"))[1]
    said = {"table": "events", "workflow": "request", "case_id": "R-17", "activity": "Submitted", "user_id": "4711"}
    assert {name: value for name, value in event.items() if name not in {"at", "event_id"}} == said
    (progress,) = served.bodies("progress")
    assert (progress["step"], progress["right"]) == ("submit", True)
    assert "canary" not in str(served.came)
    assert "canary" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    _is_quiet(page)


def test_the_server_may_deny_a_showing(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("banner", BANNER)))
    served.answers["claims"] = {"show": False, "because": "often_enough"}
    page.goto(served.address)
    (claim,) = served.awaited("claims")
    assert (claim["person"], claim["guide"]) == ("4711", "banner")
    page.wait_for_timeout(1_500)
    assert page.locator("desirepath-guides").count() == 0
    assert served.rows("exposures") == []


def test_a_survey_is_loaded_when_it_is_needed_and_its_answer_is_sent(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("survey", SURVEY)))
    page.goto(served.address)
    page.get_by_label("I was not allowed to").check()
    page.get_by_role("button", name="Send").last.click()
    assert served.awaited("outcomes")[-1]["outcome"] == "answered"
    page.wait_for_timeout(1_500)
    assert [(row["step"], row["reason"]) for row in served.rows("answers")] == [("quote", "access")]
    assert [row["action"] for row in served.rows("exposures")] == ["shown", "completed"]
    _is_quiet(page)


def test_who_objects_is_neither_shown_nor_recorded_anything(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP), labels=[SUBMITTED]))
    served.answers["arrivals"] = {"objects": True}
    page.goto(f"{served.address}/requests/1")
    served.awaited("arrivals")
    _shows_nothing(page)
    page.click("#send")
    page.wait_for_timeout(1_500)
    assert [what for what, _ in served.came] == ["arrivals"]


def test_who_objects_in_the_page_is_recorded_no_more_from_that_moment(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("banner", BANNER), labels=[SUBMITTED]))
    page.goto(f"{served.address}/requests/1")
    _is_shown(page, "The new form is here")
    served.awaited("events")
    page.evaluate("desirepath.open('recorded')")
    page.get_by_role("switch").check(force=True)
    assert [body["objects"] for body in served.awaited("objections")] == [True]
    expect(page.get_by_text("The new form is here", exact=True)).to_have_count(0)
    came = len(served.came)
    page.click("#send")
    page.wait_for_timeout(1_500)
    assert len(served.came) == came
    page.get_by_role("switch").uncheck(force=True)
    page.click("#send")
    page.wait_for_timeout(1_500)
    assert [body["objects"] for body in served.bodies("objections")] == [True, False]
    assert [row["activity"] for row in served.rows("events")] == ["Submitted"]
    _is_quiet(page)


def test_silence_takes_everything_off_the_page_and_sends_nothing_more(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("banner", BANNER), labels=[SUBMITTED]))
    page.goto(f"{served.address}/requests/1")
    _is_shown(page, "The new form is here")
    served.awaited("events")
    page.evaluate("desirepath.silence()")
    assert page.locator("desirepath-guides").count() == 0
    came = len(served.came)
    page.click("#send")
    page.evaluate("desirepath.track('x', {workflow: 'request', case: 'R-1'})")
    page.wait_for_timeout(1_500)
    assert len(served.came) == came
    _is_quiet(page)


def test_pages_are_switched_off_within_a_minute(served: Served, page: Page) -> None:
    page.clock.install()
    served.envelope = signed(guides(guide("banner", BANNER)))
    page.goto(served.address)
    page.clock.run_for(3_000)
    _is_shown(page, "The new form is here")
    served.envelope = signed(guides(guide("banner", BANNER), sequence=2, silent=True))
    for _ in range(5):
        page.clock.run_for(15_000)
        page.wait_for_timeout(100)
    assert page.locator("desirepath-guides").get_by_text("The new form is here").count() == 0


def test_one_global_is_ours_and_no_other_is_touched(served: Served, page: Page) -> None:
    served.envelope = signed(guides(guide("banner", BANNER), labels=[SUBMITTED]))
    page.add_init_script("""
      const looked = () => Object.fromEntries(Object.getOwnPropertyNames(window).map((name) => [name, Object.getOwnPropertyDescriptor(window, name)]))
      const kinds = [EventTarget, Node, Element, HTMLElement, Document, History, Storage, Promise, Array, Object, Function, JSON, Response, XMLHttpRequest]
      const parts = () => kinds.flatMap((kind) => [kind, kind.prototype].filter(Boolean).map((one) => Object.getOwnPropertyNames(one).map((name) => Object.getOwnPropertyDescriptor(one, name))))
      const before = [looked(), parts()]
      window.compared = () => {
        const [names, members] = before, now = looked(), same = (a, b) => a && b && a.value === b.value && a.get === b.get && a.set === b.set
        const changed = Object.keys(now).filter((name) => !(name in names) || (typeof now[name].value === 'function' && !same(names[name], now[name])))
        const flat = parts().flat(), held = members.flat()
        return {changed: changed.filter((name) => !['seen', 'compared'].includes(name)), members: flat.length === held.length && flat.every((one, at) => same(one, held[at]))}
      }
    """)
    page.goto(f"{served.address}/requests/1")
    _is_shown(page, "The new form is here")
    assert page.evaluate("compared()") == {"changed": ["desirepath"], "members": True}


HOSTILE = {
    "storage is blocked": "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError') }})",
    "storage is full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "prototypes are frozen": "for (const one of [Object, Array, Function, Promise, Map, Set, String]) { Object.freeze(one.prototype); Object.freeze(one) }",
}


@pytest.mark.parametrize("why", HOSTILE)
def test_guidance_is_shown_although_the_page_makes_it_hard(served: Served, page: Page, why: str) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP)))
    page.add_init_script(HOSTILE[why])
    page.goto(served.address)
    _exposures(served)
    page.focus("#cost-centre")
    _is_shown(page, "Who pays for it")
    _is_quiet(page)


BROKEN = {
    "JSON": "JSON.parse = () => { throw new Error('mine') }",
    "observers": "window.MutationObserver = class { constructor() { throw new Error('mine') } }",
    "signatures": "crypto.subtle.verify = () => { throw new Error('mine') }",
    "addresses": "window.URL = class { constructor() { throw new Error('mine') } }",
    "timers": "window.setTimeout = () => { throw new Error('mine') }",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_page_that_broke_what_we_need_has_no_guidance_and_no_error(served: Served, page: Page, what: str) -> None:
    served.envelope = signed(guides(guide("cost-centre", FIELD_HELP)))
    page.add_init_script(BROKEN[what])
    page.goto(served.address)
    page.wait_for_timeout(600)
    page.focus("#cost-centre")
    page.wait_for_timeout(200)
    _is_quiet(page)

"""Pages that block, freeze or break what guidance stands on, and what guidance leaves alone of theirs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.guidance.looked_at import exposures, is_quiet, is_shown
from tests.guidance.served import BANNER, FIELD_HELP, SUBMITTED, Served, guide, guides, signed


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
    is_shown(page, "The new form is here")
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
    exposures(served)
    page.focus("#cost-centre")
    is_shown(page, "Who pays for it")
    is_quiet(page)


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
    is_quiet(page)

"""A host page with a table of 10,000 nodes and a form of its own, which writes down all that goes wrong in it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.guidance.served import KEY

WATCH = """
(() => {
  const own = Object.getOwnPropertyDescriptor, names = Object.getOwnPropertyNames, is = Object.is, keep = Reflect.apply
  const click = HTMLElement.prototype.click, value = own(HTMLInputElement.prototype, 'value').set
  const get = Document.prototype.getElementById, text = String
  const seen = window.seen = {errors: [], clicks: 0, sent: 0}
  const note = (list, what) => { list[list.length] = what }
  addEventListener('error', (event) => note(seen.errors, 'error: ' + event.message))
  addEventListener('unhandledrejection', (event) => note(seen.errors, 'rejected: ' + text(event.reason)))
  const kinds = names(window).map((name) => own(window, name).value).filter((one) => typeof one === 'function')
  const places = [window, JSON, Math, Reflect, Intl, document, navigator, history, crypto, console, performance]
  for (const kind of kinds) { note(places, kind); if (kind.prototype) note(places, kind.prototype) }
  const look = () => {
    const all = []
    for (let at = 0; at < places.length; at++) {
      const held = names(places[at]), members = {__proto__: null}
      for (let one = 0; one < held.length; one++) members[held[one]] = own(places[at], held[one])
      all[at] = members
    }
    return all
  }
  let before = null
  seen.begin = () => { before = look() }
  const same = (one, other) => one && other && is(one.value, other.value) && one.get === other.get && one.set === other.set
    && one.writable === other.writable && one.configurable === other.configurable && one.enumerable === other.enumerable
  seen.changed = () => {
    const after = look(), changed = []
    for (let at = 0; at < places.length; at++) {
      for (const name in after[at]) if (!same(before[at][name], after[at][name])) note(changed, at + '.' + name)
      for (const name in before[at]) if (!(name in after[at])) note(changed, at + '.' + name + ' is gone')
    }
    return changed
  }
  seen.use = () => {
    const field = keep(get, document, ['cost-centre']), button = keep(get, document, ['send'])
    if (!field || !button) return
    keep(value, field, ['4711'])
    keep(click, button, [])
  }
  seen.click = async (times) => {
    for (let at = 0; at < times; at++) {
      await new Promise((then) => setTimeout(then, 10))
      keep(click, keep(get, document, ['plain']), [])
    }
  }
})()
"""
"""Takes what it needs from the browser before the page does anything to it. `begin` remembers what every global is,
`changed` says which are another now, `use` sends the form, `click` clicks many
times, ten times as fast as anybody does."""
FORM = """<h1>Purchase request</h1><form id="request"><label>Cost centre <input id="cost-centre"></label>
<label>Text <textarea id="text"></textarea></label> <span id="case">R-17</span>
<button id="send">Send</button> <button type="button" id="plain">Look</button></form>
<script>
  document.querySelector('#request').addEventListener('submit', (event) => { event.preventDefault(); seen.sent += 1 })
  document.querySelector('#send').addEventListener('click', () => { seen.clicks += 1 })
</script>"""
ROWS = "<table>" + "<tr><td>1</td><td>A</td><td>4711</td></tr>" * 2_499 + "</table>"
"""2,500 rows less one, of four elements each."""


@dataclass(frozen=True, kw_only=True)
class HostPage:
    """What differs from page to page: a script of the host's after its own listeners, and the tag of guidance."""

    script: str = ""
    tags: int = 1
    more: str = ""
    rows: str = ROWS

    def text(self) -> str:
        tag = TAG.replace("{trust}", KEY.public).replace("{more}", self.more)
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Request</title>'
            f'<link rel="icon" href="data:,"><script>{WATCH}</script></head><body>{FORM}{self.rows}'
            f"<script>{self.script}</script><script>seen.begin()</script>{tag * self.tags}</body></html>"
        )


TAG = """<script src="/desirepath/v1/sdk/loader.js" data-key="dp_test" data-workspace="works" data-trust="{trust}"
  data-application="purchasing" data-person="4711" data-role="buyer" data-language="en" {more} defer></script>"""

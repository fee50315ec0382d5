"""One visit to a page under a fault: what is done to it, and what went wrong in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, ConsoleMessage, Error, Page

from desirepath.delivery import sdk_files
from tests.guidance.faults.drawn import Drawn
from tests.guidance.faults.host_page import HostPage
from tests.guidance.faults.page_faults import PAGE_FAULTS
from tests.guidance.faults.tasks import longest_task
from tests.guidance.faults.troubled import Troubled, full

NETWORK = ("Failed to load", "net::ERR", "MIME type", "integrity", "Failed to find a valid digest")
"""What a browser itself writes to its console of a request that failed; no script can keep it from that."""
FORMLESS = {"the document is written anew", "the whole document goes", "the body is another", "the body goes"}
"""Where the host's own form is gone by the host's own doing."""
NOT_A_SCRIPT = "Unexpected token '<'"
"""What a browser says where the tag of guidance is answered by a page to sign in: no line of ours has run then."""
BUSY = 0.45
"""Seconds in which a page does what it has to do as it begins."""


@dataclass
class Visit:
    """A page, and what came up in it."""

    context: BrowserContext
    page: Page
    wire: CDPSession
    complaints: list[str] = field(default_factory=list)

    def said(self, expression: str) -> Any:
        """What the page's own world says to an expression; no function of the page is needed to ask it."""
        told = self.wire.send("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def waits(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1_000)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(one in message.text for one in NETWORK):
            self.complaints.append(f"console: {message.text}")


@contextmanager
def visiting(browser: Browser) -> Iterator[Visit]:
    """A page of a browser that knows nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    made = Visit(context, page, context.new_cdp_session(page))
    page.on("console", made.heard)
    page.on("pageerror", lambda error: made.complaints.append(f"thrown: {error}"))
    page.on("dialog", lambda dialog: (made.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    try:
        yield made
    finally:
        context.close()


def prepare(troubled: Troubled, drawn: Drawn) -> None:
    """Have the server and its page fail as drawn."""
    pin = base64.b64encode(hashlib.sha256((sdk_files.FOLDER / "loader.js").read_bytes()).digest()).decode()
    more = f'integrity="sha256-{pin}"' if drawn.hand == "a tag pinned by its hash" else ""
    tags = 2 if drawn.hand == "two tags" else 1
    troubled.page = HostPage(script=PAGE_FAULTS.get(drawn.page, ""), tags=tags, more=more)
    troubled.place, troubled.kind = drawn.place, drawn.kind
    troubled.envelope = None if drawn.hand == "nothing published" else full()
    troubled.asked.clear()


def wrong(browser: Browser, troubled: Troubled, drawn: Drawn) -> list[str]:
    """All that a fault did to the host, in words; nothing where it did nothing."""
    prepare(troubled, drawn)
    with visiting(browser) as made:
        used(made, troubled, drawn)
        found = [*made.complaints, *_wrong_in(made, drawn)]
    is_a_page = (drawn.place, drawn.kind) == ("loader", "to a sign-in")
    return [one for one in found if not (is_a_page and NOT_A_SCRIPT in one)]


def longest(browser: Browser, troubled: Troubled, drawn: Drawn) -> float:
    """Milliseconds of the processor that the longest task took in which code of ours ran."""
    prepare(troubled, drawn)
    with visiting(browser) as made:
        return longest_task(browser, made.page, lambda: used(made, troubled, drawn))


def used(made: Visit, troubled: Troubled, drawn: Drawn) -> None:
    """Go to the page, send its form, and open what can be opened."""
    _go(made, f"{troubled.address}/requests/17", drawn.hand)
    made.waits(BUSY)
    made.said("seen.use()")
    made.said("globalThis.desirepath?.open?.('help'), globalThis.desirepath?.track?.('x', {case: 'R-1'})")
    made.waits(0.15)


def _wrong_in(made: Visit, drawn: Drawn) -> Iterator[str]:
    yield from made.said("seen.errors")
    framed = {"0.0"} if drawn.hand in {"in a frame", "in a sandbox"} else set()  # it is this visit that puts it there
    changed = [name for name in made.said("seen.changed()") if name not in {"0.desirepath", *framed}]
    yield from (f"changed: {name}" for name in changed)
    if drawn.page not in FORMLESS and made.said("seen.clicks + ' ' + seen.sent") != "1 1":
        yield "the host's own form does not work"


def _go(made: Visit, address: str, hand: str) -> None:
    page = made.page
    if hand == "a slow processor":
        made.wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    if hand == "switched off":
        page.goto(f"{address}?first")
        made.said("localStorage.setItem('desirepath:off', '1')")
    if hand in {"left while loading", "reloaded while loading"}:
        with suppress(Error):  # A page that is left while it loads is what is meant.
            page.goto(address, wait_until="commit")
            page.goto("about:blank" if hand == "left while loading" else f"{address}?again", wait_until="commit")
    page.goto(address, wait_until="load")
    if hand in {"offline", "offline and back"}:
        made.context.set_offline(offline=True)
        made.waits(0.1)
        made.context.set_offline(offline=hand == "offline")
    if hand == "there and back":
        page.goto("about:blank")
        page.go_back()
    if hand in {"in a frame", "in a sandbox"}:
        sandbox = "frame.sandbox = 'allow-scripts allow-forms';" if hand == "in a sandbox" else ""
        made.said(
            f"frame = document.createElement('iframe'); {sandbox} frame.src = '/requests/18'; document.body.append(frame); delete window.frame; 0"
        )

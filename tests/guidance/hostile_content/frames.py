"""Many pages with guidance at once, each in a frame with a server of its own, and what each of them did."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from playwright.sync_api import Browser, Page

from desirepath.delivery import sdk_files
from tests.guidance.faults.quiet_server import listening
from tests.guidance.served import CSP, KEY

AT_ONCE = 20
FRAME = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Frame</title><script nonce="n1">
seen = {violations: [], errors: []}
document.addEventListener('securitypolicyviolation', (event) => seen.violations.push(event.violatedDirective))
addEventListener('error', (event) => seen.errors.push(event.message))
addEventListener('unhandledrejection', (event) => seen.errors.push(String(event.reason)))
</script><body><form id="request"><button id="one">One</button><button type="button" id="two">Two</button><input id="three"></form>
<script nonce="n1" src="/desirepath/v1/sdk/loader.js" data-key="dp_test" data-workspace="works" data-trust="{trust}"
 data-application="purchasing" data-person="4711" data-language="en" data-deliver="/frames/{at}" data-collect="/frames/{at}"
 defer></script></body></html>"""
DID = """() => [...document.querySelectorAll('iframe')].map(({contentWindow: one}) => ({
  violations: one.seen?.violations ?? ['the frame is gone'], errors: one.seen?.errors ?? [],
  executed: Boolean(one.executed || window.executed), shows: one.document.querySelector('desirepath-guides')?.shadowRoot.textContent ?? ''}))"""


@dataclass
class Frames:
    """The envelopes by their frame, and what came back from each. `policy` is the frames' content security policy."""

    envelopes: list[bytes] = field(default_factory=list)
    came: dict[int, list[tuple[str, dict[str, Any]]]] = field(default_factory=dict)
    script: str = ""
    policy: str = CSP
    address: str = ""

    def refusals(self, at: int) -> list[str]:
        return [body["because"] for what, body in self.came.get(at, []) if what == "refusals"]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one envelope."""

    refusals: list[str]
    shows: str
    executed: bool
    violations: list[str]
    errors: list[str]


def outcomes(browser: Browser, frames: Frames, envelopes: Sequence[bytes]) -> list[Outcome]:
    """What pages make of envelopes, each page of one that knows nothing yet."""
    found: list[Outcome] = []
    for begin in range(0, len(envelopes), AT_ONCE):
        found += _some(browser, frames, list(envelopes[begin : begin + AT_ONCE]))
    return found


def _some(browser: Browser, frames: Frames, envelopes: list[bytes]) -> list[Outcome]:
    frames.envelopes = envelopes
    frames.came.clear()
    context = browser.new_context()
    try:
        page = context.new_page()
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(f"{frames.address}/top")
        _settled(page, frames)
        did = page.evaluate(DID)
        assert dialogs == []
        return [Outcome(refusals=frames.refusals(at), **one) for at, one in enumerate(did)]
    finally:
        context.close()


def _settled(page: Page, frames: Frames) -> None:
    """Until each frame has refused, or has begun with what it was given."""
    for _ in range(200):
        if all(
            any(what in {"refusals", "claims", "events"} for what, _ in frames.came.get(at, []))
            for at in range(len(frames.envelopes))
        ):
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(150)


def _handler(frames: Frames) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            _, kind, name, *rest = [*self.path.partition("?")[0].split("/"), ""]
            if kind == "top":
                tags = "".join(f'<iframe src="/frame/{at}"></iframe>' for at in range(len(frames.envelopes)))
                self._sent(f"<!doctype html><link rel=icon href=data:,>{tags}".encode(), "text/html")
            elif kind == "frame":
                text = (
                    FRAME.replace("{trust}", KEY.public)
                    .replace("{at}", name)
                    .replace("<body>", f"<body>{frames.script}")
                )
                self._sent(text.encode(), "text/html; charset=utf-8", frames.policy)
            elif kind == "desirepath":
                self._sent((sdk_files.FOLDER / rest[1]).read_bytes(), "text/javascript; charset=utf-8")
            elif kind != "frames":
                self._sent(b"", "text/plain")
            elif rest[1] == "guides":
                self._sent(frames.envelopes[int(name)], "application/json")
            else:
                frames.came.setdefault(int(name), []).append((rest[1], json.loads(body)))
                answer = {"arrivals": {"objects": False}, "claims": {"show": True, "because": None}}.get(rest[1], {})
                self._sent(json.dumps(answer).encode(), "application/json")

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def _sent(self, body: bytes, kind: str, policy: str = "") -> None:
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            if policy:
                self.send_header("content-security-policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    return Handler


@contextmanager
def serving(frames: Frames) -> Iterator[Frames]:
    """The server, until the block ends."""
    with listening(_handler(frames)) as frames.address:
        yield frames

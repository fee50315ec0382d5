"""A host page and what answers its guidance, on one address, with everything that pages sent written down."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from desirepath.delivery import sdk_files
from desirepath.delivery.replies import ADDRESSES
from desirepath.delivery.said import read_said
from desirepath.doors.answers import Refused
from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.signing import SigningKey

CSP = "default-src 'none'; script-src 'nonce-n1'; connect-src 'self'; require-trusted-types-for 'script'"
KEY = SigningKey(bytes(range(32)))
EVERYONE = {"is": "all", "of": []}
BANNER = {"kind": "announcement", "title": {"en": "The new form is here"}}
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
FIELD_HELP = {
    "kind": "field_help",
    "at": ["#cost-centre"],
    "purpose": {"en": "Who pays for it", "de": "Wer dafür zahlt"},
    "format": {"en": "Four digits"},
    "right": [{"en": "4711"}],
    "wrong": [{"en": "Sales"}],
}
HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>canary-title</title>
<script nonce="n1">
  window.seen = {violations: [], errors: []}
  document.addEventListener('securitypolicyviolation', (event) => seen.violations.push(event.violatedDirective))
  addEventListener('error', (event) => seen.errors.push(event.message))
  addEventListener('unhandledrejection', (event) => seen.errors.push(String(event.reason)))
</script></head>
<body><h1>Purchase request</h1>
<form id="request"><label>Cost centre <input id="cost-centre"></label> <label>Text <textarea id="text"></textarea></label>
<span id="case">R-17</span> <button id="send">Send</button></form>
<script nonce="n1">document.querySelector('#request').addEventListener('submit', (event) => event.preventDefault())</script>
<script nonce="n1" src="/desirepath/v1/sdk/loader.js" data-key="{key}" data-workspace="works" data-trust="{trust}"
  data-application="purchasing" data-person="4711" data-role="buyer" data-language="{language}" {more} defer></script>
</body></html>"""


def guide(name: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A guide as a document holds it: for everyone, at the step `quote`."""
    return {
        "id": name,
        "version": 1,
        "rollout": "purchasing",
        "workflow": "request",
        "step": "quote",
        "content": content,
        "target": EVERYONE,
        "design": "everyone",
        "held_out": 0,
        "starts_at": "2025-01-01T00:00:00Z",
    } | more


def guides(*all_of_them: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A document of the workspace `works`, good for a day."""
    now = datetime.now(UTC)
    return {
        "schema": "desirepath/guides/1",
        "workspace": "works",
        "sequence": 1,
        "issued_at": written(now),
        "expires_at": written(now + timedelta(days=1)),
        "guides": list(all_of_them),
    } | more


def written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def signed(document: dict[str, Any]) -> bytes:
    """The envelope of a document."""
    return msgspec.json.encode(KEY.sign(msgspec.convert(document, Guides)))


@dataclass
class Served:
    """What is served, and what came. `answers` are those of the server by the last part of the address;
    `refused` is what delivery would not have taken."""

    envelope: bytes | None = None
    language: str = "en"
    key: str = "dp_test"
    trust: str = KEY.public
    csp: str = CSP
    more: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    broken: bool = False
    content_type: str = "application/json"
    came: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    address: str = ""

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table that pages sent."""
        sent = [row for what, body in self.came if what == "events" for row in body["events"]]
        return [row for row in sent if row["table"] == table]

    def bodies(self, what: str) -> list[dict[str, Any]]:
        return [body for name, body in self.came if name == what]

    def awaited(self, what: str, seconds: float = 10) -> list[dict[str, Any]]:
        """The bodies that came to an address, once there is one."""
        until = time.monotonic() + seconds
        while not self.bodies(what) and time.monotonic() < until:
            time.sleep(0.02)
        return self.bodies(what)

    def page(self) -> bytes:
        said = {"key": self.key, "trust": self.trust, "language": self.language, "more": self.more}
        text = HTML
        for name, value in said.items():
            text = text.replace(f"{{{name}}}", value)
        return text.encode()


def _refused(what: str, body: bytes) -> list[str]:
    """Why the server would refuse a body, if it would: its own readers are asked."""
    try:
        if what != "events":
            read_said(body, ADDRESSES[f"/v1/{what}"].kind)
    except Refused as refused:
        return [f"{what}: {refused}"]
    return []


def _handler(served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/desirepath/v1/sdk/"):
                self._file(path.rpartition("/")[2])
            elif path == "/desirepath/v1/guides":
                self._guides()
            elif path == "/favicon.ico":
                self._sent(404, b"", "text/plain")
            else:
                self._sent(200, served.page(), "text/html; charset=utf-8", served.csp)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            what = self.path.partition("?")[0].rpartition("/")[2]
            served.came.append((what, json.loads(body)))
            served.refused += _refused(what, body)
            if served.broken:
                self._sent(503, b"<html>down</html>", "text/html")
            elif what in served.answers:
                self._sent(200, json.dumps(served.answers[what]).encode(), "application/json")
            else:
                self._sent(204, b"", "application/json")

        def _guides(self) -> None:
            if served.broken or served.envelope is None:
                self._sent(503, b"<html>down</html>", "text/html")
            else:
                self._sent(200, served.envelope, served.content_type)

        def _file(self, name: str) -> None:
            file = sdk_files.FOLDER / name
            if file.is_file():
                self._sent(200, file.read_bytes(), "text/javascript; charset=utf-8")
            else:
                self._sent(404, b"", "text/plain")

        def _sent(self, status: int, body: bytes, kind: str, csp: str = "") -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            if csp:
                self.send_header("content-security-policy", csp)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    return Handler


@contextmanager
def serving(served: Served) -> Iterator[Served]:
    """The server, until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(served)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        served.address = f"http://127.0.0.1:{server.server_port}"
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()

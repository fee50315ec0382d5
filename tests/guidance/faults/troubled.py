"""A server of a host page and of its guidance that fails as it is told to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from desirepath.delivery import sdk_files
from tests.guidance.faults.host_page import HostPage
from tests.guidance.faults.quiet_server import listening
from tests.guidance.faults.server_faults import JS, JSON, KINDS, sent
from tests.guidance.served import FIELD_HELP, guide, guides, signed

EVERYTHING: tuple[dict[str, Any], ...] = (
    guide("cost-centre", FIELD_HELP),
    guide("tip", {"kind": "tooltip", "at": ["#text"], "title": {"en": "In your own words"}}),
    guide("news", {"kind": "announcement", "title": {"en": "The new form is here"}}),
    guide("help", {"kind": "self_help", "title": {"en": "Help"}}),
    guide("open-help", {"kind": "launcher", "label": {"en": "Help"}, "opens": "help"}),
    guide(
        "before",
        {
            "kind": "rule_reinforcement",
            "at": ["#request"],
            "title": {"en": "Before you send"},
            "stops": False,
            "rules": [{"field": ["#text"], "must": "filled", "says": {"en": "Say what it is for"}}],
        },
    ),
)
LABEL = {"rollout": "purchasing", "workflow": "request", "page": "/requests/*", "case_in": ["#case"]}
LABELS = [
    LABEL | {"activity": "Submitted", "on": "submit", "at": ["#request"], "step": "submit"},
    LABEL | {"activity": "Looked", "on": "click", "at": ["#plain"]},
    LABEL | {"activity": "Opened", "on": "page"},
]
PAGES_FIRST = ("loader", "core")


@dataclass
class Troubled:
    """What is served, and the one fault: `kind` of it, at `place`; none where they are empty."""

    page: HostPage = field(default_factory=HostPage)
    place: str = ""
    kind: str = ""
    envelope: bytes | None = None
    address: str = ""
    asked: list[str] = field(default_factory=list)


def full(**more: Any) -> bytes:
    """A document with guides that stand beside elements, disturb, and open by hand, and with labels."""
    return signed(guides(*EVERYTHING, labels=LABELS, **more))


def _place(path: str) -> str:
    name = path.partition("?")[0].rpartition("/")[2]
    if not name.endswith(".js"):
        return name
    first = name.split("-")[0].removesuffix(".js")
    return first if first in PAGES_FIRST else "parts"


def _right(troubled: Troubled, place: str, name: str) -> tuple[int, bytes, str]:
    """The answer of a server that does not fail."""
    if name.endswith(".js"):
        return 200, (sdk_files.FOLDER / name).read_bytes(), JS
    if place == "guides":
        nothing = b'{"error": "nothing_published"}'
        return (404, nothing, JSON) if troubled.envelope is None else (200, troubled.envelope, JSON)
    answers = {"arrivals": {"objects": False}, "claims": {"show": True, "because": None}, "events": {"accepted": 1}}
    return 200, json.dumps(answers.get(place, {})).encode(), JSON


def _handler(troubled: Troubled) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            if "/desirepath/" not in self.path:
                body = troubled.page.text().encode()
                isolated = {"cross_origin_opener_policy": "same-origin", "cross_origin_embedder_policy": "require-corp"}
                sent(self, 200, body, "text/html; charset=utf-8", **isolated)
                return
            place = _place(self.path)
            troubled.asked.append(place)
            status, body, kind = _right(troubled, place, self.path.partition("?")[0].rpartition("/")[2])
            if place == troubled.place:
                KINDS[troubled.kind](self, body, kind)
            else:
                sent(self, status, body, kind)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    return Handler


@contextmanager
def serving(troubled: Troubled) -> Iterator[Troubled]:
    """The server, until the block ends."""
    with listening(_handler(troubled)) as troubled.address:
        yield troubled

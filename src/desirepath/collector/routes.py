"""The addresses of the collector. Segment's clients are configured with `/v1` in their host, or without."""

from __future__ import annotations

import re

OWN = "own"
SEGMENT = {
    "batch": "batch",
    "b": "batch",
    "track": "track",
    "t": "track",
    "identify": "identify",
    "i": "identify",
    "page": "page",
    "p": "page",
    "group": "group",
    "g": "group",
    "screen": "screen",
    "s": "screen",
    "alias": "alias",
    "a": "alias",
}
"""What each of Segment's addresses takes, by its last part."""

TAKES: dict[str, str] = {
    f"{before}/{name}{after}": kind
    for before in ("/v1", "")
    for after in ("", "/")
    for name, kind in (*SEGMENT.items(), *([("events", OWN)] if before else []))
}
"""What each address takes: `own`, or one of Segment's kinds."""

SETTINGS = re.compile(r"/v1/projects/([A-Za-z0-9_-]{1,256})/settings/?")
"""Where Segment's browser library asks how to behave."""

"""How guidance is built in: one script tag, and where the requests of the page go on to."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

MOUNTED = "/desirepath"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What the script tag says, and the local addresses of who delivers guides and who collects events.

    `key` is the application's write key, `trust` the workspace's public key in base64. Without an address of the
    collector, events are answered with 502 and kept by the page for later.
    """

    key: str
    workspace: str
    trust: str
    deliver: str
    collect: str = ""
    language: str = ""

    @classmethod
    def read(cls, file: Path) -> Self | None:
        """What a file says, in JSON; None while there is none."""
        try:
            return cls(**json.loads(file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def in_language(self, language: str) -> Guidance:
        """The same, for a reader of another language."""
        return replace(self, language=language)

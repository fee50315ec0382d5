"""The chain of seals: a keyed hash over every row and the seal of the row before.

Who can write to the database but does not hold the key cannot edit, leave out, insert or reorder a row without a seal
that no longer fits. The end of the log is kept in a file beside the database, so that a log cut short is seen too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass

FIRST_SEAL = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a seal covers."""

    number: int
    at: str
    workspace: int | None
    who: str
    role: str
    verb: str
    about: str
    details: str


def seal_of(row: Row, before: str, key: bytes) -> str:
    """The seal of a row after the one whose seal is `before`: HMAC-SHA256, 64 hex digits."""
    text = json.dumps([before, asdict(row)], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

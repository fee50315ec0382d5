"""The write keys that are in force, for a running server."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from pathlib import Path

from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.write_keys import WriteKey, read_keys

LONGEST_KEY = 256
NOBODY = WriteKey(id="", sha256=hashlib.sha256(secrets.token_bytes(32)).hexdigest(), application="")
"""What an unknown key is compared with, so that it costs what a known one does."""


class KeyRing:
    """The keys that are in force, for a running server."""

    def __init__(self, file: Path) -> None:
        """Read the keys. Raises BadInput where the file cannot be read; no file means no keys yet."""
        self._file = file
        self._seen = _state(file)
        self._put_in_force(read_keys(file))

    def refresh(self) -> bool:
        """Read the file again if it has changed; a broken one leaves the keys as they are. True where it changed."""
        seen = _state(self._file)
        if seen == self._seen:
            return False
        try:
            keys = read_keys(self._file)
        except BadInput:
            return False
        self._seen = seen
        self._put_in_force(keys)
        return True

    def of(self, text: bytes) -> WriteKey | None:
        """The key with this text, or None: for one that is missing, unknown, revoked or of another warehouse."""
        digest = hashlib.sha256(text[:LONGEST_KEY]).hexdigest()
        found = self._by_hash.get(digest, NOBODY)
        fits = hmac.compare_digest(found.sha256, digest)
        return found if fits and len(text) <= LONGEST_KEY else None

    def _put_in_force(self, keys: Iterable[WriteKey]) -> None:
        valid = [one for one in keys if one.revoked_at is None]
        self._by_hash = {one.sha256: one for one in valid}
        self.origins = frozenset(origin for one in valid for origin in one.origins)


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino

"""Names for persons that tell nothing of them: keyed hashes, and the one key that makes them."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from functools import lru_cache
from pathlib import Path

from desirepath.vocabulary.errors import BadInput, Mistake

KEY_BYTES = 32
HASHED = re.compile(r"[0-9a-f]{32}")
"""What a hashed person looks like."""
MOST_REMEMBERED = 65_536
_HASH_BYTES = 16


class PersonHash:
    """Gives each person one name: the first 16 bytes of HMAC-SHA256 under a secret key, in hex.

    Without the key nobody can tell who a name stands for, nor make the name of a known person. With another key
    every person has another name. The latest 65,536 persons are remembered in memory.
    """

    __slots__ = ("of",)

    def __init__(self, key: bytes) -> None:
        """Raises ValueError for a key that is not 32 bytes long."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key of persons has {len(key)} bytes, but must have {KEY_BYTES}")

        def of(person: str) -> str:
            return hmac.digest(key, person.encode("utf-8", "surrogatepass"), "sha256")[:_HASH_BYTES].hex()

        self.of = lru_cache(maxsize=MOST_REMEMBERED)(of)
        """The name of a person: 32 hexadecimal digits."""

    @classmethod
    def kept_in(cls, file: Path, *, create: bool = False) -> PersonHash:
        """With the key that a file holds in hex; with `create`, a missing one is made first, for its owner only.

        Raises FileNotFoundError where there is none, and BadInput where what is there is none or cannot be read.
        """
        if create and not file.exists():
            _make(file)
        try:
            text = file.read_text(encoding="ascii").strip()
            return cls(bytes.fromhex(text))
        except FileNotFoundError:
            raise
        except (OSError, ValueError) as error:
            what, mend = "the key of persons cannot be read", "It is 64 hexadecimal digits; restore it from a backup."
            raise BadInput(Mistake(code="unreadable_person_key", what=what, mend=mend, file=str(file))) from error


def _make(file: Path) -> None:
    """A new key, on the disk before it has a name. Where two make one at a time, the first stays."""
    part = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as held:
            held.write(secrets.token_bytes(KEY_BYTES).hex().encode() + b"\n")
            held.flush()
            os.fsync(held.fileno())
        try:
            file.hardlink_to(part)
        except FileExistsError:
            return
        finally:
            part.unlink()
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        what = f"the key of persons cannot be made: {error.strerror or error}"
        raise BadInput(Mistake(code="no_person_key", what=what, file=str(file))) from error

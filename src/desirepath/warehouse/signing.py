"""Signed content: the key of a console's home, the envelope that a document is sent in, and what makes it refused."""

from __future__ import annotations

import hashlib
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desirepath.intervene.verdicts import milliseconds
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.guidance.contents import KnownIssue
from desirepath.vocabulary.guidance.published import ENVELOPE_SCHEMA, Envelope, Guides

KEY_FILE = Path("signing", "ed25519.key")
"""Where the private key lies in a home: 32 bytes in hex, for its owner only."""
PUBLIC_FILE = KEY_FILE.with_suffix(".pub")
"""Where its public part lies, in base64: all that whoever only checks has to read."""
BEGINS = f"{ENVELOPE_SCHEMA}\n"
"""Stands before the document in what is signed, so that a signature fits nothing else."""
KEY_BYTES = 32
Because: TypeAlias = Literal[
    "bad_signature", "expired", "downgraded", "other_workspace", "unknown_structure", "hostile", "fault"
]
"""Why content is refused, by the server or by a page. `hostile`: it asks for what no content may.

`fault` is told by pages alone: nothing is known to be wrong with it, but something of ours broke there.
"""


class ContentRefused(Exception):
    """Content that is not shown. `because` is a stable word."""

    def __init__(self, because: Because) -> None:
        super().__init__(because)
        self.because: Because = because


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What content has to be: of this workspace, not expired at `now`, and not older than the sequence seen last.

    `now` is in milliseconds since 1970; without it, what has expired is taken too.
    """

    workspace: str
    now: int | None = None
    at_least: int = 0


class SigningKey:
    """The private key of a home. Whoever has it can put content into every page that trusts the home."""

    __slots__ = ("_private",)

    def __init__(self, raw: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(raw)

    @classmethod
    def of_home(cls, home: Path) -> SigningKey:
        """The key of a home, made once, its public part beside it. Raises BadInput where it cannot be made or read."""
        file = home / KEY_FILE
        try:
            if not file.exists():
                _make(file)
            found = cls(bytes.fromhex(file.read_text(encoding="ascii")))
            _lay_beside(home / PUBLIC_FILE, found.public)
        except (OSError, ValueError) as error:
            what = "the key that content is signed with cannot be had"
            mend = "Restore it from a backup, into a folder that can be written to."
            raise BadInput(Mistake(code="no_signing_key", what=what, mend=mend, file=str(file))) from error
        return found

    @property
    def public(self) -> str:
        """What pages are told to trust: the 32 bytes of the public key in base64."""
        return b64encode(self._private.public_key().public_bytes_raw()).decode()

    def sign(self, guides: Guides) -> Envelope:
        """The document in its envelope."""
        document = msgspec.json.encode(guides).decode()
        signature = b64encode(self._private.sign(_signed(document))).decode()
        return Envelope(
            schema="desirepath/signed/1", key=name_of_key(self.public), signature=signature, document=document
        )


def public_of_home(home: Path) -> str:
    """What pages of a home are told to trust, in base64. The private key is neither read nor made.

    Raises BadInput where it cannot be read, or is no key.
    """
    file = home / PUBLIC_FILE
    try:
        public = file.read_text(encoding="ascii").strip()
        Ed25519PublicKey.from_public_bytes(b64decode(public, validate=True))
    except (OSError, ValueError) as error:
        what = "the public part of the key that content is signed with cannot be had"
        mend = "Start the console once: it writes the file anew. Where it did, let this process read it."
        raise BadInput(Mistake(code="no_public_key", what=what, mend=mend, file=str(file))) from error
    return public


def name_of_key(public: str) -> str:
    """What an envelope calls a public key: the first 16 hex digits of the SHA-256 of its bytes."""
    return hashlib.sha256(b64decode(public)).hexdigest()[:16]


def verify(sent: bytes, trusted: str, expected: Expected) -> Guides:
    """The document of an envelope, as JSON, that was signed with the trusted key (base64) and is as expected.

    Raises ContentRefused. Nothing of the document is read before its signature is right.
    """
    try:
        envelope = msgspec.json.decode(sent, type=Envelope)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ContentRefused("unknown_structure") from error
    _check_signature(envelope, trusted)
    guides = _read(envelope.document)
    if guides.workspace != expected.workspace:
        raise ContentRefused("other_workspace")
    if guides.sequence < expected.at_least:
        raise ContentRefused("downgraded")
    if expected.now is not None and expected.now >= milliseconds(guides.expires_at):
        raise ContentRefused("expired")
    return guides


def _read(document: str) -> Guides:
    try:
        guides = msgspec.json.decode(document.encode(), type=Guides)
        for time in _times_in(guides):
            milliseconds(time)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ContentRefused("unknown_structure") from error
    return guides


def _check_signature(envelope: Envelope, trusted: str) -> None:
    try:
        signature = b64decode(envelope.signature, validate=True)
        public = Ed25519PublicKey.from_public_bytes(b64decode(trusted, validate=True))
        if envelope.key != name_of_key(trusted):
            raise ContentRefused("bad_signature")
        public.verify(signature, _signed(envelope.document))
    except (InvalidSignature, ValueError) as error:
        raise ContentRefused("bad_signature") from error


def _signed(document: str) -> bytes:
    return (BEGINS + document).encode()


def _times_in(guides: Guides) -> Iterator[str]:
    yield from (guides.issued_at, guides.expires_at)
    for guide in guides.guides:
        until = guide.content.until if isinstance(guide.content, KnownIssue) else None
        yield from (time for time in (guide.starts_at, guide.ends_at, until) if time is not None)


def _lay_beside(file: Path, public: str) -> None:
    """The public part in its file, unless it stands there already."""
    with suppress(FileNotFoundError):
        if file.read_bytes() == public.encode():
            return
    part = _part_of(file, public, mode=0o644)
    part.replace(file)


def _make(file: Path) -> None:
    """A new key, on the disk before it has its name. Where two make one at a time, the first stays."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = _part_of(file, secrets.token_bytes(KEY_BYTES).hex(), mode=0o600)
    try:
        file.hardlink_to(part)
    except FileExistsError:
        return
    finally:
        part.unlink(missing_ok=True)


def _part_of(file: Path, text: str, *, mode: int) -> Path:
    """A file beside the one that it is to become, with all of the text on the disk."""
    part = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="ascii") as held:
        held.write(text)
        held.flush()
        os.fsync(held.fileno())
    return part

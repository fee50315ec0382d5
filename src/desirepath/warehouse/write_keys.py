"""Write keys: public, may only write, bound to one application and to origins; kept hashed in one file."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import string
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from desirepath.vocabulary.errors import BadInput, Mistake

KEY_FILE = "write-keys.json"
KEY_SIGNS = string.ascii_letters + string.digits
KEY_LENGTH = 32
NAME = re.compile(r"[a-z0-9_-]{1,64}")
ANYWHERE = "*"
ORIGIN = re.compile(r"https?://(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?")


class Rate(msgspec.Struct, frozen=True):
    """What a key may send a second, on average; in one go twice as much."""

    events: float = 20_000.0
    bytes: float = 20.0 * 1024 * 1024


class WriteKey(msgspec.Struct, frozen=True, kw_only=True):
    """One key as it is kept. `sha256` is the hash of its text, in hex; times are ISO 8601 in UTC.

    A key with origins may be used from pages of these only; a page elsewhere is refused, a key without origins is
    refused to every page. Requests without an Origin come from programs and are taken either way.
    """

    id: str
    sha256: str
    application: str
    origins: tuple[str, ...] = ()
    rate: Rate = Rate()
    created_at: str = ""
    revoked_at: str | None = None


class _Kept(msgspec.Struct):
    keys: list[WriteKey]


def origin_of(written: str) -> str:
    """An origin as browsers send it; `*` stands for every page. Raises BadInput for what is none."""
    origin = written.strip().rstrip("/").lower()
    if origin != ANYWHERE and ORIGIN.fullmatch(origin) is None:
        what = "an origin is a scheme, a host and, where it is not the usual one, a port"
        raise BadInput(Mistake(code="wrong_origin", what=what, mend="Write for example `https://erp.example.com`."))
    return origin


def folder_of_keys(warehouse: Path) -> Path:
    """The folder of keys of a warehouse: beside it, not in it."""
    return warehouse.with_name(f"{warehouse.name}.keys")


def file_of_keys(warehouse: Path) -> Path:
    return folder_of_keys(warehouse) / KEY_FILE


def read_keys(file: Path) -> tuple[WriteKey, ...]:
    """The keys of a file; none where there is no file. Raises BadInput where it cannot be read."""
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as error:
        what = "the write keys cannot be read"
        raise BadInput(
            Mistake(code="unreadable_keys", what=what, mend="Restore the file from a backup.", file=str(file))
        ) from error
    return tuple(kept.keys)


def create_key(
    file: Path, application: str, origins: Iterable[str] = (), rate: Rate | None = None
) -> tuple[WriteKey, str]:
    """Add a key; the key and its text, which is kept nowhere. Raises BadInput for names and origins that are none."""
    if NAME.fullmatch(application) is None:
        what = "the name of an application may hold a-z, 0-9, _ and - only, up to 64 of them"
        raise BadInput(Mistake(code="wrong_name", what=what, mend="Write for example `purchasing`."))
    text = "dp_" + "".join(secrets.choice(KEY_SIGNS) for _ in range(KEY_LENGTH))
    made = WriteKey(
        id=f"key_{secrets.token_hex(4)}",
        sha256=_hashed(text),
        application=application,
        origins=tuple(dict.fromkeys(origin_of(one) for one in origins)),
        rate=rate or Rate(),
        created_at=_now(),
    )
    _written(file, (*read_keys(file), made))
    return made, text


def revoke_key(file: Path, key_id: str) -> WriteKey:
    """Revoke a key by its id; a running collector sees it within five seconds. Raises BadInput for an unknown id."""
    keys = read_keys(file)
    found = next((one for one in keys if one.id == key_id), None)
    if found is None:
        what = f"there is no write key `{key_id}`"
        raise BadInput(Mistake(code="unknown_key", what=what, mend="See `desirepath keys list`.", file=str(file)))
    revoked = msgspec.structs.replace(found, revoked_at=found.revoked_at or _now())
    _written(file, tuple(revoked if one.id == key_id else one for one in keys))
    return revoked


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _written(file: Path, keys: tuple[WriteKey, ...]) -> None:
    document: dict[str, Any] = msgspec.to_builtins(_Kept(list(keys)))
    content = json.dumps(document, indent=1) + "\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _whole(file, content.encode())
    except OSError as error:
        what, mend = f"the write keys cannot be kept: {error.strerror or error}", "Name another `--warehouse`."
        raise BadInput(Mistake(code="cannot_write", what=what, mend=mend, file=str(file))) from error


def _whole(file: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, readable by its owner only, and on the disk."""
    with tempfile.NamedTemporaryFile("wb", dir=file.parent, prefix=f".{file.name}-", delete=False) as opened:
        part = Path(opened.name)
        try:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
            part.replace(file)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

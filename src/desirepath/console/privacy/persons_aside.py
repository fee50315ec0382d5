"""The id of a person who is being erased: in a file of its own for as long as that takes, and nowhere else."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from django.conf import settings


def mark_of(workspace: int, person: str) -> str:
    """A keyed hash of the id: the same person has the same one, and without the key nobody can tell who it is."""
    key = settings.HOME.secret("erasures").encode()
    return hmac.new(key, f"{workspace}\n{person}".encode(), hashlib.sha256).hexdigest()


def put_aside(erasure: int, person: str) -> None:
    """Keep the id until the erasure is done, readable by its owner only."""
    file = _file(erasure)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(person)


def person_aside(erasure: int) -> str:
    """The id. Raises FileNotFoundError."""
    return _file(erasure).read_text(encoding="utf-8")


def forget(erasure: int) -> None:
    """The id is needed no more."""
    _file(erasure).unlink(missing_ok=True)


def _file(erasure: int) -> Path:
    folder: Path = settings.HOME.folder
    return folder / "erasing" / f"{erasure}.person"

"""Write a line of the audit log, in the transaction of what it tells of."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from desirepath.console.audit.models import Entry
from desirepath.console.audit.seals import FIRST_SEAL, Row, seal_of
from desirepath.console.workspaces.reads import all_workspaces
from desirepath.console.workspaces.seat import Seat

_LOCK = 7_241_553
"""The advisory lock by which PostgreSQL lets one writer at a time add to the chain; SQLite has one writer anyway."""


def record(
    seat: Seat | None, verb: str, about: str, details: Mapping[str, Any] | None = None, *, of: str | None = None
) -> None:
    """Add a line: who did what, about what. Must be called within a transaction.

    Without a seat it is the program itself, in the workspace whose slug is `of`, or in none.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Entry.objects.order_by("-number").values_list("number", "seal").first()
        number, before = last or (0, FIRST_SEAL)
        row = Row(
            number=number + 1,
            at=datetime.now(UTC).isoformat(timespec="microseconds"),
            workspace=_workspace(of) if seat is None else seat.workspace,
            who="" if seat is None else seat.email,
            role="" if seat is None else seat.role.value,
            verb=verb,
            about=about[:300],
            details=json.dumps(dict(details or {}), ensure_ascii=False, sort_keys=True, default=str),
        )
        seal = seal_of(row, before, audit_key())
        Entry.objects.create(**{name: getattr(row, name) for name in Row.__slots__}, seal=seal)
        transaction.on_commit(lambda: _anchored(settings.HOME.audit_anchor, row.number, seal))


def _workspace(slug: str | None) -> int | None:
    return None if slug is None else next((one.id for one in all_workspaces() if one.slug == slug), None)


def audit_key() -> bytes:
    """The key of the seals; it lies beside the database, not in it."""
    return settings.HOME.secret("audit").encode()


def _anchored(file: Path, number: int, seal: str) -> None:
    """Keep the end of the log in a file of its own. An older end never replaces a newer one."""
    if not file.parent.is_dir():
        return
    with _one_at_a_time(file.with_name(f"{file.name}.lock")):
        end = anchor(file)
        if end is not None and end[0] >= number:
            return
        beside = file.with_name(f"{file.name}.{os.getpid()}.{number}")
        beside.write_text(f"{number} {seal}\n", encoding="ascii")
        beside.chmod(0o600)
        beside.replace(file)


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    """Threads and processes that look at the end and then replace it wait for each other."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def anchor(file: Path) -> tuple[int, str] | None:
    """The number and the seal of the last line as the file has it; None where there is no such file, or it is damaged."""
    try:
        number, _, seal = file.read_text(encoding="ascii").strip().partition(" ")
        return int(number), seal
    except (FileNotFoundError, ValueError):
        return None

"""Write a line of the audit log, in the transaction of what it tells of."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from desirepath.console.audit.models import Entry
from desirepath.console.audit.seals import FIRST_SEAL, Row, seal_of
from desirepath.console.workspaces.seat import Seat

_LOCK = 7_241_553
"""The advisory lock by which PostgreSQL lets one writer at a time add to the chain; SQLite has one writer anyway."""


def record(seat: Seat | None, verb: str, about: str, details: Mapping[str, Any] | None = None) -> None:
    """Add a line: who (nobody is the program itself), did what, about what. Must be called within a transaction."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Entry.objects.order_by("-number").values_list("number", "seal").first()
        number, before = last or (0, FIRST_SEAL)
        row = Row(
            number=number + 1,
            at=datetime.now(UTC).isoformat(timespec="microseconds"),
            workspace=None if seat is None else seat.workspace,
            who="" if seat is None else seat.email,
            role="" if seat is None else seat.role.value,
            verb=verb,
            about=about[:300],
            details=json.dumps(dict(details or {}), ensure_ascii=False, sort_keys=True, default=str),
        )
        seal = seal_of(row, before, audit_key())
        Entry.objects.create(**{name: getattr(row, name) for name in Row.__slots__}, seal=seal)
        transaction.on_commit(lambda: _anchored(settings.HOME.audit_anchor, row.number, seal))


def audit_key() -> bytes:
    """The key of the seals; it lies beside the database, not in it."""
    return settings.HOME.secret("audit").encode()


def _anchored(file: Path, number: int, seal: str) -> None:
    """Keep the end of the log in a file of its own. An older end never replaces a newer one."""
    if not file.parent.is_dir() or anchor(file)[0] >= number:
        return
    beside = file.with_name(f"{file.name}.{os.getpid()}.{number}")
    beside.write_text(f"{number} {seal}\n", encoding="ascii")
    beside.replace(file)


def anchor(file: Path) -> tuple[int, str]:
    """The number and the seal of the last line as the file has it; zero where there is none."""
    try:
        number, _, seal = file.read_text(encoding="ascii").strip().partition(" ")
        return int(number), seal
    except FileNotFoundError:
        return 0, FIRST_SEAL

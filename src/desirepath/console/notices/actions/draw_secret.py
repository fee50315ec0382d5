"""Draw another secret for a target, where the old one may be known to somebody."""

from __future__ import annotations

import secrets

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.notices.actions.on_targets import held
from desirepath.console.notices.way_out import secret_of
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def draw_secret(seat: Seat, key: str) -> tuple[str, str]:
    """The target's name and its new secret, by which messages are signed from now on. Raises Http404."""
    seat.must("set_notices")
    target = held(seat, key)
    target.salt, target.by = secrets.token_hex(16), seat.email
    target.save()
    record(seat, "notice_target.secret_drawn", target.name)
    return target.name, secret_of(target)

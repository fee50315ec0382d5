"""Take a target away, with the list of what was sent to it."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.notices.actions.on_targets import held
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def remove_target(seat: Seat, key: str) -> None:
    """Nothing is sent to it any more, not even what waits. Raises Http404."""
    seat.must("set_notices")
    target = held(seat, key)
    record(seat, "notice_target.removed", target.name)
    target.delete()

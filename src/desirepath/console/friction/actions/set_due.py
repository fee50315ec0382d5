"""Say until when something is to be done about a friction point."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from desirepath.console.friction.points_to_change import point_to_change, refuse_dismissed
from desirepath.console.friction.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def set_due(seat: Seat, rollout: RolloutSeen, key: str, due: date | None) -> None:
    """The day, or None for no day."""
    seat.must("own_friction")
    point = point_to_change(seat, rollout, key)
    if due == point.due:
        return
    refuse_dismissed(point)
    point.due = due
    point.save(update_fields=["due"])
    tell(seat, rollout, point, "friction.due_set", {"due": None if due is None else due.isoformat()})

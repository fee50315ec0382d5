"""Say that a temporary way round was taken away."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.plan45.actions.keep_workaround import workaround_to_change
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def retire_workaround(seat: Seat, rollout: RolloutSeen, number: int, on: date) -> None:
    """From this day on. Whether work still goes that way is told by the data alone. Raises BadInput, Http404."""
    seat.must("keep_workarounds")
    kept = workaround_to_change(seat, rollout, number)
    kept.retired_on = on
    kept.save(update_fields=["retired_on"])
    record(seat, "workaround.retired", f"{rollout.slug}/{number}", {"what": kept.what, "on": on.isoformat()})

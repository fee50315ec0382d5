"""Put a rollout away, or take it out again."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.rollouts.models import Rollout
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def archive_rollout(seat: Seat, rollout: RolloutSeen, *, archived: bool) -> None:
    """It no longer stands in the list; nothing of it is lost."""
    seat.must("edit_rollout")
    Rollout.objects.filter(pk=rollout.id).update(archived=archived)
    record(seat, "rollout.archived" if archived else "rollout.taken_out", rollout.slug)

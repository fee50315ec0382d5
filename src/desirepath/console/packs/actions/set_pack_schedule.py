"""Say when packs of a rollout are made by themselves."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from desirepath.console.audit.record import record
from desirepath.console.packs.models import PackSchedule
from desirepath.console.packs.reads import zone_of
from desirepath.console.packs.rhythm import NEVER, Rhythm
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def set_pack_schedule(seat: Seat, rollout: RolloutSeen, rhythm: Rhythm | None) -> None:
    """From the next such morning on; None is never."""
    seat.must("decide")
    if rhythm is None:
        PackSchedule.objects.filter(rollout=rollout.id).delete()
    else:
        due = rhythm.next_after(timezone.now(), zone_of(rollout))
        PackSchedule.objects.update_or_create(
            rollout_id=rollout.id,
            defaults={"every": rhythm.every, "day": rhythm.day, "next_at": due, "nothing_at": None},
        )
    record(seat, "pack.scheduled", rollout.slug, {"every": NEVER if rhythm is None else str(rhythm)})

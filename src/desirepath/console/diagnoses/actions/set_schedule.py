"""Say how often a rollout is diagnosed by itself."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.models import Schedule
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

CHOICES = (0, 60, 24 * 60, 7 * 24 * 60)
"""Minutes between two diagnoses; 0 is never."""


@transaction.atomic
def set_schedule(seat: Seat, rollout: RolloutSeen, every_minutes: int) -> None:
    """The next comes after that time. Raises BadInput where it is none of the choices."""
    seat.must("diagnose")
    if every_minutes not in CHOICES:
        raise BadInput(Mistake(code="no_schedule", what=_("A rollout is diagnosed hourly, daily, weekly or never")))
    if every_minutes == 0:
        Schedule.objects.filter(rollout=rollout.id).delete()
    else:
        due = timezone.now() + timedelta(minutes=every_minutes)
        Schedule.objects.update_or_create(
            rollout_id=rollout.id, defaults={"every_minutes": every_minutes, "next_at": due}
        )
    record(seat, "diagnosis.scheduled", rollout.slug, {"every_minutes": every_minutes})

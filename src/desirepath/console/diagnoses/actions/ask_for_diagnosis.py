"""Ask for a diagnosis; it is made beside the pages."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.models import Run, State
from desirepath.console.diagnoses.tasks import make_diagnosis
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def ask_for_diagnosis(seat: Seat | None, rollout: RolloutSeen, as_of: date | None = None) -> int:
    """The id of the diagnosis. One that waits already is not asked for twice. Without a seat, the schedule asks."""
    if seat is not None:
        seat.must("diagnose")
    waiting = Run.objects.filter(rollout=rollout.id, state=State.WAITING, as_of=as_of).first()
    if waiting is not None:
        return waiting.pk
    run = Run.objects.create(
        rollout_id=rollout.id, version=rollout.version, as_of=as_of, asked_by="" if seat is None else seat.email
    )
    if seat is not None:
        record(seat, "diagnosis.asked", rollout.slug, {"run": run.pk, "as_of": as_of})
    make_diagnosis.enqueue(run.pk)
    return run.pk

"""Ask for a governance pack of a diagnosis; it is made beside the pages."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.diagnoses.reads import RunSeen
from desirepath.console.packs.models import KeptPack, State
from desirepath.console.packs.tasks import make_pack
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def ask_for_pack(seat: Seat | None, rollout: RolloutSeen, run: RunSeen) -> int:
    """The number of the pack. One of this diagnosis that waits already is not asked for twice.

    Without a seat, the schedule asks. Raises ValueError where the diagnosis is not done.
    """
    if seat is not None:
        seat.must("decide")
    if run.known_until is None:
        raise ValueError(f"diagnosis {run.id} is not done")
    waiting = KeptPack.objects.filter(rollout=rollout.id, run=run.id, state=State.WAITING).first()
    if waiting is not None:
        return waiting.pk
    made = KeptPack.objects.create(
        rollout_id=rollout.id,
        run=run.id,
        known_until=run.known_until,
        zone=run.zone,
        asked_by="" if seat is None else seat.email,
    )
    of = rollout.workspace if seat is None else None
    record(seat, "pack.asked", rollout.slug, {"pack": made.pk, "run": run.id}, of=of)
    make_pack.enqueue(made.pk)
    return made.pk

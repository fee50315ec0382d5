"""A schedule's turn: a pack of the newest diagnosis is asked for, unless the schedule made one of it already."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from desirepath.console.diagnoses.reads import RunSeen, latest_done
from desirepath.console.packs.actions.ask_for_pack import ask_for_pack
from desirepath.console.packs.models import KeptPack, PackSchedule, State
from desirepath.console.packs.reads import rhythm_of, zone_of
from desirepath.console.rollouts.reads import rollout_by_id


@transaction.atomic
def take_turn(schedule: int) -> bool:
    """Whether one was asked for. However late it is, it is one turn, and the next is the first that lies ahead."""
    now = timezone.now()
    due = PackSchedule.objects.select_for_update().filter(pk=schedule, next_at__lte=now).first()
    if due is None:
        return False
    rollout = rollout_by_id(due.rollout_id)
    newest = latest_done(rollout.id)
    is_new = newest is not None and not _made_by_schedule(rollout.id, newest)
    if newest is not None and is_new:
        ask_for_pack(None, rollout, newest)
    due.next_at = rhythm_of(due).next_after(now, zone_of(rollout))
    due.nothing_at = None if is_new else now
    due.save(update_fields=["next_at", "nothing_at"])
    return is_new


def _made_by_schedule(rollout: int, run: RunSeen) -> bool:
    made = KeptPack.objects.filter(rollout=rollout, run=run.id, asked_by="")
    return made.exclude(state=State.FAILED).exists()

"""Take an intervention down, or a draft out of the backlog."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from desirepath.console.interventions.contents import LONGEST_NOTE
from desirepath.console.interventions.held import held, refuse_retired
from desirepath.console.interventions.models import Intervention, Stage, State, Version
from desirepath.console.interventions.shipped_file import written_on_commit
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def retire(seat: Seat, rollout: RolloutSeen, slug: str, reason: str = "") -> None:
    """Nobody meets it any more. What was live is taken down by those who may let it go live. Raises BadInput."""
    seat.must("draft_intervention")
    found = held(seat, rollout, slug)
    refuse_retired(found)
    was_live = found.intervention.state == State.LIVE
    if was_live:
        seat.must("approve_intervention")
    take_down(found.intervention)
    tell(seat, rollout.slug, found.intervention, "intervention.retired", {"reason": reason.strip()[:LONGEST_NOTE]})
    if was_live:
        written_on_commit(rollout)


def take_down(one: Intervention) -> None:
    """Put it out of use: its versions are past, and where it was live it has an end."""
    Version.objects.filter(intervention=one).update(stage=Stage.PAST)
    if one.state == State.LIVE:
        one.ends_at = timezone.now()
    one.state = State.RETIRED
    one.save(update_fields=["state", "ends_at"])

"""Say who owns an intervention, and what its last day is."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from desirepath.console.guides.actions.publish_guides import published_on_commit
from desirepath.console.interventions.held import held, refuse_retired, refuse_stranger
from desirepath.console.interventions.models import State
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def set_plan(seat: Seat, rollout: RolloutSeen, slug: str, *, owner: str, expires_on: date | None) -> None:
    """Both may be empty. The last day of what is live is changed by those who may let it go live. Raises BadInput."""
    seat.must("draft_intervention")
    found = held(seat, rollout, slug)
    refuse_retired(found)
    one = found.intervention
    if (owner, expires_on) == (one.owner, one.expires_on):
        return
    if owner != one.owner:
        refuse_stranger(seat, owner)
    if expires_on != one.expires_on and one.state == State.LIVE:
        seat.must("approve_intervention")
    one.owner, one.expires_on = owner, expires_on
    one.save(update_fields=["owner", "expires_on"])
    if one.state == State.LIVE:
        published_on_commit(seat.slug)
    details = {"owner": owner, "expires_on": None if expires_on is None else expires_on.isoformat()}
    tell(seat, rollout.slug, one, "intervention.planned", details)

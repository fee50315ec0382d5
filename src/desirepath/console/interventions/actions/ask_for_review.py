"""Ask others to look at the newest version."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.interventions.held import held, refuse_unless
from desirepath.console.interventions.models import Stage
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def ask_for_review(seat: Seat, rollout: RolloutSeen, slug: str, number: int) -> None:
    """From draft to review. Raises BadInput where `number` is not the newest version or no draft."""
    seat.must("draft_intervention")
    found = held(seat, rollout, slug)
    refuse_unless(found, Stage.DRAFT, number)
    found.stand_at(Stage.REVIEW)
    tell(seat, rollout.slug, found.intervention, "intervention.review_asked", {"version": number})

"""Finish a review: its minutes are kept as they stand, and do not change any more."""

from __future__ import annotations

from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from desirepath.console.audit.record import record
from desirepath.console.review.actions.open_review import opened_review
from desirepath.console.review.held import HeldReview
from desirepath.console.review.minutes import minutes_now
from desirepath.console.review.reads import review_on
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def finish_review(seat: Seat, rollout: RolloutSeen, held: HeldReview, run: int) -> None:
    """Keep the minutes of the review on a diagnosis; a quiet week has minutes too. Raises BadInput.

    They are in the language of whoever finishes it, and hold all that was recorded until then.
    """
    seat.must("decide")
    review = opened_review(rollout, run, held)
    minutes = minutes_now(replace(held, seen=review_on(rollout.id, run)), timezone.localdate())
    review.finished_at, review.finished_by, review.minutes = timezone.now(), seat.email, asdict(minutes)
    review.save(update_fields=["finished_at", "finished_by", "minutes"])
    decided = review.resolutions.count()
    record(seat, "review.finished", rollout.slug, {"run": run, "decisions": decided})

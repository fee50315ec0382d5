"""Open a review, when the first thing is recorded in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desirepath.console.review.held import HeldReview
from desirepath.console.review.models import Review
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.vocabulary.errors import BadInput, Mistake


def opened_review(rollout: RolloutSeen, run: int, held: HeldReview) -> Review:
    """The review on a diagnosis, locked until the transaction ends. Raises BadInput where it is finished already.

    What it is compared with is settled now, so that it does not change while people talk about it.
    """
    before = None if held.before is None else held.before.id
    Review.objects.get_or_create(rollout_id=rollout.id, run=run, defaults={"before_run": before})
    review = Review.objects.select_for_update().get(rollout_id=rollout.id, run=run)
    if review.finished_at is not None:
        what, mend = _("This review is finished"), _("Decide it at the next one, or with the effect itself.")
        raise BadInput(Mistake(code="finished", what=what, mend=mend))
    return review

"""Dismiss a friction point, with the reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.friction.models import State
from desirepath.console.friction.points_to_change import point_to_change, refuse_dismissed
from desirepath.console.friction.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

LONGEST = 2000


@transaction.atomic
def dismiss_point(seat: Seat, rollout: RolloutSeen, key: str, reason: str) -> None:
    """It stays dismissed until its cases have doubled, or it is taken back. Raises BadInput without a reason."""
    seat.must("dismiss_friction")
    point = point_to_change(seat, rollout, key)
    refuse_dismissed(point)
    said = reason.strip()
    if not said:
        what = _("A dismissal needs a reason")
        mend = _("Write why nothing needs to be done: others will read it.")
        raise BadInput(Mistake(code="no_reason", what=what, mend=mend))
    if len(said) > LONGEST:
        what = _("The reason is longer than %(most)s characters") % {"most": LONGEST}
        raise BadInput(Mistake(code="too_long", what=what))
    point.state, point.dismissed_reason, point.excess_when_dismissed = State.DISMISSED, said, point.excess
    point.save(update_fields=["state", "dismissed_reason", "excess_when_dismissed"])
    tell(seat, rollout, point, "friction.dismissed", {"reason": said})

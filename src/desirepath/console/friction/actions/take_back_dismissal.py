"""Open a dismissed friction point again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.friction.models import State
from desirepath.console.friction.points_to_change import point_to_change
from desirepath.console.friction.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def take_back_dismissal(seat: Seat, rollout: RolloutSeen, key: str) -> None:
    """It is open again, and its reason is gone but from its history. Raises BadInput where it is not dismissed."""
    seat.must("dismiss_friction")
    point = point_to_change(seat, rollout, key)
    if point.state != State.DISMISSED:
        raise BadInput(Mistake(code="not_dismissed", what=_("This friction point is not dismissed")))
    point.state, point.dismissed_reason, point.excess_when_dismissed = State.OPEN, "", None
    point.save(update_fields=["state", "dismissed_reason", "excess_when_dismissed"])
    tell(seat, rollout, point, "friction.taken_back")

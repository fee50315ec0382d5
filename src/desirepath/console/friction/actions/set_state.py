"""Say how far a friction point is."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.friction.models import State
from desirepath.console.friction.points_to_change import point_to_change, refuse_dismissed
from desirepath.console.friction.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

TO_CHOOSE = (State.OPEN, State.BEING_FIXED, State.WATCHED, State.CLOSED)
"""The states that are set by choosing; dismissing is an action of its own, since it needs a reason."""


@transaction.atomic
def set_state(seat: Seat, rollout: RolloutSeen, key: str, state: str) -> None:
    """Nothing happens where it is in this state already. Raises BadInput for a state that cannot be chosen."""
    seat.must("own_friction")
    point = point_to_change(seat, rollout, key)
    refuse_dismissed(point)
    if state not in TO_CHOOSE:
        raise BadInput(Mistake(code="no_state", what=_("A friction point cannot be put into this state")))
    if state == point.state:
        return
    before, point.state = point.state, state
    point.save(update_fields=["state"])
    tell(seat, rollout, point, "friction.state_set", {"from": before, "to": str(state)})

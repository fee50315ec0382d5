"""The friction point that an action changes, held until the action is done."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.friction.models import Point, State
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


def point_to_change(seat: Seat, rollout: RolloutSeen, key: str) -> Point:
    """The point of this key in a rollout of the seat's own workspace. Raises Http404."""
    held = Point.objects.select_for_update()
    found = held.filter(rollout=rollout.id, rollout__workspace=seat.workspace, key=key).first()
    if found is None:
        raise Http404
    return found


def refuse_dismissed(point: Point) -> None:
    """Raise BadInput where the point is dismissed: it must be taken back before anything is done about it."""
    if point.state == State.DISMISSED:
        what = _("This friction point is dismissed")
        raise BadInput(Mistake(code="is_dismissed", what=what, mend=_("Take the dismissal back first.")))

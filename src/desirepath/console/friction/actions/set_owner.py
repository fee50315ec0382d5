"""Say who takes care of a friction point."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.friction.points_to_change import point_to_change, refuse_dismissed
from desirepath.console.friction.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.reads import members_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def set_owner(seat: Seat, rollout: RolloutSeen, key: str, owner: str) -> None:
    """The e-mail of a member, or empty for nobody. Raises BadInput for anybody else."""
    seat.must("own_friction")
    point = point_to_change(seat, rollout, key)
    if owner == point.owner:
        return
    refuse_dismissed(point)
    if owner and owner not in {one.email for one in members_of(seat.workspace)}:
        what = _("The owner must be somebody who works in this workspace")
        raise BadInput(Mistake(code="no_member", what=what, mend=_("An administrator can bring them in.")))
    point.owner = owner
    point.save(update_fields=["owner"])
    tell(seat, rollout, point, "friction.owner_set", {"owner": owner})

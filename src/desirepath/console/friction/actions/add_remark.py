"""Say something about a friction point."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.friction.models import Remark
from desirepath.console.friction.points_to_change import point_to_change
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

LONGEST = 4000


@transaction.atomic
def add_remark(seat: Seat, rollout: RolloutSeen, key: str, text: str) -> None:
    """Dismissed and gone points can be spoken of too. Raises BadInput for an empty text or one that is too long."""
    seat.must("discuss")
    point = point_to_change(seat, rollout, key)
    said = text.strip()
    if not said:
        raise BadInput(Mistake(code="nothing_said", what=_("There is nothing in it yet")))
    if len(said) > LONGEST:
        what = _("It is longer than %(most)s characters") % {"most": LONGEST}
        raise BadInput(Mistake(code="too_long", what=what))
    Remark.objects.create(point=point, by=seat.email, text=said)
    record(seat, "friction.discussed", f"{rollout.slug}/{point.key}", {"step": point.step})

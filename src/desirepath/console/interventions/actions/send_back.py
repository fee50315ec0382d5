"""Send a version back to whoever wrote it, with the reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.interventions.contents import LONGEST_NOTE
from desirepath.console.interventions.held import held, refuse_unless
from desirepath.console.interventions.models import Stage
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def send_back(seat: Seat, rollout: RolloutSeen, slug: str, number: int, reason: str) -> None:
    """From review back to draft. Raises BadInput without a reason."""
    seat.must("approve_intervention")
    found = held(seat, rollout, slug)
    refuse_unless(found, Stage.REVIEW, number)
    said = reason.strip()
    if not said or len(said) > LONGEST_NOTE:
        what = _("Say in at most %(most)s characters what should change") % {"most": LONGEST_NOTE}
        raise BadInput(Mistake(code="no_reason", what=what))
    found.stand_at(Stage.DRAFT)
    tell(seat, rollout.slug, found.intervention, "intervention.sent_back", {"version": number, "reason": said})

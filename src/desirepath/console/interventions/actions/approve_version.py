"""Approve a version that somebody else wrote: four eyes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desirepath.console.interventions.held import held, refuse_unless
from desirepath.console.interventions.models import Stage
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def approve_version(seat: Seat, rollout: RolloutSeen, slug: str, number: int) -> None:
    """From review to staged. Raises BadInput for whoever wrote it, whatever their role, and for another version."""
    seat.must("approve_intervention")
    found = held(seat, rollout, slug)
    refuse_unless(found, Stage.REVIEW, number)
    if seat.person in {found.newest.author, found.intervention.facts_by}:
        what = _("You wrote this version yourself, or said where and for whom it is")
        raise BadInput(Mistake(code="four_eyes", what=what, mend=_("Somebody else has to approve it.")))
    found.newest.approver, found.newest.approved_by = seat.person, seat.email
    found.newest.approved_at = timezone.now()
    found.stand_at(Stage.STAGED)
    tell(
        seat,
        rollout.slug,
        found.intervention,
        "intervention.approved",
        {"version": number, "written_by": found.newest.by},
    )

"""Take back that a gate was passed without its proof."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.plan45.reads import waivers_standing
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.prove.plan45.phases import gate_catalogue
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def take_back_waiver(seat: Seat, rollout: RolloutSeen, gate: str) -> None:
    """The gate waits for its proof again, however often it was waived. Raises Http404, and BadInput where none stands."""
    seat.must("waive_gate")
    if gate not in gate_catalogue():
        raise Http404
    standing = waivers_standing(rollout.id).filter(gate=gate)
    if not standing.update(taken_back_at=timezone.now(), taken_back_by=seat.email):
        what, mend = _("Nothing was waived here"), _("A waiver that the rollout file names is taken out of the file.")
        raise BadInput(Mistake(code="no_waiver", what=what, mend=mend))
    record(seat, "gate.waiver_taken_back", f"{rollout.slug}/{gate}")

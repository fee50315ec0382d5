"""Pass a gate without its proof, with the reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.plan45.models import KeptWaiver
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.prove.plan45.phases import gate_catalogue
from desirepath.vocabulary.errors import BadInput, Mistake

LONGEST = 2_000


@transaction.atomic
def waive_gate(seat: Seat, rollout: RolloutSeen, gate: str, because: str, on: date) -> None:
    """It does not make the gate hold; it says who passes it, and why. Raises BadInput without a reason, Http404."""
    seat.must("waive_gate")
    if gate not in gate_catalogue():
        raise Http404
    said = because.strip()
    if not said:
        what, mend = _("A waiver needs a reason"), _("Write why the proof is not waited for: every report shows it.")
        raise BadInput(Mistake(code="no_reason", what=what, mend=mend))
    if len(said) > LONGEST:
        what = _("The reason is longer than %(most)s characters") % {"most": LONGEST}
        raise BadInput(Mistake(code="too_long", what=what))
    KeptWaiver.objects.create(
        rollout_id=rollout.id, gate=gate, role=seat.role.value, because=said, on=on, by=seat.email
    )
    record(seat, "gate.waived", f"{rollout.slug}/{gate}", {"because": said, "on": on.isoformat()})

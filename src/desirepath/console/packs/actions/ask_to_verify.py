"""Have a pack verified; it is done beside the pages."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.packs.models import State, Verification
from desirepath.console.packs.reads import pack_of
from desirepath.console.packs.tasks import verify_kept_pack
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def ask_to_verify(seat: Seat, rollout: RolloutSeen, number: int) -> None:
    """One that waits already is not asked for twice. Raises Http404, and BadInput where its diagnosis is gone."""
    seat.must("export")
    pack = pack_of(rollout, number)
    if pack is None or not pack.is_ready:
        raise Http404
    if pack.diagnosis is None:
        what = _("The diagnosis that it stands on is gone, so that nothing can be computed again")
        raise BadInput(Mistake(code="gone", what=what))
    if Verification.objects.filter(pack=number, state=State.WAITING).exists():
        return
    made = Verification.objects.create(pack_id=number, asked_by=seat.email)
    record(seat, "pack.verification_asked", f"{rollout.slug}/{number}")
    verify_kept_pack.enqueue(made.pk)

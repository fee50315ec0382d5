"""Delete a pack with its files."""

from __future__ import annotations

import shutil

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.packs.models import KeptPack, State
from desirepath.console.packs.reads import folder_of
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def delete_pack(seat: Seat, rollout: RolloutSeen, number: int) -> None:
    """What the audit log says of it stays. Raises Http404, and BadInput while it is being made."""
    seat.must("decide")
    found = KeptPack.objects.select_for_update().filter(rollout=rollout.id, pk=number).first()
    if found is None:
        raise Http404
    if found.state == State.RUNNING:
        what, mend = _("This pack is being made"), _("Wait until it is ready.")
        raise BadInput(Mistake(code="under_way", what=what, mend=mend))
    record(seat, "pack.deleted", f"{rollout.slug}/{number}", {"run": found.run, "sha256": found.sha256})
    found.delete()
    folder = folder_of(rollout, number)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))

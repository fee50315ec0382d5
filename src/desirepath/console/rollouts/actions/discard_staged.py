"""Discard an upload that was not taken in."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.rollouts.files_beside import seen_of
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def discard_staged(seat: Seat, rollout: RolloutSeen, staged: Path) -> None:
    """Nothing of it is left."""
    seat.must("upload")
    record(seat, "file.discarded", rollout.slug, {"file": staged.name})
    seen_of(staged).unlink(missing_ok=True)
    staged.unlink(missing_ok=True)

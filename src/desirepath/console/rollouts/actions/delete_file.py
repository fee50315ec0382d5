"""Delete a file beside the rollout file."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def delete_file(seat: Seat, rollout: RolloutSeen, file: Path) -> None:
    """The file goes once the audit log has it; the rollout file is not changed."""
    seat.must("upload")
    record(seat, "file.deleted", rollout.slug, {"file": file.name, "bytes": file.stat().st_size})
    transaction.on_commit(lambda: file.unlink(missing_ok=True))

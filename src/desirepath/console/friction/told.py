"""Tell that something happened to a friction point: in its own history and in the audit log, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desirepath.console.audit.record import record
from desirepath.console.friction.models import Happening, Point
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat


def tell(
    seat: Seat | None, rollout: RolloutSeen, point: Point, verb: str, details: Mapping[str, Any] | None = None
) -> None:
    """Add the line; without a seat a diagnosis did it. Must be called within a transaction."""
    given = dict(details or {})
    Happening.objects.create(point=point, by="" if seat is None else seat.email, verb=verb, details=given)
    about = f"{rollout.slug}/{point.key}"
    record(seat, verb, about, {**given, "workflow": point.workflow, "step": point.step}, of=rollout.workspace)

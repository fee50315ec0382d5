"""Tell that something happened to an intervention: in its history and in the audit log, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desirepath.console.audit.record import record
from desirepath.console.interventions.models import Happening, Intervention
from desirepath.console.rollouts.reads import rollout_by_id
from desirepath.console.workspaces.seat import Seat


def tell(
    seat: Seat | None, where: str, intervention: Intervention, verb: str, details: Mapping[str, Any] | None = None
) -> None:
    """Add the line about `where`, the slug of the rollout; without a seat the program did it. Needs a transaction."""
    given = dict(details or {})
    Happening.objects.create(intervention=intervention, by="" if seat is None else seat.email, verb=verb, details=given)
    of = None if seat else rollout_by_id(intervention.rollout_id).workspace
    record(seat, verb, f"{where}/{intervention.slug}", given, of=of)

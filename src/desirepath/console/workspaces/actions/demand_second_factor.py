"""Ask everybody in a workspace for a second factor, or no longer."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.workspaces.models import Workspace
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def demand_second_factor(seat: Seat, *, demanded: bool) -> None:
    """From the next page on, nobody without one gets in."""
    seat.must("set_people")
    Workspace.objects.filter(pk=seat.workspace).update(demands_second_factor=demanded)
    record(seat, "workspace.second_factor", seat.slug, {"demanded": demanded})

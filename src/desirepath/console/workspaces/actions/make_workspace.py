"""Make a workspace with its first administrator."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.workspaces.models import Membership, Workspace
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import seat_of
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def make_workspace(slug: str, name: str, administrator: int) -> Seat:
    """The administrator's seat in the new workspace."""
    made = Workspace.objects.create(slug=slug, name=name)
    Membership.objects.create(workspace=made, person_id=administrator, role=Role.ADMINISTRATOR.value)
    seat = seat_of(administrator, slug)
    assert seat is not None  # noqa: S101 - made the line before
    record(seat, "workspace.made", slug, {"name": name})
    return seat

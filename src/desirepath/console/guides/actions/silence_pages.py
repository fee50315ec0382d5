"""Switch all pages of a workspace off, or on again."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.guides.actions.publish_guides import published_on_commit
from desirepath.console.guides.models import Guidance
from desirepath.console.guides.settings_of import guidance_of
from desirepath.console.workspaces.seat import Seat


@transaction.atomic
def silence_pages(seat: Seat, *, silent: bool) -> None:
    """Pages learn of it within a minute or two. Nothing happens where it is so already."""
    seat.must("approve_intervention")
    if guidance_of(seat.workspace).silent == silent:
        return
    Guidance.objects.update_or_create(workspace_id=seat.workspace, defaults={"silent": silent})
    record(seat, "guidance.silenced" if silent else "guidance.switched_on", seat.slug)
    published_on_commit(seat.slug)

"""Revoke a key: what is sent with it from now on is refused."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.workspaces.seat import Seat
from desirepath.warehouse.write_keys import file_of_keys, revoke_key


@transaction.atomic
def revoke_write_key(seat: Seat, key: str) -> None:
    """A running collector refuses it within five seconds; what it sent before stays. Raises BadInput."""
    seat.must("set_applications")
    record(seat, "key.revoked", key)
    revoke_key(file_of_keys(settings.HOME.warehouse(seat.slug)), key)

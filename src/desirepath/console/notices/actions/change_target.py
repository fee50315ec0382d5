"""Change where a target is, what it is told of, and of which rollouts."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.notices.actions.on_targets import held, names_besides, target_facts, told_of
from desirepath.console.notices.models import Target
from desirepath.console.notices.wanted import Wanted, checked
from desirepath.console.rollouts.reads import rollouts_of
from desirepath.console.workspaces.seat import Seat


def change_target(seat: Seat, key: str, wanted: Wanted) -> None:
    """Its secret stays. Raises NotWanted, and Http404 where there is no such target."""
    seat.must("set_notices")
    there = frozenset(one.slug for one in rollouts_of(seat.workspace))
    kept = checked(wanted, there, names_besides(seat, key))
    with transaction.atomic():
        target = held(seat, key)
        Target.objects.filter(pk=target.pk).update(by=seat.email, **target_facts(kept))
        record(seat, "notice_target.changed", kept.name, told_of(kept))

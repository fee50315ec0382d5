"""Make a target that messages go to."""

from __future__ import annotations

import secrets

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.notices.actions.on_targets import names_besides, target_facts, told_of
from desirepath.console.notices.models import Target
from desirepath.console.notices.wanted import Wanted, checked
from desirepath.console.notices.way_out import secret_of
from desirepath.console.rollouts.reads import rollouts_of
from desirepath.console.workspaces.seat import Seat


def make_target(seat: Seat, wanted: Wanted) -> tuple[str, str]:
    """The key of the target, and the secret that its messages are signed with. Raises NotWanted.

    The address is looked up before the transaction begins: a slow answer must not hold the database.
    """
    seat.must("set_notices")
    there = frozenset(one.slug for one in rollouts_of(seat.workspace))
    kept = checked(wanted, there, names_besides(seat))
    with transaction.atomic():
        made = Target.objects.create(
            workspace_id=seat.workspace,
            key=secrets.token_hex(6),
            salt=secrets.token_hex(16),
            by=seat.email,
            **target_facts(kept),
        )
        record(seat, "notice_target.made", made.name, told_of(kept))
    return made.key, secret_of(made)

"""What the actions on targets share: finding one, the names that are taken, and what the audit log is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from desirepath.console.notices.models import Target
from desirepath.console.notices.reads import place_of
from desirepath.console.notices.wanted import Wanted
from desirepath.console.workspaces.seat import Seat


def held(seat: Seat, key: str) -> Target:
    """The target, for a change within a transaction. Raises Http404."""
    found = Target.objects.select_for_update().filter(workspace=seat.workspace, key=key).first()
    if found is None:
        raise Http404
    return found


def names_besides(seat: Seat, key: str = "") -> frozenset[str]:
    """The names of all other targets of the workspace."""
    found = Target.objects.filter(workspace=seat.workspace).exclude(key=key)
    return frozenset(found.values_list("name", flat=True))


def target_facts(wanted: Wanted) -> dict[str, Any]:
    """What a target is, as its columns."""
    return {
        "name": wanted.name,
        "shape": wanted.shape,
        "address": wanted.address,
        "kinds": list(wanted.kinds),
        "rollouts": list(wanted.rollouts),
        "language": wanted.language,
    }


def told_of(wanted: Wanted) -> Mapping[str, Any]:
    """The same for the audit log: of the address only the host, since the rest can be a secret."""
    facts = target_facts(wanted)
    del facts["name"], facts["address"]
    return {**facts, "to": place_of(wanted.shape, wanted.address)}

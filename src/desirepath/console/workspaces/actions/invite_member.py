"""Bring somebody into a workspace."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.accounts.actions.make_person import person_of_email
from desirepath.console.audit.record import record
from desirepath.console.workspaces.models import Membership
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def invite_member(seat: Seat, email: str, role: Role) -> int:
    """Make the person a member, and an account where there is none yet; their id. Raises BadInput."""
    seat.must("set_people")
    person = person_of_email(email)
    if Membership.objects.filter(workspace=seat.workspace, person_id=person).exists():
        raise BadInput(
            Mistake(code="member_there", what=_("This person works here already"), mend=_("Change the role instead."))
        )
    Membership.objects.create(workspace_id=seat.workspace, person_id=person, role=role.value)
    record(seat, "member.invited", email, {"role": role.value})
    return person

"""Say what somebody is in a workspace."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.workspaces.models import Membership
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import works_in
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def set_role(seat: Seat, person: int, role: Role | None) -> None:
    """Give a member another role; None takes them out. The last administrator stays.

    Raises BadInput, and Http404 where the person does not work here.
    """
    seat.must("set_people")
    if not works_in(person, seat.workspace):
        raise Http404
    members = Membership.objects.select_for_update().select_related("person")
    member = members.get(workspace=seat.workspace, person=person)
    if member.role == Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR:
        others = Membership.objects.filter(workspace=seat.workspace, role=Role.ADMINISTRATOR).exclude(pk=member.pk)
        if not others.exists():
            raise BadInput(
                Mistake(
                    code="last_administrator",
                    what=_("This is the last administrator of the workspace"),
                    mend=_("Make somebody else an administrator first."),
                )
            )
    before = member.role
    if role is None:
        member.delete()
        record(seat, "member.removed", member.person.email, {"role": before})
        return
    member.role = role.value
    member.save(update_fields=["role"])
    record(seat, "member.role_set", member.person.email, {"from": before, "to": role.value})

"""Bring somebody into a workspace."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.accounts.actions.make_person import person_of_email
from desirepath.console.accounts.reads import is_taken_up
from desirepath.console.audit.record import record
from desirepath.console.workspaces.models import Membership
from desirepath.console.workspaces.permissions import Role
from desirepath.console.workspaces.reads import works_elsewhere
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def invite_member(seat: Seat, email: str, role: Role) -> int:
    """Make the person a member, and an account where there is none yet; their id. Raises BadInput.

    An account that waits for its first password elsewhere is not taken in: whoever holds its link would get in here.
    """
    seat.must("set_people")
    person = person_of_email(email)
    if Membership.objects.filter(workspace=seat.workspace, person_id=person).exists():
        raise BadInput(
            Mistake(code="member_there", what=_("This person works here already"), mend=_("Change the role instead."))
        )
    if works_elsewhere(person, seat.workspace) and not is_taken_up(person):
        what = _("This address was brought into another workspace, and nobody has signed in with it yet")
        raise BadInput(Mistake(code="not_taken_up", what=what, mend=_("Bring them in once they have signed in.")))
    Membership.objects.create(workspace_id=seat.workspace, person_id=person, role=role.value)
    record(seat, "member.invited", email, {"role": role.value})
    return person

"""Hand a member a new link, by which they choose a password: the first was lost, or the password was."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.accounts.handed_keys import INVITED, hand_key
from desirepath.console.accounts.reads import email_of
from desirepath.console.audit.record import record
from desirepath.console.workspaces.reads import works_elsewhere, works_in
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def hand_link(seat: Seat, person: int) -> str:
    """The token of the link. Raises Http404 where the person does not work here.

    Raises BadInput where they work in another workspace too: who chooses a password for them would get in there as well.
    """
    seat.must("set_people")
    if not works_in(person, seat.workspace):
        raise Http404
    if works_elsewhere(person, seat.workspace):
        what = _("This person works in another workspace too, so no administrator of one of them can set the password")
        raise BadInput(
            Mistake(code="works_elsewhere", what=what, mend=_("They can change it themselves when signed in."))
        )
    record(seat, "member.link_handed", email_of(person))
    return hand_key(INVITED, person)

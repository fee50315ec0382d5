"""Have a person erased from everything that the workspace holds of them; it is done beside the pages."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.privacy.models import Erasure
from desirepath.console.privacy.persons_aside import forget, mark_of, put_aside
from desirepath.console.privacy.tasks import erase_person_now
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

LONGEST = 300
SHOWN_OF_MARK = 16


@transaction.atomic
def erase_person(seat: Seat, person: str, again: str) -> int:
    """The number of the erasure. `again` is the id written a second time. Raises BadInput where they differ."""
    seat.must("erase_person")
    named = _named(person)
    if named != again.strip():
        what = _("The two ids are not the same")
        raise BadInput(Mistake(code="not_the_same", what=what, mend=_("Write the id as the sources have it, twice.")))
    mark = mark_of(seat.workspace, named)
    made = Erasure.objects.create(workspace_id=seat.workspace, mark=mark, asked_by=seat.email)
    record(seat, "person.erased", mark[:SHOWN_OF_MARK], {"erasure": made.pk})
    put_aside(made.pk, named)
    try:
        erase_person_now.enqueue(made.pk)
    except Exception:
        forget(made.pk)
        raise
    return made.pk


def _named(person: str) -> str:
    named = person.strip()
    if not named or len(named) > LONGEST or not named.isprintable():
        what = _("The id of the person is missing, or is none")
        raise BadInput(Mistake(code="no_person", what=what, mend=_("Write it as the sources have it.")))
    return named

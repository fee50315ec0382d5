"""Note that an escalation was answered, and how."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.escalations.models import Answer
from desirepath.console.escalations.reads import escalations_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

LONGEST = 500


@transaction.atomic
def answer_escalation(seat: Seat, reference: str, note: str) -> None:
    """It is not open any more. Raises BadInput without a note or where it was answered already, Http404."""
    seat.must("own_friction")
    said = note.strip()
    if not said or len(said) > LONGEST:
        what = _("Note in at most %(most)s characters what was answered") % {"most": LONGEST}
        raise BadInput(Mistake(code="no_note", what=what))
    found = next((one for one in escalations_of(seat.workspace, seat.slug) if one.reference == reference), None)
    if found is None:
        raise Http404
    if found.answered_at is not None:
        raise BadInput(Mistake(code="answered", what=_("%(who)s answered it already") % {"who": found.by}))
    Answer.objects.create(workspace_id=seat.workspace, reference=reference, note=said, by=seat.email)
    record(seat, "escalation.answered", reference, {"note": said})

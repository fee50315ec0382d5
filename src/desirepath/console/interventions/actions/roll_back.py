"""Go back to an older text: it becomes a new version, and has to be approved again."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from desirepath.console.guides.written import written_read
from desirepath.console.interventions.actions.write_version import keep_version
from desirepath.console.interventions.contents import Content
from desirepath.console.interventions.held import held, refuse_retired
from desirepath.console.interventions.models import Version
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def roll_back(seat: Seat, rollout: RolloutSeen, slug: str, number: int) -> int:
    """The number of the new version, a draft with the text of version `number`. Raises BadInput, Http404."""
    seat.must("draft_intervention")
    found = held(seat, rollout, slug)
    refuse_retired(found)
    older = Version.objects.filter(intervention=found.intervention, number=number).first()
    if older is None:
        raise Http404
    if (older.title, older.text, older.guide) == (found.newest.title, found.newest.text, found.newest.guide):
        raise BadInput(Mistake(code="nothing_changed", what=_("This is word for word the newest version")))
    note = _("Back to version %(number)s") % {"number": number}
    guide = None if older.guide is None else written_read(older.guide)
    made = keep_version(seat, found, Content(title=older.title, text=older.text, note=note, guide=guide))
    tell(seat, rollout.slug, found.intervention, "intervention.rolled_back", {"version": made, "to": number})
    return made

"""Keep a new version of a rollout file."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.rollouts.models import Rollout, Version
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.rollouts.title_in_text import title_in_text
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.whole_files import write_whole
from desirepath.vocabulary.errors import BadInput, Mistake

MOST_CHARACTERS = 1_000_000


@transaction.atomic
def save_file(seat: Seat, rollout: RolloutSeen, text: str, *, stands_on: int, note: str = "") -> int:
    """The number of the new version. Raises BadInput where somebody saved another one since `stands_on`."""
    seat.must("edit_rollout")
    found = Rollout.objects.select_for_update().get(pk=rollout.id)
    newest = Version.objects.filter(rollout=found).latest("number")
    if newest.number != stands_on:
        what = _("%(who)s saved version %(number)s while you were writing") % {
            "who": newest.by,
            "number": newest.number,
        }
        mend = _("Keep your text aside, load the page anew and put your change in again.")
        raise BadInput(Mistake(code="saved_meanwhile", what=what, mend=mend))
    if len(text) > MOST_CHARACTERS:
        raise BadInput(Mistake(code="too_long", what=_("The file is longer than a million characters")))
    if text == newest.text:
        return newest.number
    number = keep_version(seat, found, text, note)
    record(seat, "rollout.saved", rollout.slug, {"version": number, "note": note})
    return number


def keep_version(seat: Seat, rollout: Rollout, text: str, note: str) -> int:
    """Add the version, and put its text on disk once all else is kept."""
    last = Version.objects.filter(rollout=rollout).order_by("-number").values_list("number", flat=True).first() or 0
    made = Version.objects.create(rollout=rollout, number=last + 1, text=text, by=seat.email, note=note[:300])
    rollout.title = (title_in_text(text) or rollout.title)[:200]
    rollout.save(update_fields=["title"])
    file = settings.HOME.rollout(seat.slug, rollout.slug) / "rollout.yaml"
    transaction.on_commit(lambda: write_whole({file: text}))
    return made.number

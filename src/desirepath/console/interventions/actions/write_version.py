"""Write a new version of what people read."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.guides.written import written_kept
from desirepath.console.interventions.contents import Content
from desirepath.console.interventions.held import Held, held, refuse_retired
from desirepath.console.interventions.models import Stage, Version
from desirepath.console.interventions.told import tell
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def write_version(seat: Seat, rollout: RolloutSeen, slug: str, content: Content, *, stands_on: int) -> int:
    """The number of the new version, a draft. What is live stays live until the new one is.

    Raises BadInput where it is retired, nothing changed, or somebody wrote another version since `stands_on`.
    """
    seat.must("draft_intervention")
    found, given = held(seat, rollout, slug), content.checked()
    refuse_retired(found)
    if found.newest.number != stands_on:
        what = _("%(who)s wrote version %(number)s while you were writing") % {
            "who": found.newest.by,
            "number": found.newest.number,
        }
        mend = _("Keep your text aside, load the page anew and put your change in again.")
        raise BadInput(Mistake(code="written_meanwhile", what=what, mend=mend))
    guide = None if given.guide is None else written_kept(given.guide)
    if (given.title, given.text, guide) == (found.newest.title, found.newest.text, found.newest.guide):
        raise BadInput(Mistake(code="nothing_changed", what=_("This is word for word the newest version")))
    number = keep_version(seat, found, given)
    tell(seat, rollout.slug, found.intervention, "intervention.written", {"version": number, "note": given.note})
    return number


def keep_version(seat: Seat, found: Held, content: Content) -> int:
    """Add the version as a draft; the one before it is past, unless it is live."""
    if found.newest.stage != Stage.LIVE:
        found.newest.stage = Stage.PAST
        found.newest.save(update_fields=["stage"])
    made = Version(
        intervention=found.intervention,
        number=found.newest.number + 1,
        title=content.title,
        text=content.text,
        guide=None if content.guide is None else written_kept(content.guide),
        note=content.note,
        author=seat.person,
        by=seat.email,
    )
    Held(found.intervention, made).stand_at(Stage.DRAFT)
    return made.number

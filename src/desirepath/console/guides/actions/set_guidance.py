"""Say how a workspace wants to be guided."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.guides.actions.publish_guides import published_on_commit
from desirepath.console.guides.models import Guidance
from desirepath.console.guides.settings_of import GuidanceSeen, guidance_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}(?::[0-9]{1,5})?")
MOST = 1_000


@transaction.atomic
def set_guidance(seat: Seat, told: GuidanceSeen) -> None:
    """All settings at once; whether pages are silent is another action's. Raises BadInput with all that is wrong."""
    seat.must("approve_intervention")
    if wrong := [*_wrong(told)]:
        raise BadInput(*wrong)
    before = guidance_of(seat.workspace)
    kept = {name: value for name, value in told.kept().items() if name != "silent"}
    if kept == {name: value for name, value in before.kept().items() if name != "silent"}:
        return
    Guidance.objects.update_or_create(workspace_id=seat.workspace, defaults=kept)
    record(seat, "guidance.set", seat.slug, kept)
    published_on_commit(seat.slug)


def _wrong(told: GuidanceSeen) -> list[Mistake]:
    wrong = []
    if not all(_TIME.fullmatch(time) for pair in told.quiet for time in pair):
        mend = _("Write each as 18:00-08:00.")
        wrong.append(Mistake(code="quiet", what=_("A quiet time is not written as it should be"), mend=mend))
    if not all(_HOST.fullmatch(host) for host in told.link_hosts):
        mend = _("Write it as intranet.example.com, without https://.")
        wrong.append(Mistake(code="link_hosts", what=_("A host is not written as it should be"), mend=mend))
    if not all(old and new for old, new in told.words):
        wrong.append(Mistake(code="words", what=_("A word has no new one"), mend=_("Write each as old = new.")))
    if not all(0 <= one <= MOST for one in (told.guides_a_day, told.surveys_days_apart, told.snooze_hours)):
        wrong.append(Mistake(code="limits", what=_("A limit is a whole number up to %(most)s") % {"most": MOST}))
    return wrong

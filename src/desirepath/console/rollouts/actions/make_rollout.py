"""Make a rollout with the first version of its file."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.rollouts.actions.save_file import keep_version
from desirepath.console.rollouts.models import Rollout
from desirepath.console.rollouts.reads import RolloutSeen, rollout_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake


@transaction.atomic
def make_rollout(seat: Seat, slug: str, title: str, text: str) -> RolloutSeen:
    """The new rollout. Raises BadInput where the id cannot be used."""
    seat.must("edit_rollout")
    if not re.fullmatch("[a-z0-9][a-z0-9-]{0,59}", slug):
        what = _("The id of a rollout is made of small letters, digits and hyphens")
        raise BadInput(Mistake(code="wrong_id", what=what, mend=_("Write for example travel-2026.")))
    if Rollout.objects.filter(workspace=seat.workspace, slug=slug).exists():
        what = _("There is a rollout of this id already")
        raise BadInput(Mistake(code="rollout_there", what=what, mend=_("Choose another id.")))
    made = Rollout.objects.create(workspace_id=seat.workspace, slug=slug, title=title[:200] or slug)
    seen = rollout_of(seat.workspace, slug)
    assert seen is not None  # noqa: S101 - made two lines before
    seen.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keep_version(seat, made, text, _("Begun"))
    record(seat, "rollout.made", slug, {"title": made.title})
    found = rollout_of(seat.workspace, slug)
    assert found is not None  # noqa: S101 - made before
    return found

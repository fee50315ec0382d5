"""Keep another approved path of a workflow."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.paths.path_in_text import text_with_path
from desirepath.console.rollout_form.checked import checked_text
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.rollouts.reads import RolloutSeen, text_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPath:
    """A path in notation for a workflow; `stands_on` is the version of the file that was looked at."""

    workflow: str
    path_text: str
    stands_on: int
    note: str = ""


@transaction.atomic
def keep_path(seat: Seat, rollout: RolloutSeen, new: NewPath) -> int:
    """The number of the new version. Raises BadInput where the file would have mistakes that it has not now."""
    seat.must("edit_path")
    text = text_of(rollout.id)
    changed = text_with_path(text, new.workflow, new.path_text)
    refuse_new_mistakes(rollout, text, changed)
    note = new.note or _("Another approved path of %(workflow)s") % {"workflow": new.workflow}
    number = save_file(seat, rollout, changed, stands_on=new.stands_on, note=note)
    details = {"workflow": new.workflow, "path": new.path_text, "version": number}
    record(seat, "path.kept", rollout.slug, details)
    return number


def refuse_new_mistakes(rollout: RolloutSeen, before: str, after: str) -> None:
    """Raise BadInput with the mistakes of the later text that the earlier one did not have."""
    known = {(one.code, one.what) for one in checked_text(before, rollout.folder)[1]}
    new = [one for one in checked_text(after, rollout.folder)[1] if (one.code, one.what) not in known]
    if new:
        raise BadInput(*new)

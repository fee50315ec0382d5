"""Accept a way that cases took: from now on it is on the approved path."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.paths.actions.keep_path import refuse_new_mistakes
from desirepath.console.paths.path_in_text import text_with_path, with_comment, workflow_row
from desirepath.console.rollout_form.add_variant import add_variant
from desirepath.console.rollout_form.from_text import form_of
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.rollouts.reads import RolloutSeen, text_of
from desirepath.console.workspaces.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A way through a workflow, with the version of the file that was looked at."""

    workflow: str
    steps: tuple[str, ...]
    stands_on: int


@transaction.atomic
def accept_variant(seat: Seat, rollout: RolloutSeen, way: Accepted) -> int:
    """The number of the new version, whose note, and a comment in the file, say since when and by whom.

    Raises BadInput where the path is drawn in a BPMN file, or would become too large.
    """
    seat.must("edit_path")
    text = text_of(rollout.id)
    now = workflow_row(form_of(text), way.workflow).field("path").value
    path_text = add_variant(now, way.steps)
    said = _("%(day)s: `%(steps)s` accepted by %(who)s") % {
        "day": timezone.localdate().isoformat(),
        "steps": " ".join(way.steps),
        "who": seat.email,
    }
    changed = text_with_path(text, way.workflow, path_text)
    if changed != text:
        changed = with_comment(changed, way.workflow, said)
    refuse_new_mistakes(rollout, text, changed)
    number = save_file(seat, rollout, changed, stands_on=way.stands_on, note=said)
    details = {"workflow": way.workflow, "steps": list(way.steps), "path": path_text, "version": number}
    record(seat, "path.variant_accepted", rollout.slug, details)
    return number

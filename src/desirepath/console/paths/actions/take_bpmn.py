"""Take a BPMN file as the approved path of a workflow."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.connectors.bpmn import read_bpmn
from desirepath.console.audit.record import record
from desirepath.console.paths.actions.keep_path import refuse_new_mistakes
from desirepath.console.paths.path_in_text import text_with_bpmn
from desirepath.console.rollouts.actions.save_file import save_file
from desirepath.console.rollouts.reads import RolloutSeen, text_of
from desirepath.console.workspaces.seat import Seat
from desirepath.vocabulary.errors import BadInput, Mistake

MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A BPMN file as it was sent, for a workflow; `stands_on` is the version of the file that was looked at."""

    workflow: str
    name: str
    body: bytes
    stands_on: int


def take_bpmn(seat: Seat, rollout: RolloutSeen, drawing: Drawing) -> int:
    """The number of the new version.

    Raises BadInput, and leaves nothing, where the file is no BPMN, has elements that are not supported (each named),
    or draws steps that do not fit the rest of the rollout file.
    """
    seat.must("edit_path")
    if len(drawing.body) > MOST_BYTES:
        what = _("The drawing is larger than 4 MB")
        raise BadInput(Mistake(code="too_large", what=what, mend=_("Leave out pictures and other models.")))
    file, is_new = _laid(rollout.folder, drawing)
    try:
        return _kept(seat, rollout, drawing, file)
    except BadInput as refused:
        if is_new:
            file.unlink(missing_ok=True)
        raise BadInput(*(replace(one, file=_shown(one, file, drawing)) for one in refused.mistakes)) from refused


@transaction.atomic
def _kept(seat: Seat, rollout: RolloutSeen, drawing: Drawing, file: Path) -> int:
    read_bpmn(file)
    text = text_of(rollout.id)
    changed = text_with_bpmn(text, drawing.workflow, file.name)
    refuse_new_mistakes(rollout, text, changed)
    note = _("Approved path of %(workflow)s drawn in %(file)s") % {"workflow": drawing.workflow, "file": file.name}
    number = save_file(seat, rollout, changed, stands_on=drawing.stands_on, note=note)
    details = {"workflow": drawing.workflow, "file": file.name, "version": number}
    record(seat, "path.drawn", rollout.slug, details)
    return number


def _laid(folder: Path, drawing: Drawing) -> tuple[Path, bool]:
    """The drawing in the folder, and whether it is new there. An earlier one stays: earlier versions name it."""
    stem = re.sub(r"[^\w-]+", "-", Path(re.split(r"[/\\]", drawing.name)[-1]).stem).strip("-")[:80] or "path"
    for number in range(1, 10_000):
        file = folder / (f"{stem}.bpmn" if number == 1 else f"{stem}-{number}.bpmn")
        if not file.exists():
            file.write_bytes(drawing.body)
            return file, True
        if file.read_bytes() == drawing.body:
            return file, False
    what = _("There are too many drawings of this name")
    raise BadInput(Mistake(code="too_many", what=what, mend=_("Rename yours.")))


def _shown(mistake: Mistake, file: Path, drawing: Drawing) -> str | None:
    return drawing.name if mistake.file is not None and Path(mistake.file).name == file.name else mistake.file

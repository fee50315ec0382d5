"""Teach what a phrase means: texts that hold it are read so from the next diagnosis on."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from desirepath.console.audit.record import record
from desirepath.console.rollouts.reads import RolloutSeen, read_file
from desirepath.console.words.reads import key_of
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.taught_labels import read_labels, write_labels
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.said import Label


@transaction.atomic
def teach_phrase(seat: Seat, rollout: RolloutSeen, label: Label) -> None:
    """Add the label; what was taught of the same phrase for the same workflow before gives way. Raises BadInput."""
    seat.must("teach_words")
    _refuse_unknown_places(rollout, label)
    details = {
        "phrase": label.phrase,
        "workflow": label.workflow,
        "step": label.step,
        "blocker": None if label.blocker is None else label.blocker.value,
    }
    record(seat, "words.taught", rollout.slug, details)
    before = read_labels(rollout.folder)
    write_labels(rollout.folder, (*(one for one in before if key_of(one) != key_of(label)), label))


def _refuse_unknown_places(rollout: RolloutSeen, label: Label) -> None:
    said = read_file(rollout)
    if said is None:
        what = _("The rollout file has mistakes, so its workflows are not known")
        raise BadInput(Mistake(code="rollout_file", what=what, mend=_("Mend it first.")))
    steps = {workflow.id: {step.id for step in workflow.steps} for workflow in said.workflows}
    if label.workflow is not None and label.workflow not in steps:
        raise BadInput(Mistake(code="unknown_workflow", what=_("The rollout has no such workflow")))
    if label.step is not None and label.step not in steps[label.workflow or ""]:
        raise BadInput(Mistake(code="unknown_step", what=_("The workflow has no such step")))

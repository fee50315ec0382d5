"""Take back what was taught of a phrase."""

from __future__ import annotations

from django.db import transaction

from desirepath.console.audit.record import record
from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.console.words.reads import key_of
from desirepath.console.workspaces.seat import Seat
from desirepath.runs.taught_labels import read_labels, write_labels


@transaction.atomic
def forget_phrase(seat: Seat, rollout: RolloutSeen, phrase: str, workflow: str | None) -> bool:
    """Whether there was such a label, for this workflow or (None) for all. Raises BadInput."""
    seat.must("teach_words")
    gone = (tuple(phrase.casefold().split()), workflow)
    record(seat, "words.forgotten", rollout.slug, {"phrase": phrase, "workflow": workflow})
    before = read_labels(rollout.folder)
    left = tuple(one for one in before if key_of(one) != gone)
    if len(left) == len(before):
        transaction.set_rollback(True)
        return False
    write_labels(rollout.folder, left)
    return True

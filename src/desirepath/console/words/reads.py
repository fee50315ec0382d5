"""What was taught of phrases in a rollout."""

from __future__ import annotations

from desirepath.console.rollouts.reads import RolloutSeen
from desirepath.runs.taught_labels import read_labels
from desirepath.vocabulary.said import Label


def key_of(label: Label) -> tuple[tuple[str, ...], str | None]:
    """What makes two labels speak of the same: the words of the phrase, and the workflow."""
    return tuple(label.phrase.casefold().split()), label.workflow


def taught_in(rollout: RolloutSeen) -> tuple[Label, ...]:
    """The labels of a rollout, the newest first. Raises BadInput where their file has mistakes."""
    return tuple(reversed(read_labels(rollout.folder)))

"""Tickets, answers and searches: how many more there are, and of which blocker their texts speak."""

from __future__ import annotations

import numpy as np

from desirepath.diagnose.held_against import told_held
from desirepath.diagnose.piece import Piece, compared_or_none, in_words, parts_of_excess
from desirepath.observe.heard import Heard
from desirepath.observe.step_tallies import StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.friction import BlockerKind, EvidenceSource


def spoken(trouble: Trouble, tallies: StepTallies, heard: Heard, source: EvidenceSource) -> Piece | None:
    """One table of texts; None where nothing can be held against it."""
    all_of_it = compared_or_none(told_held(trouble, tallies, heard))
    if all_of_it is None:
        return None
    by_kind = [
        compared_or_none(told_held(trouble, tallies, heard, heard.shares[:, column]))
        for column in range(len(BlockerKind))
    ]
    marks = {
        f"{source.value}: {kind.value}": float(part)
        for kind, part in zip(BlockerKind, parts_of_excess(by_kind), strict=True)
    }
    if source is EvidenceSource.TICKETS:
        marks["tickets: asked again"] = _asked_again(trouble, heard)
    return Piece(source=source, says=in_words(all_of_it, source.value), differs=all_of_it.differs, marks=marks)


def _asked_again(trouble: Trouble, heard: Heard) -> float:
    """The part of the tickets at the step that are a person's second or later one."""
    chosen = heard.at(trouble.step, since=True)
    rows = heard.row[chosen]
    mine = rows[trouble.members[rows]]
    again = len(mine) - len(np.unique(mine))
    return again / (len(mine) + 3.0)

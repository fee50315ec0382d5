"""Evidence against blockers: each source that speaks adds to the log-odds, for or against; two make it confirmed.

Source
    Weights of evidence: Good 1950. They were fitted on made-up rollouts (none of those that the benchmark publishes)
    by a logistic regression drawn to zero; how well they hold is in docs/explain/how-reasons-are-weighed.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from desirepath.diagnose.piece import Piece
from desirepath.diagnose.weights import Weights, shipped_weights
from desirepath.observe.heard import Floats
from desirepath.vocabulary.friction import BlockerKind, Evidence, Standing
from desirepath.vocabulary.signal import Symptom

KINDS = tuple(BlockerKind)
_LEAST_WEIGHT = 0.05
"""A source that differs speaks for the trouble, even where it does not say why."""
_SAYS_WHY = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The blocker, each one's probability, all the evidence, and how many log-odds separate the first two."""

    blocker: BlockerKind
    runner_up: BlockerKind
    probabilities: Mapping[BlockerKind, float]
    evidence: tuple[Evidence, ...]
    standing: Standing
    ahead_by: float


def weigh(pieces: Sequence[Piece], symptom: Symptom, weights: Weights | None = None) -> Weighed:
    """Weigh the pieces. One that does not differ from what was to be expected is told, and weighs nothing.

    What was tried weighs for or against the blocker that it was meant for; it confirms no trouble.
    """
    table = shipped_weights() if weights is None else weights
    weighing = [piece for piece in pieces if piece.weighs]
    scores = table.of(prior_marks(symptom)) + sum((table.of(piece.marks) for piece in weighing), np.zeros(len(KINDS)))
    shares = special.softmax(scores)
    order = np.argsort(-shares, kind="stable")
    sources = {piece.source for piece in pieces if piece.differs}
    return Weighed(
        blocker=KINDS[order[0]],
        runner_up=KINDS[order[1]],
        probabilities={kind: float(share) for kind, share in zip(KINDS, shares, strict=True)},
        evidence=tuple(_evidence(piece, table) for piece in pieces),
        standing=Standing.CONFIRMED if len(sources) >= 2 else Standing.SUSPECTED,
        ahead_by=float(scores[order[0]] - scores[order[1]]),
    )


def prior_marks(symptom: Symptom) -> dict[str, float]:
    """What is thought of a symptom before any evidence."""
    return {f"symptom: {symptom.value}": 1.0}


def _evidence(piece: Piece, table: Weights) -> Evidence:
    if not piece.weighs:
        return Evidence(source=piece.source, says=piece.says, points_to=None, weight=0.0, differs=False)
    added: Floats = table.of(piece.marks)
    centred = added - added.mean()
    if piece.meant_for is not None:
        weight = float(centred[KINDS.index(piece.meant_for)])
        return Evidence(
            source=piece.source, says=piece.says, points_to=piece.meant_for, weight=weight, differs=piece.differs
        )
    best = int(np.argmax(centred))
    return Evidence(
        source=piece.source,
        says=piece.says,
        points_to=KINDS[best] if centred[best] >= _SAYS_WHY else None,
        weight=max(_LEAST_WEIGHT, float(centred[best])),
        differs=True,
    )

"""What to collect next, and how, where only one source speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desirepath.diagnose.piece import Piece
from desirepath.vocabulary.friction import EvidenceSource

_HOW = {
    EvidenceSource.ANSWERS: "Ask one question at the step (“what stopped you?”) for a week.",
    EvidenceSource.TICKETS: "Bring in tickets with their text and the person who asked, from before go-live on.",
    EvidenceSource.SEARCHES: "Bring in what people search for in the self-help.",
    EvidenceSource.EXCEPTIONS: "Log attempts that fail or are returned, not only those that succeed.",
    EvidenceSource.ACCESS: "Log attempts that are denied, and bring in permission levels.",
    EvidenceSource.BEHAVIOUR: "Bring in what the page sees at the step (hesitation, repeated errors, leaving).",
    EvidenceSource.REPORTS: "Ask the teams which lists, inboxes and notes they keep beside the system.",
}
"""By source, the one that tells most of the reasons first."""
MOST = 3


def missing_evidence(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Sources that there are not come first, then those in which nothing differs yet."""
    there = {piece.source for piece in pieces}
    speaking = {piece.source for piece in pieces if piece.differs}
    return tuple(list(_asked_for(there, speaking))[:MOST])


def _asked_for(there: set[EvidenceSource], speaking: set[EvidenceSource]) -> Iterator[str]:
    if len(speaking) >= 2:
        return
    yield from (how for source, how in _HOW.items() if source not in there)
    yield from (
        f"Wait for more {source.value} at the step: so far there are no more than usual."
        for source in _HOW
        if source in there - speaking and source is not EvidenceSource.ACCESS
    )

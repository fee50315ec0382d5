"""All that the sources say of a trouble."""

from __future__ import annotations

from desirepath.diagnose.piece import Piece
from desirepath.diagnose.sources.records import access, exceptions, reports
from desirepath.diagnose.sources.signs import behaviour
from desirepath.diagnose.sources.spoken import spoken
from desirepath.observe.heard import HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.observe.trouble import Trouble
from desirepath.vocabulary.friction import EvidenceSource

SPOKEN = (EvidenceSource.TICKETS, EvidenceSource.ANSWERS, EvidenceSource.SEARCHES)


def gather(trouble: Trouble, tallies: StepTallies, heard: HeardByTable) -> tuple[Piece, ...]:
    """One piece for each source that there is; each depends on its own source and the trouble alone."""
    pieces = [behaviour(trouble, tallies, heard), exceptions(trouble, tallies), access(trouble, tallies)]
    pieces += [spoken(trouble, tallies, heard[name.value], name) for name in SPOKEN if name.value in heard]
    if "reports" in heard:
        pieces.append(reports(trouble, tallies, heard["reports"]))
    return tuple(piece for piece in pieces if piece is not None)

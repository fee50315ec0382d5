"""What was tried at the step before, and whether it helped: an experiment speaks of the blocker that it was meant for.

Had the blocker been the reason, what addresses it should have moved something. So an intervention that did nothing, or
harm, speaks against its blocker, and a little for the work itself being at fault; one that helped speaks for it.
It says nothing of whether there is trouble, and so it confirms none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desirepath.diagnose.piece import Piece
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import EvidenceSource
from desirepath.vocabulary.tried import Tried


def what_was_tried(tried: Sequence[Tried], workflow: str, step: str, cohort: Cohort) -> Iterator[Piece]:
    """A piece for each intervention that concerns the trouble of a cohort at a step, in the order they were shipped."""
    for one in tried:
        if one.concerns(workflow, step, cohort):
            how = "tried in vain" if one.was_in_vain else "tried and helped"
            yield Piece(
                source=EvidenceSource.BEHAVIOUR,
                says=one.says,
                differs=False,
                marks={f"{how}: {one.addressed.value}": one.counts},
                meant_for=one.addressed,
            )

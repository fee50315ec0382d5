"""What was tried before, for the diagnosis: the proofs of a rollout's interventions, as far as they can be told.

Without a table of interventions, or one of who was shown them, nothing is read and nothing costs anything.
"""

from __future__ import annotations

from desirepath.effects import addressed_by, proofs_of, steps_with_interventions
from desirepath.observe.case_base import CaseBase
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.prove.tried import tried
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.tried import Tried


def steps_tried(rollout: Rollout, known: Tables, means: Means) -> tuple[int, ...]:
    """The numbers of the steps at which something was tried; the case base has to be read with these timed."""
    return () if known.exposures is None else steps_with_interventions(rollout, known, means)


def what_was_tried(base: CaseBase, known: Tables, means: Means) -> tuple[Tried, ...]:
    """What became of each intervention, in the order in which they began, by a case base that has its step timed."""
    if not base.frame.timed:
        return ()
    proofs = proofs_of(base, known, means)
    told = (tried(proof, blocker) for proof in proofs if (blocker := addressed_by(proof.shipped)) is not None)
    return tuple(one for one in told if one is not None)

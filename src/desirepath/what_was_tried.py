"""What was tried before, for the diagnosis: the proofs of a rollout's interventions, as far as they can be told.

Without a table of interventions, or one of who was shown them, nothing is read and nothing costs anything.
"""

from __future__ import annotations

from collections.abc import Iterable

from desirepath.effects import addressed_by, proofs_of, steps_with_interventions
from desirepath.observe.case_base import CaseBase
from desirepath.observe.tables import Tables
from desirepath.ports import Means
from desirepath.prove.tried import tried
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.tried import Tried


def steps_tried(rollout: Rollout, known: Tables, means: Means) -> tuple[int, ...]:
    """The numbers of the steps at which something was tried; the case base has to be read with these timed."""
    return () if known.exposures is None else steps_with_interventions(rollout, known, means)


def proofs_so_far(base: CaseBase, known: Tables, means: Means) -> tuple[Proof, ...]:
    """The proofs of all interventions, by a case base that has their steps timed; none where nobody was exposed."""
    return proofs_of(base, known, means) if base.frame.timed else ()


def what_was_tried(proofs: Iterable[Proof]) -> tuple[Tried, ...]:
    """What became of each intervention whose blocker is known, in the order of its proofs."""
    told = (tried(proof, blocker) for proof in proofs if (blocker := addressed_by(proof.shipped)) is not None)
    return tuple(one for one in told if one is not None)

"""What was tried at a step and what became of it: what a proof gives back to the diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.friction import BlockerKind


class Turned(StrEnum):
    """How an intervention turned out, once that can be told."""

    HELPED = "helped"
    DID_NOTHING = "did_nothing"
    HARMED = "harmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One intervention of which it can be told whether it helped. `kind` is its name in the catalogue.

    `addressed` is the blocker that it was meant for; `says` what became of it, as a sentence without its full stop.
    `counts` is how much of its weight it has, 0 to 1: half where everyone got it and only days could be compared.
    """

    workflow: str
    step: str
    cohort: Cohort
    kind: str
    title: str
    addressed: BlockerKind
    turned: Turned
    says: str
    counts: float = 1.0

    @property
    def was_in_vain(self) -> bool:
        """Whether it did nothing that matters, or harm."""
        return self.turned is not Turned.HELPED

    def concerns(self, workflow: str, step: str, cohort: Cohort) -> bool:
        """Whether it was tried there, on these people, some of them, or more than them."""
        mine, others = set(self.cohort.pairs), set(cohort.pairs)
        return (self.workflow, self.step) == (workflow, step) and (mine <= others or others <= mine)

"""What one source says of a trouble, before it is weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from desirepath.diagnose.held_against import Compared, Held
from desirepath.observe.heard import Floats
from desirepath.vocabulary.friction import BlockerKind, EvidenceSource

_STEADY = 3.0
"""As many more counts are thought to say nothing: two tickets of one kind are not all tickets."""
_FEW = 10
_A_HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One source: its sentence, whether it differs, and its marks (0 to 1, or a logarithm), which are weighed.

    `meant_for` is the blocker that was addressed where the piece is of something tried: that weighs, and confirms nothing.
    """

    source: EvidenceSource
    says: str
    differs: bool
    marks: Mapping[str, float] = field(default_factory=dict)
    meant_for: BlockerKind | None = None

    @property
    def weighs(self) -> bool:
        """Whether it moves the probabilities."""
        return self.differs or self.meant_for is not None


def parts_of_excess(found: Sequence[Compared | None]) -> Floats:
    """The part of each in all that was more than expected, drawn to nothing where there is little."""
    excess = np.array([0.0 if one is None else one.excess for one in found])
    return np.asarray(excess / (excess.sum() + _STEADY))


def in_words(compared: Compared, what: str) -> str:
    """The rate per hundred cases beside the expected one: "31 tickets per 100 cases; 4 before"."""
    rate = _A_HUNDRED * compared.count / max(compared.cases, 1.0)
    usual = _A_HUNDRED * compared.expected / max(compared.cases, 1.0)
    beside = {"before": "before go-live", "others": "among all others", "other steps": "at the other steps"}
    return f"{_number(rate)} {what} per 100 cases; {_number(usual)} {beside[compared.against]}"


def _number(rate: float) -> str:
    return f"{rate:.0f}" if rate >= _FEW else f"{rate:.1f}"


def compared_or_none(held: Held | None) -> Compared | None:
    """The comparison, where there is something to compare with."""
    return None if held is None else held.compared()

"""The facts of a kind of blocker."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.vocabulary.friction import BlockerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """What keeps people off the path, in words. `question` is what an analyst asks to find out.

    `speaks_for_it` names the marks of evidence (rows of the table of weights) that speak for it most.
    """

    kind: BlockerKind
    title: str
    question: str
    speaks_for_it: tuple[str, ...]
    source: str

    @property
    def name(self) -> str:
        return self.kind.value

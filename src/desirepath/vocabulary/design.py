"""How it can be decided who gets an intervention, and what can be said then: the facts of a design."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.vocabulary.effect import DesignKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The facts of a design. `strength` is 1 for the strongest words; `says` is how an effect may be told."""

    name: DesignKind
    title: str
    question: str
    assumes: tuple[str, ...]
    checks: tuple[str, ...]
    refuses: tuple[str, ...]
    says: str
    strength: int
    source: str

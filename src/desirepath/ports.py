"""What the core needs from the world, as protocols: it is handed these and knows nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:  # whoever only tells progress loads neither
    import ibis
    import pyarrow as pa


class Engine(Protocol):
    """Runs Ibis expressions. Only counts, sums and small tables come back through it."""

    def fetch(self, expression: ibis.Table) -> pa.Table:
        """The rows of an expression, in no particular order unless the expression orders them."""
        ...

    def keep(self, name: str, expression: ibis.Table) -> ibis.Table:
        """Compute an expression once and keep it as a table of this name; the name may be used again."""
        ...

    def drop(self, name: str) -> None:
        """Give back the room of a table that was kept, if there is one; nothing may read it any more."""
        ...

    def put(self, name: str, rows: pa.Table) -> ibis.Table:
        """Make small rows of ours a table that expressions can join with."""
        ...


class Progress(Protocol):
    """Is told what long work is at; may show it, or stay silent."""

    def __call__(self, doing: str) -> None:
        """`doing` is a short present participle phrase: "reading claims.xes.gz"."""
        ...


Clock: TypeAlias = Callable[[], float]
"""Seconds that only ever grow, from wherever they start."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a study is done with: an engine that computes, a progress that is told, a clock that bounds long work.

    `seed` is what all its chance is drawn from: the same data give the same study.
    """

    engine: Engine
    progress: Progress
    clock: Clock
    seed: int = 1

"""The approved path as a tree of what may follow what.

Postfix binds tightest, then sequence, then `&`, then `|`. `&` interleaves its parts freely, as a BPMN
parallel gateway does. A drawn model is one more leaf: its states, and the steps that lead from one to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class One:
    """Exactly this step."""

    step: str


@dataclass(frozen=True, slots=True)
class InOrder:
    """All parts, one after the other."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class AnyOrder:
    """All parts, their steps interleaved in any way that keeps each part's own order."""

    parts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """The part, or nothing."""

    part: Path


@dataclass(frozen=True, slots=True)
class AnyNumber:
    """The part, any number of times, none included."""

    part: Path


@dataclass(frozen=True, slots=True)
class AtLeastOnce:
    """The part, once or more."""

    part: Path


@dataclass(frozen=True)
class Drawing:
    """States, and the steps that lead from one to the next, as a drawn model orders them.

    `steps` stand in the order in which they are drawn. A way is (from state, step, to state); several ways of one
    step may leave a state. `last` are the states in which a case may end; from every state that a way leads to,
    one of them can be reached. Compared and hashed once for all its states.
    """

    steps: tuple[str, ...]
    ways: tuple[tuple[int, str, int], ...] = field(repr=False)
    last: tuple[int, ...] = field(repr=False)

    def __post_init__(self) -> None:
        strange = {step for _, step, _ in self.ways} - set(self.steps)
        if strange:
            raise ValueError(f"ways go by steps that are not drawn: {sorted(strange)}")

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.steps, self.ways, self.last))

    @cached_property
    def ways_from(self) -> Mapping[int, tuple[tuple[str, int], ...]]:
        """The (step, to state) of each state that has any."""
        found: dict[int, list[tuple[str, int]]] = {}
        for state, step, to in self.ways:
            found.setdefault(state, []).append((step, to))
        return {state: tuple(pairs) for state, pairs in found.items()}

    @cached_property
    def ends(self) -> frozenset[int]:
        """The states in which a case may end."""
        return frozenset(self.last)


@dataclass(frozen=True, slots=True)
class Diagram:
    """What may still follow in a drawing from one of its states on."""

    drawing: Drawing
    start: int = 0


Path: TypeAlias = One | InOrder | Either | AnyOrder | Maybe | AnyNumber | AtLeastOnce | Diagram


def steps_as_written(path: Path) -> tuple[str, ...]:
    """The path's steps in the order in which they are first written."""
    return tuple(dict.fromkeys(_walk(path)))


def _walk(path: Path) -> Iterator[str]:
    match path:
        case One(step):
            yield step
        case Diagram(drawing):
            yield from drawing.steps
        case InOrder(parts) | Either(parts) | AnyOrder(parts):
            for part in parts:
                yield from _walk(part)
        case Maybe(part) | AnyNumber(part) | AtLeastOnce(part):
            yield from _walk(part)

"""The approved path as a deterministic automaton.

States are sets of what may still follow, by partial derivatives (Antimirov 1996), with the shuffle product for
parts in any order; states that cannot be told apart are merged (Moore 1956). Every state can reach an end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desirepath.vocabulary.path import (
    AnyNumber,
    AnyOrder,
    AtLeastOnce,
    Diagram,
    Either,
    InOrder,
    Maybe,
    One,
    Path,
    steps_as_written,
)

MOST_STATES = 20_000
MOST_TERMS = 5_000_000
"""What may be written down on the way to the states; only drawings with many ways of one step come near it."""
NOWHERE = -1
_States: TypeAlias = npt.NDArray[np.int32]


class PathTooLarge(ValueError):
    """The path has more states than can be handled: too many steps in any order, as a rule."""

    def __init__(self) -> None:
        super().__init__(f"the path has more than {MOST_STATES} states; let fewer steps come in any order (`&`)")


@dataclass(frozen=True)
class Automaton:
    """`target[state, step]` is the next state, NOWHERE where the step may not follow; state 0 is the start."""

    steps: tuple[str, ...]
    target: _States
    accepting: npt.NDArray[np.bool_]
    number_of: dict[str, int] = field(repr=False)

    @cached_property
    def can_be_last(self) -> frozenset[str]:
        """The steps that can be last in a word of the path."""
        return frozenset(
            step
            for number, step in enumerate(self.steps)
            if any(to != NOWHERE and self.accepting[to] for to in self.target[:, number])
        )

    @cached_property
    def direct_ways(self) -> frozenset[tuple[str, str]]:
        """Which step may directly follow which in a word of the path; "start" and "end" stand for its ends."""
        into: list[set[str]] = [set() for _ in self.accepting]
        into[0].add("start")
        for row in self.target:
            for number, to in enumerate(row):
                if to != NOWHERE:
                    into[to].add(self.steps[number])
        ways = {
            (before, self.steps[number])
            for state, row in enumerate(self.target)
            for number, to in enumerate(row)
            if to != NOWHERE
            for before in into[state]
        }
        return frozenset(ways | {(last, "end") for state in np.flatnonzero(self.accepting) for last in into[state]})

    @cached_property
    def steps_to_end(self) -> npt.NDArray[np.int32]:
        """For each state the length of the shortest completion."""
        length = np.where(self.accepting, 0, len(self.accepting) + 1).astype(np.int32)
        while True:
            through = np.where(self.target == NOWHERE, len(length) + 1, length[self.target] + 1)
            shorter = np.minimum(length, through.min(axis=1, initial=len(length) + 1))
            if (shorter == length).all():
                return length
            length = shorter.astype(np.int32)

    @cached_property
    def order(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """States with their successors, successors first as far as loops allow."""
        return tuple(
            (state, tuple({int(to) for to in self.target[state] if to != NOWHERE})) for state in self._finished
        )

    @cached_property
    def _finished(self) -> tuple[int, ...]:
        seen: set[int] = set()
        finished: list[int] = []
        stack: list[tuple[int, bool]] = [(0, False)]
        while stack:
            state, done = stack.pop()
            if done:
                finished.append(state)
            elif state not in seen:
                seen.add(state)
                stack.append((state, True))
                stack.extend((int(to), False) for to in self.target[state] if to != NOWHERE and int(to) not in seen)
        return tuple(finished)

    @cached_property
    def has_loops(self) -> bool:
        """Whether some step can be repeated without end."""
        place = {state: number for number, state in enumerate(self._finished)}
        return any(place[to] >= place[state] for state, follow in self.order for to in follow)

    def accepts(self, word: Iterable[str]) -> bool:
        """Whether the steps are a word of the path."""
        state = 0
        for step in word:
            number = self.number_of.get(step)
            state = NOWHERE if number is None else int(self.target[state, number])
            if state == NOWHERE:
                return False
        return bool(self.accepting[state])

    def next_step(self, state: int) -> str | None:
        """The step with which every shortest completion begins, else the first alternative as written; None at an end."""
        if self.accepting[state]:
            return None
        left = self.steps_to_end[state] - 1
        follow = enumerate(self.target[state])
        return next(self.steps[number] for number, to in follow if to != NOWHERE and self.steps_to_end[to] == left)


def automaton_of(path: Path) -> Automaton:
    """The smallest deterministic automaton of a path. Raises PathTooLarge past 20,000 states."""
    steps = steps_as_written(path)
    number_of = {step: number for number, step in enumerate(steps)}
    start: frozenset[Path | None] = frozenset({path})
    states: dict[frozenset[Path | None], int] = {start: 0}
    rows: list[dict[int, int]] = []
    waiting = [start]
    terms = 0
    memory: dict[Path | None, dict[str, frozenset[Path | None]]] = {None: {}}
    for state in waiting:
        after: dict[str, set[Path | None]] = {}
        for term in state:
            for step, rests in _derivatives(term, memory).items():
                after.setdefault(step, set()).update(rests)
                terms += len(rests)
        row: dict[int, int] = {}
        for step, found in after.items():
            following = frozenset(found)
            if following not in states:
                if len(states) >= MOST_STATES or terms > MOST_TERMS:
                    raise PathTooLarge
                states[following] = len(states)
                waiting.append(following)
            row[number_of[step]] = states[following]
        rows.append(row)
    target = np.full((len(rows), max(1, len(steps))), NOWHERE, np.int32)
    for number, row in enumerate(rows):
        for step_number, to in row.items():
            target[number, step_number] = to
    accepting = np.array([any(_may_end(term) for term in state) for state in states], bool)
    return _smallest(steps, target, accepting, number_of)


def _smallest(
    steps: tuple[str, ...], target: _States, accepting: npt.NDArray[np.bool_], number_of: dict[str, int]
) -> Automaton:
    kinds = np.unique(accepting, return_inverse=True)[1].reshape(-1)
    while True:
        seen = np.where(target == NOWHERE, NOWHERE, kinds[target])
        _, merged = np.unique(np.column_stack([kinds, seen]), axis=0, return_inverse=True)
        if merged.max() == kinds.max():
            break
        kinds = merged.reshape(-1)
    first_of = {int(kind): state for state, kind in reversed(list(enumerate(kinds)))}
    # Numbered as they are met from the start, step by step as written, so that paths of the same words are alike.
    number = {int(kinds[0]): 0}
    chosen = [first_of[int(kinds[0])]]
    for state in chosen:
        for to in target[state]:
            if to != NOWHERE and int(kinds[to]) not in number:
                number[int(kinds[to])] = len(number)
                chosen.append(first_of[int(kinds[to])])
    smaller = np.array(
        [[NOWHERE if to == NOWHERE else number[int(kinds[to])] for to in target[state]] for state in chosen],
        np.int32,
    )
    return Automaton(steps, smaller, accepting[chosen], number_of)


def _may_end(term: Path | None) -> bool:
    match term:
        case None | Maybe() | AnyNumber():
            return True
        case One():
            return False
        case AtLeastOnce(part):
            return _may_end(part)
        case Diagram(drawing, start):
            return start in drawing.ends
        case Either(parts):
            return any(_may_end(part) for part in parts)
        case InOrder(parts) | AnyOrder(parts):
            return all(_may_end(part) for part in parts)


def _derivatives(
    term: Path | None, memory: dict[Path | None, dict[str, frozenset[Path | None]]]
) -> dict[str, frozenset[Path | None]]:
    if term not in memory:
        found: dict[str, set[Path | None]] = {}
        for step, rest in _steps_from(term, memory):
            found.setdefault(step, set()).add(rest)
        memory[term] = {step: frozenset(terms) for step, terms in found.items()}
    return memory[term]


def _steps_from(
    term: Path | None, memory: dict[Path | None, dict[str, frozenset[Path | None]]]
) -> Iterable[tuple[str, Path | None]]:
    def of(part: Path | None) -> list[tuple[str, Path | None]]:
        return [(step, rest) for step, terms in _derivatives(part, memory).items() for rest in terms]

    match term:
        case One(step):
            return [(step, None)]
        case Diagram(drawing, start):
            return [(step, Diagram(drawing, to)) for step, to in drawing.ways_from.get(start, ())]
        case Either(parts):
            return [pair for part in parts for pair in of(part)]
        case Maybe(part):
            return of(part)
        case AnyNumber(part) | AtLeastOnce(part):
            return [(step, _then(rest, (AnyNumber(part),))) for step, rest in of(part)]
        case InOrder(parts):
            first = next((n for n, part in enumerate(parts) if not _may_end(part)), len(parts) - 1)
            return [
                (step, _then(rest, parts[number + 1 :]))
                for number, part in enumerate(parts[: first + 1])
                for step, rest in of(part)
            ]
        case AnyOrder(parts):
            return [
                (step, _together(rest, parts[:number] + parts[number + 1 :]))
                for number, part in enumerate(parts)
                for step, rest in of(part)
            ]
    return []


def _then(first: Path | None, parts: tuple[Path, ...]) -> Path | None:
    flat = (*(first.parts if isinstance(first, InOrder) else () if first is None else (first,)), *parts)
    return None if not flat else flat[0] if len(flat) == 1 else InOrder(flat)


def _together(rest: Path | None, others: tuple[Path, ...]) -> Path | None:
    parts = tuple(sorted((*(() if rest is None else (rest,)), *others), key=repr))
    return None if not parts else parts[0] if len(parts) == 1 else AnyOrder(parts)

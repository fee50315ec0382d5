"""The cheapest way to make a sequence of steps a word of the path: one unit for each step skipped, one for each extra.

Exact, by dynamic programming over (position, state), each distinct sequence once. Ties: sync before skip before
extra, from the left; among skips the step written first. Source: Wagner and Fischer 1974; alignments as in
Adriansyah 2014.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from desirepath.observe.automaton import Automaton
from desirepath.observe.cheapest_walks import Deadline, Layers, Walk, cheapest_walks
from desirepath.observe.rough_alignment import RoughAligner
from desirepath.vocabulary.conformance import Alignment, Move, MoveKind

_KINDS: tuple[MoveKind, ...] = ("sync", "skip", "extra")


def align(
    automaton: Automaton, sequences: Sequence[tuple[str, ...]], *, seconds: float | None, clock: Callable[[], float]
) -> list[Alignment]:
    """Each sequence beside a whole word of the path. Past `seconds`, costs are upper bounds and say so.

    So are those of sequences whose table of costs would not fit into memory.
    """
    distinct = list(dict.fromkeys(sequences))
    names = _names(automaton, distinct)
    walks = _walks(automaton, distinct, names, automaton.steps_to_end, _deadline(seconds, clock))
    moves: list[Move] = [(kind, name) for kind in _KINDS for name in names]
    rough = RoughAligner(automaton)
    found = {
        sequence: rough.align(sequence)
        if walk is None
        else Alignment(cost=walk.cost, moves=tuple(map(moves.__getitem__, walk.moves)))
        for sequence, walk in zip(distinct, walks, strict=True)
    }
    return [found[sequence] for sequence in sequences]


def standing(
    automaton: Automaton, sequences: Sequence[tuple[str, ...]], *, seconds: float | None, clock: Callable[[], float]
) -> list[int]:
    """The state in which the cheapest alignment with a beginning of a word leaves each sequence.

    Past `seconds`, the state after the steps that fit as they come.
    """
    distinct = list(dict.fromkeys(sequences))
    anywhere = np.zeros(len(automaton.accepting), np.int32)
    walks = _walks(automaton, distinct, _names(automaton, distinct), anywhere, _deadline(seconds, clock))
    rough = RoughAligner(automaton)
    found = {
        sequence: rough.state(sequence) if walk is None else walk.state
        for sequence, walk in zip(distinct, walks, strict=True)
    }
    return [found[sequence] for sequence in sequences]


def _deadline(seconds: float | None, clock: Callable[[], float]) -> Deadline:
    return Deadline(at=None if seconds is None else clock() + seconds, clock=clock)


def _names(automaton: Automaton, distinct: Sequence[tuple[str, ...]]) -> list[str]:
    """The path's steps in the automaton's numbering, then all that is not in the path."""
    unnamed = automaton.target.shape[1] - len(automaton.steps)
    others = dict.fromkeys(step for sequence in distinct for step in sequence if step not in automaton.number_of)
    return [*automaton.steps, *("" for _ in range(unnamed)), *others]


def _walks(
    automaton: Automaton,
    distinct: Sequence[tuple[str, ...]],
    names: Sequence[str],
    ends: npt.NDArray[np.int32],
    deadline: Deadline,
) -> list[Walk | None]:
    code = {name: number for number, name in enumerate(names)}
    codes = [[code[step] for step in sequence] for sequence in distinct]
    return cheapest_walks(Layers(automaton), codes, ends, len(names), deadline)

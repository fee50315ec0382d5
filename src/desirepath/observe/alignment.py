"""The cheapest way to make a sequence of steps a word of the path: one unit for each step skipped, one for each extra.

Exact, by dynamic programming over (position, state) from the right, for many sequences at once; then a walk
from the left that prefers sync to skip to extra, and among skips the step written first. Source: Wagner and
Fischer 1974; alignments as in Adriansyah 2014.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.observe.automaton import NOWHERE, Automaton
from desirepath.vocabulary.conformance import Alignment, Move, MoveKind

_Costs = npt.NDArray[np.int32]
_CELLS_AT_ONCE = 24_000_000
_SECONDS_A_SWEEP_STEP = 3e-6
_KINDS: tuple[MoveKind, ...] = ("sync", "skip", "extra")
Sequence_ = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """One alignment as walked: its moves (kind, number of the step; NOWHERE: unknown) and the state it ends in."""

    moves: tuple[tuple[int, int], ...]
    state: int
    cost: int


def align(
    automaton: Automaton, sequences: Sequence[Sequence_], *, seconds: float | None, clock: Callable[[], float]
) -> list[Alignment]:
    """Each sequence beside a whole word of the path. Past `seconds`, costs are upper bounds and say so."""
    ends = np.where(automaton.accepting, 0, automaton.steps_to_end).astype(np.int32)
    until = None if seconds is None else clock() + seconds
    return [
        _bounded(automaton, sequence)
        if walk is None
        else Alignment(cost=walk.cost, moves=_named(automaton, sequence, walk))
        for sequence, walk in zip(sequences, _walks(automaton, sequences, ends, until, clock), strict=True)
    ]


def standing(
    automaton: Automaton, sequences: Sequence[Sequence_], *, seconds: float | None, clock: Callable[[], float]
) -> list[int]:
    """The state in which the cheapest alignment with a beginning of a word leaves each sequence.

    Past `seconds`, the state after the steps that fit as they come.
    """
    ends = np.zeros(len(automaton.accepting), np.int32)
    until = None if seconds is None else clock() + seconds
    return [
        _as_it_fits(automaton, sequence)[1] if walk is None else walk.state
        for sequence, walk in zip(sequences, _walks(automaton, sequences, ends, until, clock), strict=True)
    ]


def _walks(
    automaton: Automaton,
    sequences: Sequence[Sequence_],
    ends: _Costs,
    until: float | None,
    clock: Callable[[], float],
) -> list[Walk | None]:
    distinct = sorted(set(sequences), key=lambda sequence: (len(sequence), sequence))
    found: dict[Sequence_, Walk | None] = {}
    edges = sum(len(follow) for _, follow in automaton.order) + len(automaton.order)
    for batch in _batches(distinct, len(automaton.accepting)):
        needed = len(batch[-1]) * edges * _SECONDS_A_SWEEP_STEP
        if until is not None and clock() + needed > until:
            found.update(dict.fromkeys(batch))
        else:
            found.update(zip(batch, _walk_batch(automaton, batch, ends), strict=True))
    return [found[sequence] for sequence in sequences]


def _batches(distinct: Sequence[Sequence_], states: int) -> Iterator[Sequence[Sequence_]]:
    start = 0
    while start < len(distinct):
        room = max(1, _CELLS_AT_ONCE // ((len(distinct[start]) + 1) * states))
        end = min(len(distinct), start + min(room, 8192))
        while end > start + 1 and (len(distinct[end - 1]) + 1) * states * (end - start) > 2 * _CELLS_AT_ONCE:
            end = start + (end - start) // 2
        yield distinct[start:end]
        start = end


def _walk_batch(automaton: Automaton, batch: Sequence[Sequence_], ends: _Costs) -> list[Walk]:
    longest = max(len(sequence) for sequence in batch)
    codes = np.full((longest, len(batch)), NOWHERE, np.int32)
    for column, sequence in enumerate(batch):
        if sequence:
            codes[longest - len(sequence) :, column] = [automaton.number_of.get(step, NOWHERE) for step in sequence]
    costs = _costs_to_go(automaton, codes, ends)
    return _from_the_left(automaton, codes, costs, np.array([longest - len(sequence) for sequence in batch]))


def _costs_to_go(automaton: Automaton, codes: _Costs, ends: _Costs) -> _Costs:
    length, width = codes.shape
    states = len(automaton.accepting)
    costs = np.empty((length + 1, states, width), np.int32)
    costs[length] = ends[:, None]
    target = np.column_stack([automaton.target, np.full(states, NOWHERE, np.int32)])
    columns = np.arange(width)
    for position in range(length - 1, -1, -1):
        after, here = costs[position + 1], costs[position]
        np.add(after, 1, out=here)
        to = target[:, codes[position]]
        synced = np.where(to == NOWHERE, here, after[np.maximum(to, 0), columns])
        np.minimum(here, synced, out=here)
        _close_under_skips(automaton, here)
    return costs


def _close_under_skips(automaton: Automaton, here: _Costs) -> None:
    while True:
        before = here.copy() if automaton.has_loops else None
        for state, follow in automaton.order:
            for to in follow:
                np.minimum(here[state], here[to] + 1, out=here[state])
        if before is None or (before == here).all():
            return


def _from_the_left(automaton: Automaton, codes: _Costs, costs: _Costs, starts: npt.NDArray[np.int64]) -> list[Walk]:
    length, width = codes.shape
    target = np.column_stack([automaton.target, np.full(len(automaton.accepting), NOWHERE, np.int32)])
    steps = automaton.target.shape[1]
    columns = np.arange(width)
    position, state = starts.copy(), np.zeros(width, np.int64)
    total = costs[starts, 0, columns].copy()
    kinds: list[npt.NDArray[np.int8]] = []
    numbers: list[npt.NDArray[np.int32]] = []
    while True:
        left = costs[position, state, columns]
        running = (position < length) | (left > 0)
        if not running.any():
            break
        code = np.where(position < length, _code_at(codes, position, columns), NOWHERE)
        kind = np.full(width, -1, np.int8)
        number = np.full(width, NOWHERE, np.int32)
        to = target[state, code]
        after = costs[np.minimum(position + 1, length), np.maximum(to, 0), columns]
        synced = running & (position < length) & (to != NOWHERE) & (after == left)
        kind[synced], number[synced] = 0, code[synced]
        moved = np.where(synced, to, state)
        undecided = running & ~synced
        for step in range(steps):
            to = target[state, step]
            fits = undecided & (to != NOWHERE) & (costs[position, np.maximum(to, 0), columns] + 1 == left)
            kind[fits], number[fits] = 1, step
            moved = np.where(fits, to, moved)
            undecided &= ~fits
        kind[undecided], number[undecided] = 2, code[undecided]
        position = position + (synced | undecided)
        state = moved
        kinds.append(kind)
        numbers.append(number)
    return _gathered(kinds, numbers, state, total)


def _code_at(codes: _Costs, position: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> _Costs:
    if not len(codes):
        return np.full(len(columns), NOWHERE, np.int32)
    return codes[np.minimum(position, len(codes) - 1), columns]


def _gathered(
    kinds: list[npt.NDArray[np.int8]],
    numbers: list[npt.NDArray[np.int32]],
    state: npt.NDArray[np.int64],
    total: _Costs,
) -> list[Walk]:
    if not kinds:
        return [Walk((), int(at), int(cost)) for at, cost in zip(state, total, strict=True)]
    all_kinds, all_numbers = np.stack(kinds, axis=1).tolist(), np.stack(numbers, axis=1).tolist()
    return [
        Walk(tuple((k, n) for k, n in zip(ks, ns, strict=True) if k >= 0), int(at), int(cost))
        for ks, ns, at, cost in zip(all_kinds, all_numbers, state, total, strict=True)
    ]


def _named(automaton: Automaton, sequence: Sequence_, walk: Walk) -> tuple[Move, ...]:
    moves: list[Move] = []
    events = iter(sequence)
    for kind, number in walk.moves:
        moves.append((_KINDS[kind], automaton.steps[number] if kind == 1 else next(events)))
    return tuple(moves)


def _as_it_fits(automaton: Automaton, sequence: Sequence_) -> tuple[list[Move], int]:
    moves: list[Move] = []
    state = 0
    for step in sequence:
        number = automaton.number_of.get(step)
        to = NOWHERE if number is None else int(automaton.target[state, number])
        moves.append(("extra" if to == NOWHERE else "sync", step))
        state = state if to == NOWHERE else to
    return moves, state


def _bounded(automaton: Automaton, sequence: Sequence_) -> Alignment:
    moves, state = _as_it_fits(automaton, sequence)
    while not automaton.accepting[state]:
        left = automaton.steps_to_end[state] - 1
        row = automaton.target[state]
        number = next(n for n, to in enumerate(row) if to != NOWHERE and automaton.steps_to_end[to] == left)
        moves.append(("skip", automaton.steps[number]))
        state = int(row[number])
    cost = sum(kind != "sync" for kind, _ in moves)
    unknown = sum(step not in automaton.number_of for step in sequence)
    low = max(unknown, int(automaton.steps_to_end[0]) - (len(sequence) - unknown))
    return Alignment(cost=cost, moves=tuple(moves), bound=(min(low, cost), cost))

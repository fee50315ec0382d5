"""The cheapest walks through an automaton, for many sequences of steps at once.

From the right: what it costs to go on from each state at each position, over all sequences of a batch in one
array. From the left: the walk itself, sync before skip before extra, among skips the step written first.
States lie in layers, so that a skip leads into a layer already settled; loops are swept until nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from desirepath.observe.automaton import NOWHERE, Automaton

Numbers: TypeAlias = npt.NDArray[np.integer[Any]]
_BYTES_AT_ONCE = 96_000_000
_MOST_BYTES = 800_000_000
_AT_MOST_TOGETHER = 8192
_WIDE = 16


@dataclass(frozen=True, slots=True)
class Walk:
    """What it costs, the moves (kind times the number of names, plus the name), and the state where it ends."""

    cost: int
    moves: tuple[int, ...]
    state: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A moment of the clock after which no new work is begun; `at` None means never."""

    at: float | None
    clock: Callable[[], float]

    def passed(self) -> bool:
        return self.at is not None and self.clock() > self.at


class OutOfTimeError(Exception):
    """The deadline passed within a batch."""


@dataclass(frozen=True)
class Layers:
    """An automaton laid out for whole arrays: states renumbered by layer, the last row standing for nowhere."""

    automaton: Automaton

    @cached_property
    def height(self) -> Numbers:
        """For each state the longest way to a state without successors, loops left out."""
        height = np.zeros(len(self.automaton.accepting), np.int64)
        settled = np.zeros(len(height), bool)
        for state, follow in self.automaton.order:
            height[state] = max((height[to] + 1 for to in follow if settled[to]), default=0)
            settled[state] = True
        return height

    @cached_property
    def state_of(self) -> Numbers:
        """The state of each row, lowest layer first."""
        return np.argsort(self.height, kind="stable")

    @cached_property
    def target(self) -> Numbers:
        """`target[row, step]` is a row; the last row and the last column (unknown steps) lead nowhere."""
        states, steps = self.automaton.target.shape
        row_of = np.append(np.argsort(self.state_of), states)
        target = np.full((states + 1, steps + 1), states, np.int64)
        target[:states, :steps] = row_of[self.automaton.target[self.state_of]]
        return target

    @cached_property
    def layers(self) -> tuple[tuple[int, int, Numbers], ...]:
        """(first row, row after the last, targets by rank) of every layer from which a skip leads on."""
        heights = self.height[self.state_of]
        edges = np.flatnonzero(np.diff(heights, prepend=-1, append=heights[-1] + 1))
        found = ((low, high, self._successors(low, high)) for low, high in pairwise(edges.tolist()))
        return tuple((low, high, targets) for low, high, targets in found if targets.size)

    def _successors(self, low: int, high: int) -> Numbers:
        """`[rank, row]`: the distinct successors of each row, padded with nowhere."""
        nowhere = len(self.target) - 1
        rows = [sorted(set(self.target[row].tolist()) - {row, nowhere}) for row in range(low, high)]
        most = max(map(len, rows))
        return np.array([row + [nowhere] * (most - len(row)) for row in rows], np.int64).reshape(high - low, most).T

    @cached_property
    def skips(self) -> tuple[Numbers, Numbers]:
        """`[row, rank]`: steps that may follow, in written order, and where they lead, padded with nowhere."""
        return _ranked(self.target[:-1, :-1], len(self.target) - 1)

    @cached_property
    def origins(self) -> tuple[Numbers, Numbers]:
        """`[rank, step]`: rows that a step leaves, and where it leads; for unknown steps, nowhere."""
        origin, target = _ranked(self.target[:-1].T, len(self.target) - 1)
        return origin.T, target.T

    def rows(self, by_state: npt.NDArray[np.int32]) -> Numbers:
        return by_state[self.state_of]


def _ranked(target: Numbers, nowhere: int) -> tuple[Numbers, Numbers]:
    """The places of each row that lead somewhere, and where they lead; padded with nowhere in both."""
    leads = target != nowhere
    most = max(1, int(leads.sum(axis=1).max(initial=0)))
    place = np.argsort(~leads, axis=1, kind="stable")[:, :most]
    to = np.take_along_axis(target, place, axis=1)
    return np.where(to != nowhere, place, nowhere), to


def cheapest_walks(
    layers: Layers, codes: Sequence[Sequence[int]], ends: npt.NDArray[np.int32], names: int, deadline: Deadline
) -> list[Walk | None]:
    """The cheapest walk of each sequence; None for those not reached before the deadline, or too large to hold.

    A code below the number of steps is a step, one above it an unknown activity. `ends` is what stopping in a
    state costs. `names` is the number of codes in all, by which kinds of moves are told apart.
    """
    walks: list[Walk | None] = [None] * len(codes)
    by_length = sorted(range(len(codes)), key=lambda number: len(codes[number]))
    for batch in _batches(by_length, [len(code) for code in codes], len(ends)):
        if deadline.passed():
            break
        try:
            found = _Batch(layers, [codes[number] for number in batch], names, deadline).walks(ends)
        except OutOfTimeError:
            break
        for number, walk in zip(batch, found, strict=True):
            walks[number] = walk
    return walks


def _batches(by_length: Sequence[int], lengths: Sequence[int], states: int) -> Iterator[list[int]]:
    """Sequences of like length together, as many as fit; one that does not fit alone is left out."""
    batch: list[int] = []
    for number in by_length:
        size = (lengths[number] + 1) * (states + 1) * _kind_of(lengths[number], states).itemsize
        if batch and (len(batch) == _AT_MOST_TOGETHER or size * (len(batch) + 1) > _BYTES_AT_ONCE):
            yield batch
            batch = []
        if size <= _MOST_BYTES:
            batch.append(number)
    if batch:
        yield batch


def _kind_of(length: int, states: int) -> np.dtype[Any]:
    return np.dtype(np.int16 if length + states < 15_000 else np.int32)


class _Batch:
    """Sequences that are aligned together, flush right; `codes[position, sequence]`."""

    def __init__(self, layers: Layers, sequences: Sequence[Sequence[int]], names: int, deadline: Deadline) -> None:
        self.layers, self.names, self.deadline = layers, names, deadline
        self.length = len(sequences[-1])
        self.codes = np.zeros((self.length, len(sequences)), np.int64)
        self.starts = np.array([self.length - len(sequence) for sequence in sequences])
        for column, sequence in enumerate(sequences):
            self.codes[self.starts[column] :, column] = sequence
        self.steps = np.minimum(self.codes, layers.target.shape[1] - 1)
        self.columns = np.arange(len(sequences))

    def walks(self, ends: npt.NDArray[np.int32]) -> list[Walk]:
        return self._from_the_left(self._from_the_right(self.layers.rows(ends)))

    def _from_the_right(self, ends: Numbers) -> Numbers:
        """`[position, row, sequence]`: the cost of going on from there; nowhere costs more than anything."""
        states = len(ends)
        kind = _kind_of(self.length, states)
        costs = np.empty((self.length + 1, states + 1, len(self.columns)), kind)
        costs[:, states] = np.iinfo(kind).max // 2
        costs[self.length, :states] = ends[:, None]
        origins, targets = self.layers.origins
        for position in range(self.length - 1, -1, -1):
            if self.deadline.passed():
                raise OutOfTimeError
            here, after, step = costs[position], costs[position + 1], self.steps[position]
            np.add(after[:states], 1, out=here[:states])
            origin = origins[:, step]
            here[origin, self.columns] = np.minimum(here[origin, self.columns], after[targets[:, step], self.columns])
            self._skip(here)
        return costs

    def _skip(self, here: Numbers) -> None:
        """Lower each cost to one more than that of a state that a skip leads to."""
        while True:
            before = here.copy() if self.layers.automaton.has_loops else None
            for low, high, targets in self.layers.layers:
                wide = high - low >= _WIDE
                for ranked in targets if wide else (targets,):
                    onward = here[ranked] if wide else here[ranked].min(axis=0)
                    onward += 1
                    np.minimum(here[low:high], onward, out=here[low:high])
            if before is None or np.array_equal(before, here):
                return

    def _from_the_left(self, costs: Numbers) -> list[Walk]:
        start = int(np.flatnonzero(self.layers.state_of == 0)[0])
        position, row = self.starts.copy(), np.full(len(self.columns), start)
        total = costs[position, row, self.columns].astype(np.int64)
        taken: list[npt.NDArray[np.int32]] = []
        counts = np.zeros(len(self.columns), np.int64)
        going = self._unfinished(costs, self.columns, position, row)
        while len(going):
            if self.deadline.passed():
                raise OutOfTimeError
            moves = np.full(len(self.columns), NOWHERE, np.int32)
            moves[going] = self._move(costs, going, position, row)
            taken.append(moves)
            counts[going] += 1
            going = self._unfinished(costs, going, position, row)
        table = np.stack(taken, axis=1).tolist() if taken else [[] for _ in self.columns]
        states = self.layers.state_of[row].tolist()
        return [
            Walk(cost, tuple(moves[:count]), state)
            for cost, moves, count, state in zip(total.tolist(), table, counts.tolist(), states, strict=True)
        ]

    def _unfinished(self, costs: Numbers, among: Numbers, position: Numbers, row: Numbers) -> Numbers:
        ahead = (position[among] < self.length) | (costs[position[among], row[among], among] > 0)
        return among[ahead]

    def _move(self, costs: Numbers, going: Numbers, position: Numbers, row: Numbers) -> Numbers:
        """One move of every sequence that is still going: `position` and `row` move on, the moves are returned."""
        at, here = position[going], row[going]
        left = costs[at, here, going]
        inside = np.minimum(at, self.length - 1)
        code = self.codes[inside, going] if self.length else np.zeros(len(going), np.int64)
        step = self.steps[inside, going] if self.length else code
        to = self.layers.target[here, step]
        synced = (at < self.length) & (costs[np.minimum(at + 1, self.length), to, going] == left)
        moves = np.where(synced, code, 2 * self.names + code)
        to = np.where(synced, to, here)
        rest = np.flatnonzero(~synced)
        skipped, names, targets = self._skipped(costs, going[rest], at[rest], here[rest], left[rest])
        moves[rest[skipped]] = self.names + names[skipped]
        to[rest[skipped]] = targets[skipped]
        forward = np.ones(len(going), np.int64)
        forward[rest[skipped]] = 0
        position[going] += forward
        row[going] = to
        return moves

    def _skipped(
        self, costs: Numbers, going: Numbers, at: Numbers, here: Numbers, left: Numbers
    ) -> tuple[npt.NDArray[np.bool_], Numbers, Numbers]:
        """Which of these go on by a skip, the first step as written by which they may, and where it leads."""
        steps, targets = self.layers.skips
        fits = costs[at[:, None], targets[here], going[:, None]] == (left - 1)[:, None]
        rank = fits.argmax(axis=1)
        return fits.any(axis=1), steps[here, rank], targets[here, rank]

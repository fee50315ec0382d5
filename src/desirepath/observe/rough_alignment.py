"""An alignment found at a glance, for sequences that the time budget leaves over: valid, seldom the cheapest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from desirepath.observe.automaton import NOWHERE, Automaton
from desirepath.vocabulary.conformance import Alignment, Move


class RoughAligner:
    """Takes steps as they come, remembering what it looked up, so that many sequences cost little each."""

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self._onward: dict[tuple[int, str], tuple[str | None, int]] = {}

    def align(self, sequence: Sequence[str]) -> Alignment:
        """The better of two alignments: steps taken as they come, and everything extra beside a shortest word.

        The lower bound: unknown activities are extra in any case, and known steps may fall short of a shortest word.
        """
        taken, state = self._taken(sequence)
        nothing_fits: tuple[Move, ...] = tuple(("extra", step) for step in sequence)
        best = min((*taken, *self._completion(state)), (*self._shortest_word, *nothing_fits), key=_cost)
        known = sum(step in self.automaton.number_of for step in sequence)
        low = len(sequence) - known + max(0, len(self._shortest_word) - known)
        return Alignment(cost=_cost(best), moves=best, bound=(low, _cost(best)))

    def state(self, sequence: Sequence[str]) -> int:
        """The state after taking steps as they come."""
        return self._taken(sequence)[1]

    def _taken(self, sequence: Sequence[str]) -> tuple[list[Move], int]:
        """Each step that may follow, or may follow one skipped step; all others are extra."""
        moves: list[Move] = []
        state = 0
        for step in sequence:
            if (state, step) not in self._onward:
                self._onward[state, step] = self._within_one_skip(state, step)
            skipped, to = self._onward[state, step]
            if skipped is not None:
                moves.append(("skip", skipped))
            moves.append(("extra" if to == NOWHERE else "sync", step))
            state = state if to == NOWHERE else to
        return moves, state

    def _within_one_skip(self, state: int, step: str) -> tuple[str | None, int]:
        """The step to skip, if one, and the state then; NOWHERE where the step cannot follow."""
        number = self.automaton.number_of.get(step)
        if number is None:
            return None, NOWHERE
        target = self.automaton.target
        onward = target[state]
        if onward[number] != NOWHERE:
            return None, int(onward[number])
        fits = np.flatnonzero((onward != NOWHERE) & (target[onward, number] != NOWHERE))
        return (self.automaton.steps[fits[0]], int(target[onward[fits[0]], number])) if fits.size else (None, NOWHERE)

    @cached_property
    def _shortest_word(self) -> tuple[Move, ...]:
        return self._completion(0)

    def _completion(self, state: int) -> tuple[Move, ...]:
        """Skips along a shortest completion, the step written first where there is a choice."""
        automaton = self.automaton
        moves: list[Move] = []
        while not automaton.accepting[state]:
            onward = automaton.target[state]
            nearer = (onward != NOWHERE) & (automaton.steps_to_end[onward] == automaton.steps_to_end[state] - 1)
            number = int(nearer.argmax())
            moves.append(("skip", automaton.steps[number]))
            state = int(onward[number])
        return tuple(moves)


def _cost(moves: tuple[Move, ...]) -> int:
    return sum(kind != "sync" for kind, _ in moves)

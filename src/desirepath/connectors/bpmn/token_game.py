"""The token game: every marking that a process can come to, and from them the order of its steps.

Gateways and events take no time: what may go on without a step goes on at once, and only then is the next step done.
So each inclusive gateway decides when nothing else moves. It waits while a token can still reach a flow into it that
has none; where the standard lets it go on all the same, the order would hang on timing, and it is refused.
Source: Business Process Model and Notation 2.0.2, OMG 2013, 13.4 and 13.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desirepath.connectors.bpmn.graph import FlowNode
from desirepath.connectors.bpmn.net import Join, Move, Net
from desirepath.connectors.bpmn.refusals import Refusals
from desirepath.observe.automaton import MOST_STATES, PathTooLarge
from desirepath.vocabulary.path import Diagram, Drawing

OVER = 0
"""The marking without a token: the process has ended."""
MOST_MOVES = 1_000_000
"""Moves from marking to marking of the largest process that is played."""
MOST_WAYS = 300_000
"""Steps from state to state in the largest drawing."""


class Unplayable(Exception):
    """A process whose order cannot be told: its code, line, what is wrong, and how to mend it."""

    def __init__(self, code: str, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.code, self.line, self.what, self.mend = code, line, what, mend


@dataclass(frozen=True, slots=True)
class Played:
    """All markings that can come, each with the moves that go on from it and the markings after them."""

    begins: tuple[int, ...]
    after: Mapping[int, tuple[tuple[Move, int], ...]]


def play(net: Net) -> Played:
    """Play a process to all of its ends. Raises Unplayable; PathTooLarge past 20,000 markings."""
    after: dict[int, tuple[tuple[Move, int], ...]] = {}
    found = dict.fromkeys(net.begins)
    ahead = list(found)
    moves = 0
    for marking in ahead:
        after[marking] = tuple(_next(net, marking))
        fresh = dict.fromkeys(to for _, to in after[marking] if to not in found)
        found.update(fresh)
        ahead.extend(fresh)
        moves += len(after[marking])
        if len(found) > MOST_STATES or moves > MOST_MOVES:
            raise PathTooLarge
    return Played(net.begins, after)


def _next(net: Net, marking: int) -> Iterator[tuple[Move, int]]:
    possible = [move for move in _moves_at(net, marking) if _may_go(move, marking)]
    at_once = [move for move in possible if not move.is_step]
    if at_once:
        free = (move for move in at_once if not any(_rest(move, marking) & give for give in move.gives))
        possible = [next(free, at_once[0])]
    elif joined := next((move for join in net.joins if (move := _joined(join, marking))), None):
        possible = [joined]
    for move in possible:
        for give in move.gives:
            yield move, _placed(net, _rest(move, marking), give)


def _moves_at(net: Net, marking: int) -> Iterator[Move]:
    left = marking
    while left:
        lowest = left & -left
        yield from net.moves.get(lowest, ())
        left ^= lowest


def _may_go(move: Move, marking: int) -> bool:
    return marking & move.takes == move.takes and not marking & move.unless


def _rest(move: Move, marking: int) -> int:
    return marking & ~move.takes & ~move.clears


def _placed(net: Net, rest: int, give: int) -> int:
    if twice := rest & give:
        place = net.places[(twice & -twice).bit_length() - 1]
        what = f"two tokens meet: {place.label} can be reached again before what came over it first has gone on"
        mend = "Bring ways that run side by side together in a parallel or inclusive gateway before it."
        raise Unplayable("two_tokens", place.line, what, mend)
    return rest | give


def _joined(join: Join, marking: int) -> Move | None:
    """The move of an inclusive gateway that has all it waits for."""
    here = coming = also = 0
    for bit, upstream in join.into:
        if marking & bit:
            here |= bit
            also |= upstream
        else:
            coming |= marking & upstream
    if not here:
        return None
    if not coming:
        return Move(join.node, here, join.gives)
    if not coming & ~also:
        what = f"whether {join.node.label} waits hangs on timing: what it waits for can also come where a token is"
        mend = "Split with an inclusive gateway what it joins, and nothing else."
        raise Unplayable("join_undecided", join.node.line, what, mend)
    return None


def refuse_what_never_ends(net: Net, played: Played, refusals: Refusals) -> None:
    """Note the gateways that wait for ever, or a place from which no end can be reached."""
    before: dict[int, list[int]] = {}
    for marking, moves in played.after.items():
        for _, to in moves:
            before.setdefault(to, []).append(marking)
    ends, ahead = {OVER}, [OVER]
    while ahead:
        for marking in before.get(ahead.pop(), ()):
            if marking not in ends:
                ends.add(marking)
                ahead.append(marking)
    lost = [marking for marking in played.after if marking not in ends]
    waits = {node.id: node for marking in lost if not played.after[marking] for node in _waiting(net, marking)}
    for node in waits.values():
        what = f"{node.label} can wait for ever: not every way into it need be taken"
        mend = "Join with the kind of gateway that splits: exclusive, inclusive or parallel."
        refusals.add("never_ends", node.line, what, mend)
    if lost and not waits:
        node = next(move.node for marking in lost for move, _ in played.after[marking])
        what = f"from {node.label} on no end can be reached"
        refusals.add("never_ends", node.line, what, "Draw a way out of the loop to an end event.")


def _waiting(net: Net, marking: int) -> Iterator[FlowNode]:
    for moves in net.moves.values():
        yield from (move.node for move in moves if marking & move.takes and marking & move.takes != move.takes)
    yield from (join.node for join in net.joins if any(marking & bit for bit, _ in join.into))


def refuse_what_is_never_done(net: Net, played: Played, refusals: Refusals) -> None:
    """Note the steps to which no case can come."""
    done = {move.node.id for moves in played.after.values() for move, _ in moves}
    steps = {move.node.id: move.node for moves in net.moves.values() for move in moves if move.is_step}
    for node in steps.values():
        if node.id not in done:
            what = f"no case can come to {node.label}"
            refusals.add("never_done", node.line, what, "Draw a way to it, or take it out.")


def diagram_of(played: Played, steps: tuple[str, ...], step_of: Mapping[str, str]) -> Diagram:
    """The order of steps. Its states are the beginning, and each marking that a step leads to.

    `step_of` are the steps by the id of their node. Raises PathTooLarge.
    """
    numbers: dict[tuple[int, ...], int] = {played.begins: 0}
    ways: dict[tuple[int, str, int], None] = {}
    last: list[int] = []
    seen = 0
    for state in (ahead := [played.begins]):
        number = numbers[state]
        settled = _settled(played, state)
        seen += len(settled)
        if OVER in settled:
            last.append(number)
        for marking in settled:
            for move, to in played.after[marking]:
                if move.is_step:
                    if (to,) not in numbers:
                        ahead.append((to,))
                    way = (number, step_of[move.node.id], numbers.setdefault((to,), len(numbers)))
                    ways[way] = None
        if len(ways) > MOST_WAYS or seen > MOST_WAYS:
            raise PathTooLarge
    return Diagram(Drawing(steps, tuple(ways), tuple(last)))


def _settled(played: Played, markings: tuple[int, ...]) -> dict[int, None]:
    """The markings, and all that follow from them without a step."""
    found = dict.fromkeys(markings)
    ahead = list(found)
    for marking in ahead:
        for move, to in played.after[marking]:
            if not move.is_step and to not in found:
                found[to] = None
                ahead.append(to)
    return found

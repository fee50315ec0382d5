"""A process as moves of tokens between places: one place a flow, one for each sub-process at work.

A marking is a whole number with one bit a place: so no place holds more than one token, which `token_game` watches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import or_

from desirepath.connectors.bpmn.graph import FlowNode, Level, Meaning, Repeats, SequenceFlow
from desirepath.observe.automaton import MOST_STATES, PathTooLarge


@dataclass(frozen=True, slots=True)
class Move:
    """What a node may do: take the tokens of all places `takes`, and give those of one of `gives`.

    Only while no place of `unless` has a token. `clears` loses its tokens as well. A move that is a step is done by
    people; all others take no time.
    """

    node: FlowNode
    takes: int
    gives: tuple[int, ...]
    is_step: bool = False
    unless: int = 0
    clears: int = 0


@dataclass(frozen=True, slots=True)
class Join:
    """An inclusive gateway with several flows into it, and for each the places from which it can be reached."""

    node: FlowNode
    into: tuple[tuple[int, int], ...]
    gives: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What holds a token, as messages call it."""

    label: str
    line: int


@dataclass(slots=True)
class Net:
    """All moves of a process, each filed under one of its places. `begins` are the markings that it may begin with."""

    begins: tuple[int, ...] = ()
    places: list[Place] = field(default_factory=list)
    moves: dict[int, list[Move]] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)

    def place(self, label: str, line: int) -> int:
        """A new place."""
        self.places.append(Place(label, line))
        return 1 << (len(self.places) - 1)

    def add(self, move: Move) -> None:
        """File a move."""
        self.moves.setdefault(move.takes & -move.takes, []).append(move)


def net_of(process: Level) -> Net:
    """The net of a process. Raises PathTooLarge where a split has too many ways out."""
    net = Net()
    net.begins, _ = _lay_out(process, net)
    return net


def _lay_out(level: Level, net: Net) -> tuple[tuple[int, ...], int]:
    """Add a level to the net; the markings that it may begin with, and all its places."""
    laid = _LaidOut(level, net)
    for node in level.nodes:
        for move in laid.moves_of(node):
            net.add(move)
        if node.meaning is Meaning.SOME_WAYS and len(laid.into(node)) > 1:
            net.joins.append(laid.join_of(node))
    begins = tuple(begin for node in level.starts for begin in laid.out_of(node))
    return begins or (_all(laid.entry.values()),), laid.everything


def _all(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


class _LaidOut:
    """One level with its places, and what its nodes may do."""

    def __init__(self, level: Level, net: Net) -> None:
        self._level = level
        self._bit = {flow.number: net.place(flow.label, flow.line) for flow in level.flows}
        begun = () if level.starts else level.entries
        self.entry = {node.id: net.place(f"the beginning at {node.label}", node.line) for node in begun}
        self._busy = {
            node.id: net.place(node.label, node.line)
            for node in level.nodes
            if node.inside is not None or node.repeats is Repeats.ANY_NUMBER
        }
        self._inside = {node.id: _lay_out(node.inside, net) for node in level.nodes if node.inside is not None}
        own = (*self._bit.values(), *self.entry.values(), *self._busy.values())
        self.everything = _all(own) | _all(places for _, places in self._inside.values())

    def into(self, node: FlowNode) -> list[int]:
        """The places of what leads into a node."""
        flows = [self._bit[flow.number] for flow in self._level.flows_into[node.id]]
        return [*flows, *([self.entry[node.id]] if node.id in self.entry else [])]

    def out_of(self, node: FlowNode) -> tuple[int, ...]:
        """What a node may give when it is done."""
        flows = self._level.flows_from[node.id]
        match node.meaning:
            case Meaning.ONE_WAY:
                return tuple(self._bit[flow.number] for flow in flows) or (0,)
            case Meaning.SOME_WAYS:
                return self._some(flows, [flow for flow in flows if flow.number != node.default], node.default)
            case Meaning.WORK | Meaning.WITHIN:
                return self._some(flows, [flow for flow in flows if flow.conditional], node.default)
        return (_all(self._bit[flow.number] for flow in flows),)

    def _some(
        self, flows: Iterable[SequenceFlow], asked: Sequence[SequenceFlow], default: int | None
    ) -> tuple[int, ...]:
        """All flows that ask no condition, and some of those that do; the default flow where no condition holds."""
        choices = [self._bit[flow.number] for flow in asked if flow.number != default]
        if 2 ** len(choices) > MOST_STATES:
            raise PathTooLarge
        always = _all(self._bit[flow.number] for flow in flows if flow not in asked and flow.number != default)
        some = (one for size in range(1, len(choices) + 1) for one in combinations(choices, size))
        taken = [always | _all(one) for one in some]
        if default is not None:
            return (always | self._bit[default], *taken)
        return (always, *taken) if always or not choices else tuple(taken)

    def moves_of(self, node: FlowNode) -> Iterator[Move]:
        """The moves of a node; none for a start event, and for an inclusive gateway that joins."""
        into, out = self.into(node), self.out_of(node)
        match node.meaning:
            case Meaning.START:
                return
            case Meaning.WORK:
                yield from self._work(node, into, out)
            case Meaning.WITHIN:
                yield from self._sub_process(node, into, out)
            case Meaning.ALL_WAYS:
                yield Move(node, _all(into), out)
            case Meaning.SOME_WAYS if len(into) > 1:
                return
            case meaning:
                cleared = self.everything if meaning is Meaning.TERMINATE else 0
                yield from (Move(node, bit, out, clears=cleared) for bit in into)

    def _work(self, node: FlowNode, into: Iterable[int], out: tuple[int, ...]) -> Iterator[Move]:
        again = self._busy.get(node.id)
        for bit in into:
            if again is not None:
                yield Move(node, bit, (*out, again))
            else:
                repeated = () if node.repeats is Repeats.ONCE else (bit,)
                yield Move(node, bit, (*out, *repeated), is_step=True)
        if again is not None:
            yield Move(node, again, (*out, again), is_step=True)

    def _sub_process(self, node: FlowNode, into: Iterable[int], out: tuple[int, ...]) -> Iterator[Move]:
        (begin,), places = self._inside[node.id]
        busy = self._busy[node.id]
        skipped = out if node.repeats is Repeats.ANY_NUMBER else ()
        for bit in into:
            yield Move(node, bit, (busy | begin, *skipped))
        again = () if node.repeats is Repeats.ONCE else (busy | begin,)
        yield Move(node, busy, (*out, *again), unless=places)

    def join_of(self, node: FlowNode) -> Join:
        """An inclusive gateway that joins, and from where each flow into it can be reached without passing it."""
        flows = self._level.flows_into[node.id]
        reached = [(self._bit[flow.number], self._upstream(flow, node.id)) for flow in flows]
        entry = [(self.entry[node.id], 0)] if node.id in self.entry else []
        return Join(node, (*reached, *entry), self.out_of(node))

    def _upstream(self, flow: SequenceFlow, join: str) -> int:
        found, ahead, seen = 0, [flow.source], {join}
        while ahead:
            node = ahead.pop()
            if node not in seen:
                seen.add(node)
                into = self._level.flows_into[node]
                found |= _all(self._bit[one.number] for one in into)
                found |= self.entry.get(node, 0) | self._busy.get(node, 0)
                ahead.extend(one.source for one in into)
        return found

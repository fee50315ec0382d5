"""A player of BPMN that shares nothing with the program: sets of tokens, several on one flow, all orders tried.

It knows tasks, events and gateways of one level, straight from the XML. A marking is the sorted flows that have a
token, each as often as it has one.
"""

import itertools
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tests.bpmn.draw import MODEL

Marking = tuple[str, ...]
MOST_MARKINGS = 3_000


class TooMany(Exception):
    """More markings than are tried."""


@dataclass(frozen=True, eq=False)
class Model:
    """Kinds and names of nodes, ends of flows."""

    kinds: dict[str, str]
    names: dict[str, str]
    ends: dict[str, tuple[str, str]]
    into: dict[str, list[str]]
    out: dict[str, list[str]]
    asked: set[str]


def model_of(xml: str) -> Model:
    """The one process of a file."""
    [process] = ET.fromstring(xml).iter(f"{{{MODEL}}}process")  # noqa: S314 - the tests made it
    nodes = {one.attrib["id"]: one for one in process if not one.tag.endswith("sequenceFlow")}
    flows = {
        one.attrib["id"]: (one.attrib["sourceRef"], one.attrib["targetRef"])
        for one in process
        if one.tag.endswith("sequenceFlow")
    }
    kinds = {node: one.tag.rpartition("}")[2] for node, one in nodes.items()}
    for node, one in nodes.items():
        if any(child.tag.endswith("terminateEventDefinition") for child in one):
            kinds[node] = "terminate"
    return Model(
        kinds,
        {node: one.attrib.get("name", "") for node, one in nodes.items()},
        flows,
        {node: [flow for flow, (_, target) in flows.items() if target == node] for node in nodes},
        {node: [flow for flow, (source, _) in flows.items() if source == node] for node in nodes},
        {one.attrib["id"] for one in process if any(child.tag.endswith("conditionExpression") for child in one)},
    )


def begins(model: Model) -> set[Marking]:
    """The markings after each start event."""
    return {tuple(sorted(model.out[node])) for node, kind in model.kinds.items() if kind == "startEvent"}


@lru_cache(maxsize=20_000)
def moves(model: Model, marking: Marking) -> tuple[tuple[str, str, Marking], ...]:
    """All that may happen next: the kind of the node, the step or nothing, the marking after it."""
    return tuple(_moves(model, marking))


def _moves(model: Model, marking: Marking) -> Iterator[tuple[str, str, Marking]]:
    for node, kind in model.kinds.items():
        into, out = model.into[node], model.out[node]
        here = [flow for flow in into if flow in marking]
        match kind:
            case "startEvent":
                continue
            case "parallelGateway":
                if here == into:
                    yield kind, "", moved(marking, into, out)
            case "inclusiveGateway":
                if here and has_all_it_waits_for(model, node, marking):
                    for size in range(1, len(out) + 1):
                        for chosen in itertools.combinations(out, size):
                            yield kind, "", moved(marking, here, chosen)
            case "exclusiveGateway":
                for flow, chosen in itertools.product(here, out):
                    yield kind, "", moved(marking, [flow], [chosen])
            case "terminate":
                if here:
                    yield kind, "", ()
            case _:
                step = model.names[node] if kind == "task" else ""
                for flow, taken in itertools.product(here, some_of(model, out) if step else [out]):
                    yield kind, step, moved(marking, [flow], taken)


def some_of(model: Model, out: list[str]) -> list[list[str]]:
    """What may be taken of the flows out of a task: those that ask nothing, beside any of those that do."""
    asked = [flow for flow in out if flow in model.asked]
    always = [flow for flow in out if flow not in model.asked]
    some = (list(one) for size in range(len(asked) + 1) for one in itertools.combinations(asked, size))
    return [[*always, *one] for one in some if always or one or not out]


def moved(marking: Marking, taken: Iterable[str], given: Iterable[str]) -> Marking:
    left = Counter(marking)
    left.subtract(taken)
    left.update(given)
    return tuple(sorted(left.elements()))


def has_all_it_waits_for(model: Model, join: str, marking: Marking) -> bool:
    """The standard's words: every token that can reach an empty flow into the join can also reach one with a token."""
    reach = {flow: reached_from(model, flow, join) for flow in set(marking)}
    empty = {flow for flow in model.into[join] if flow not in marking}
    full = set(model.into[join]) - empty
    return all(reached & full for reached in reach.values() if reached & empty)


def reached_from(model: Model, flow: str, join: str) -> set[str]:
    """The flows into the join on paths that begin with the flow and do not visit the join before their end."""
    found: set[str] = set()
    ahead = [flow]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            target = model.ends[one][1]
            ahead += [] if target == join else model.out[target]
    return found & set(model.into[join])


def at_rest(model: Model, marking: Marking) -> set[Marking]:
    """The markings to which one comes while no step is done and gateways take no time, whatever goes first.

    An inclusive gateway that joins goes on when nothing else can.
    """
    found: set[Marking] = set()
    seen = {marking}
    ahead = [marking]
    while ahead:
        one = ahead.pop()
        silent = [(kind, to) for kind, step, to in moves(model, one) if not step]
        prompt = [to for kind, to in silent if kind != "inclusiveGateway"]
        following = prompt or [to for _, to in silent]
        if not following:
            found.add(one)
        ahead += [to for to in set(following) if to not in seen]
        seen |= set(following)
    return found


def words(model: Model, most: int) -> set[str]:
    """The words of one-letter steps up to a length, gateways taking no time."""
    return _words(model, most, lambda marking: at_rest(model, marking))


def words_whatever_the_time(model: Model, most: int) -> set[str]:
    """Likewise, with gateways that take their time: whatever can happen next may be what happens next."""

    def later(marking: Marking) -> set[Marking]:
        seen = {marking}
        ahead = [marking]
        for one in ahead:
            following = {to for _, step, to in moves(model, one) if not step} - seen
            seen |= following
            ahead += following
            if len(seen) > MOST_MARKINGS:
                raise TooMany
        return seen

    return _words(model, most, later)


def _words(model: Model, most: int, later: Callable[[Marking], set[Marking]]) -> set[str]:
    found: set[str] = set()
    later = cache(later)
    layer = {("", after) for marking in begins(model) for after in later(marking)}
    for _ in range(most + 1):
        found |= {word for word, marking in layer if not marking}
        steps = {(word + step, to) for word, marking in layer for _, step, to in moves(model, marking) if step}
        layer = {(word, after) for word, to in steps for after in later(to)}
        if len(layer) > MOST_MARKINGS:
            raise TooMany
    return found


def all_markings(model: Model) -> dict[Marking, set[tuple[str, Marking]]]:
    """Every marking that can come, with what may follow; stops where two tokens are on one flow."""
    found: dict[Marking, set[tuple[str, Marking]]] = {}
    ahead = list(begins(model))
    while ahead:
        marking = ahead.pop()
        if marking in found:
            continue
        twice = len(set(marking)) < len(marking)
        found[marking] = set() if twice else {(step, to) for _, step, to in moves(model, marking)}
        ahead += [to for _, to in found[marking]]
        if len(found) > MOST_MARKINGS:
            raise TooMany
    return found


def ends_from_everywhere(found: dict[Marking, set[tuple[str, Marking]]]) -> bool:
    """Whether from every marking the end can be reached."""
    before: dict[Marking, set[Marking]] = {}
    for one, after in found.items():
        for _, to in after:
            before.setdefault(to, set()).add(one)
    good: set[Marking] = {()}
    ahead: list[Marking] = [()]
    while ahead:
        more = before.get(ahead.pop(), set()) - good
        good |= more
        ahead += more
    return set(found) <= good

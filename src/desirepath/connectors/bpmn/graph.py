"""A BPMN process as frozen values: nodes, the flows between them, and levels inside levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Meaning(Enum):
    """What a node does with the tokens that come to it."""

    WORK = "is one step"
    WITHIN = "has a level of its own"
    START = "begins"
    END = "takes its token away"
    TERMINATE = "takes all tokens of its level away"
    ONE_WAY = "sends each token on over one flow"
    SOME_WAYS = "waits for what may still come, and sends on over one flow or more"
    ALL_WAYS = "waits for all, and sends on over all flows"
    ON = "sends each token on"


class Repeats(Enum):
    """How often an activity is done when its turn comes."""

    ONCE = "once"
    ONCE_OR_MORE = "once or more"
    ANY_NUMBER = "any number of times, or never"


@dataclass(frozen=True, slots=True)
class FlowNode:
    """An activity, event or gateway; `label` is what messages call it.

    `default` is the number of its default flow, `inside` the level of a sub-process. Ids differ within a file.
    """

    id: str
    name: str
    label: str
    line: int
    meaning: Meaning
    repeats: Repeats = Repeats.ONCE
    default: int | None = None
    inside: Level | None = None


@dataclass(frozen=True, slots=True)
class SequenceFlow:
    """A way from one node to another, by their ids. `number` tells the flows of one level apart."""

    number: int
    label: str
    line: int
    source: str
    target: str
    conditional: bool


@dataclass(frozen=True)
class Level:
    """A process, or the inside of a sub-process: nodes and flows in the order of the file."""

    nodes: tuple[FlowNode, ...]
    flows: tuple[SequenceFlow, ...]

    @cached_property
    def flows_from(self) -> Mapping[str, tuple[SequenceFlow, ...]]:
        """The flows that leave each node, by its id."""
        return self._flows_by(lambda flow: flow.source)

    @cached_property
    def flows_into(self) -> Mapping[str, tuple[SequenceFlow, ...]]:
        """The flows that lead into each node, by its id."""
        return self._flows_by(lambda flow: flow.target)

    @cached_property
    def starts(self) -> tuple[FlowNode, ...]:
        """The start events."""
        return tuple(node for node in self.nodes if node.meaning is Meaning.START)

    @cached_property
    def entries(self) -> tuple[FlowNode, ...]:
        """Where work begins: at the start events, else at everything that no flow leads into."""
        return self.starts or tuple(node for node in self.nodes if not self.flows_into[node.id])

    def _flows_by(self, end: Callable[[SequenceFlow], str]) -> Mapping[str, tuple[SequenceFlow, ...]]:
        found: dict[str, list[SequenceFlow]] = {node.id: [] for node in self.nodes}
        for flow in self.flows:
            found[end(flow)].append(flow)
        return {node: tuple(flows) for node, flows in found.items()}

"""Paths drawn as BPMN in many ways: other gateways, joins left out, detours, sub-processes, prefixes, orders."""

import itertools
import random
from dataclasses import dataclass, field

from desirepath.vocabulary.path import AnyNumber, AnyOrder, AtLeastOnce, Either, InOrder, Maybe, One, Path
from tests.bpmn.draw import MODEL

KINDS = ("task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "callActivity")
NOTHING_ABOUT_ORDER = (
    '<{p}dataObject id="d{n}"/>',
    '<{p}dataObjectReference id="d{n}" dataObjectRef="x"/>',
    '<{p}textAnnotation id="d{n}"><{p}text>The user tasks come first.</{p}text></{p}textAnnotation>',
    '<{p}association id="d{n}" sourceRef="a" targetRef="b"/>',
    '<{p}group id="d{n}"/>',
    "<{p}extensionElements><task/><{p}task/></{p}extensionElements>",
)


def random_path(dice: random.Random, depth: int) -> Path:
    """A path of few steps; one step may stand in several places."""
    if depth == 0 or dice.random() < 0.2:
        return One(dice.choice("abcde"))
    kind = dice.choice([InOrder, InOrder, Either, AnyOrder, Maybe, AnyNumber, AtLeastOnce])
    if kind in (InOrder, Either, AnyOrder):
        return kind(tuple(random_path(dice, depth - 1) for _ in range(dice.choice([2, 2, 3]))))
    return kind(random_path(dice, depth - 1))


@dataclass
class Artist:
    """Draws paths. Each part is drawn from one node to another, which it gets and gives by id."""

    dice: random.Random
    elements: list[str] = field(default_factory=list)
    numbers: int = 0

    def __post_init__(self) -> None:
        self.p = self.dice.choice(["", "bpmn:", "semantic:", "m2:"])

    def new(self) -> int:
        self.numbers += 1
        return self.numbers

    def node(self, kind: str, name: str = "", attributes: str = "", inside: str = "") -> str:
        node = f"n{self.new()}"
        named = f' name="{name}"' if name else ""
        self.elements.append(f'<{self.p}{kind} id="{node}"{named}{attributes}>{inside}</{self.p}{kind}>')
        return node

    def flow(self, source: str, target: str) -> None:
        """A flow, or one with a gateway or an event in it that changes nothing."""
        if self.dice.random() < 0.1:
            kind = self.dice.choice(
                ["exclusiveGateway", "parallelGateway", "inclusiveGateway", "intermediateThrowEvent"]
            )
            detour = self.node(kind)
            self.flow(source, detour)
            source = detour
        self.elements.append(f'<{self.p}sequenceFlow id="n{self.new()}" sourceRef="{source}" targetRef="{target}"/>')

    def part(self, path: Path) -> tuple[str, str]:
        """A part of the path, from its first node to its last one."""
        if self.dice.random() < 0.08:
            return self.sub_process(path)
        match path:
            case One(step):
                node = self.node(self.dice.choice(KINDS), step)
                return node, node
            case InOrder(parts):
                drawn = [self.part(part) for part in parts]
                for (_, before), (after, _) in itertools.pairwise(drawn):
                    self.flow(before, after)
                return drawn[0][0], drawn[-1][1]
            case Either(parts):
                return self.between("exclusiveGateway", [self.part(part) for part in parts])
            case AnyOrder(parts):
                return self.between("parallelGateway", [self.part(part) for part in parts])
            case Maybe(part):
                return self.between("exclusiveGateway", [self.part(part)], way_past=True)
            case AtLeastOnce(One(step)) if self.dice.random() < 0.5:
                marker = self.dice.choice(["standardLoop", "multiInstanceLoop"])
                node = self.node("task", step, inside=f"<{self.p}{marker}Characteristics/>")
                return node, node
            case AnyNumber(One(step)) if self.dice.random() < 0.5:
                inside = f'<{self.p}standardLoopCharacteristics testBefore="true"/>'
                node = self.node("task", step, inside=inside)
                return node, node
            case AtLeastOnce(part):
                before, after = self.node("exclusiveGateway"), self.node("exclusiveGateway")
                self.between_two(before, after, [self.part(part)])
                self.flow(after, before)
                return before, after
            case AnyNumber(part):
                return self.any_number(part)

    def any_number(self, part: Path) -> tuple[str, str]:
        """A gateway to which the part leads back, or a way past a part that may be repeated."""
        if self.dice.random() < 0.5:
            return self.between("exclusiveGateway", [self.part(AtLeastOnce(part))], way_past=True)
        before, after = self.node("exclusiveGateway"), self.node("exclusiveGateway")
        self.between_two(before, before, [self.part(part)])
        self.flow(before, after)
        return before, after

    def between(self, kind: str, parts: list[tuple[str, str]], *, way_past: bool = False) -> tuple[str, str]:
        """Parts side by side between two gateways."""
        before, after = self.node(kind), self.node(kind)
        self.between_two(before, after, parts)
        if way_past:
            self.flow(before, after)
        return before, after

    def between_two(self, before: str, after: str, parts: list[tuple[str, str]]) -> None:
        self.dice.shuffle(parts)
        for first, last in parts:
            self.flow(before, first)
            self.flow(last, after)

    def sub_process(self, path: Path) -> tuple[str, str]:
        """The part in a sub-process; side by side it may go without gateways, and everything without events."""
        outer, self.elements = self.elements, []
        parts = path.parts if isinstance(path, AnyOrder) and self.dice.random() < 0.5 else (path,)
        drawn = [self.part(part) for part in parts]
        if self.dice.random() < 0.5 and all(self.free(*ends) for ends in drawn):
            pass
        else:
            start = self.node("startEvent")
            for first, last in drawn:
                self.flow(start, first)
                self.flow(last, self.node("endEvent"))
        inside = "".join(self.shuffled(self.elements))
        self.elements = outer
        node = self.node("subProcess", "inside", inside=inside)
        return node, node

    def free(self, first: str, last: str) -> bool:
        """Whether no flow of the part leads back into its first node, or out of its last one."""
        text = "".join(self.elements)
        return f'targetRef="{first}"' not in text and f'sourceRef="{last}"' not in text

    def shuffled(self, elements: list[str]) -> list[str]:
        """The elements in another order, with others between them that say nothing."""
        elements = [*elements]
        if self.dice.random() < 0.5:
            elements.append(self.dice.choice(NOTHING_ABOUT_ORDER).format(p=self.p, n=f"n{self.new()}"))
        self.dice.shuffle(elements)
        return elements

    def model(self, path: Path) -> str:
        """A whole file."""
        first, last = self.part(path)
        if self.dice.random() < 0.7 or not self.free(first, last):
            self.flow(self.node("startEvent"), first)
            self.flow(last, self.node("endEvent"))
        return self.file()

    def file(self) -> str:
        """What has been drawn, as a file."""
        body = "\n".join(self.shuffled(self.elements))
        name = f"xmlns:{self.p[:-1]}" if self.p else "xmlns"
        p = self.p
        return (
            f'<?xml version="1.0"?>\n<{p}definitions {name}="{MODEL}"><{p}process id="P">\n{body}\n'
            f"</{p}process><{p}collaboration><{p}participant/></{p}collaboration></{p}definitions>"
        )

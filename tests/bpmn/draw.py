"""BPMN drawn from a few lines of text, one element a line, so that tests show what they are about.

start s                     a kind (or its short name), an id, a name if it is not the id
task a Approve it !loop     `!` puts an element inside: a trigger, a marker
boundaryEvent b @attachedToRef=a
sub p {                     what follows lies inside, up to `}`
s > a > e                   flows; `>?` has a condition, `>*` is the default
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

from desirepath.connectors.bpmn import BpmnModel, read_bpmn
from desirepath.observe.automaton import Automaton, automaton_of
from desirepath.vocabulary.path import Path as Order

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SHORT = {
    "start": "startEvent",
    "end": "endEvent",
    "xor": "exclusiveGateway",
    "and": "parallelGateway",
    "or": "inclusiveGateway",
    "sub": "subProcess",
    "throw": "intermediateThrowEvent",
    "catch": "intermediateCatchEvent",
}
INSIDE = {
    "loop": "<standardLoopCharacteristics/>",
    "while": '<standardLoopCharacteristics testBefore="true"/>',
    "at_once": "<multiInstanceLoopCharacteristics/>",
    "in_turn": '<multiInstanceLoopCharacteristics isSequential="true"/>',
}


@dataclass
class Sheet:
    """The lines of a model on their way into XML."""

    lines: list[str] = field(default_factory=list)
    defaults: dict[str, str] = field(default_factory=dict)
    flows: int = 0

    def add(self, text: str) -> None:
        """One line of the drawing."""
        if text == "}":
            self.lines.append("</subProcess>")
        elif re.search(r" >[?*]? ", text):
            self.add_flows(re.split(r" (>[?*]?) ", text))
        elif text:
            self.add_node(text)

    def add_flows(self, parts: list[str]) -> None:
        """A chain of nodes and the signs between them."""
        for source, sign, target in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
            self.flows += 1
            flow = f"f{self.flows}"
            inside = "<conditionExpression/>" if sign == ">?" else ""
            if sign == ">*":
                self.defaults[source] = flow
            self.lines.append(
                f'<sequenceFlow id="{flow}" sourceRef="{source}" targetRef="{target}">{inside}</sequenceFlow>'
            )

    def add_node(self, text: str) -> None:
        """A node with its attributes and what stands in it."""
        kind, node, *words = text.split()
        opens = "{" in words
        inside = [word[1:] for word in words if word.startswith("!")]
        attributes = [word[1:].split("=") for word in words if word.startswith("@")]
        name = " ".join(word for word in words if word[0] not in "!@{") or node
        shown = "".join(f" {key}={quoteattr(value)}" for key, value in [("id", node), ("name", name), *attributes])
        body = "".join(INSIDE.get(one, f"<{one}EventDefinition/>") for one in inside)
        kind = SHORT.get(kind, kind)
        self.lines.append(f"<{kind}{shown} DEFAULT-{node}>{body}" + ("" if opens else f"</{kind}>"))


def drawn(text: str) -> str:
    """The XML of one process, `P`. The first line of the text stands in line 3."""
    sheet = Sheet()
    for line in text.strip().splitlines():
        sheet.add(line.strip())
    body = "\n".join(sheet.lines)
    for node, flow in sheet.defaults.items():
        body = body.replace(f" DEFAULT-{node}>", f' default="{flow}">')
    body = re.sub(r" DEFAULT-[^>]+>", ">", body)
    return f'<definitions xmlns="{MODEL}">\n<process id="P">\n{body}\n</process>\n</definitions>\n'


def read_text(folder: Path, xml: str, process: str | None = None) -> BpmnModel:
    """What the program reads of a model."""
    file = folder / "model.bpmn"
    file.write_text(xml, encoding="utf-8")
    return read_bpmn(file, process)


def words_of(automaton: Automaton, most: int) -> set[tuple[str, ...]]:
    """All words of an automaton up to a length."""
    found: set[tuple[str, ...]] = set()
    layer = [((), 0)]
    for _ in range(most + 1):
        found |= {word for word, state in layer if automaton.accepting[state]}
        layer = [
            ((*word, step), int(automaton.target[state, number]))
            for word, state in layer
            for number, step in enumerate(automaton.steps)
            if automaton.target[state, number] >= 0
        ]
    return found


def words_drawn(folder: Path, text: str, most: int = 6) -> set[str]:
    """The words of a drawing whose steps have one letter, each as one text."""
    return {"".join(word) for word in words_of(automaton_of(read_text(folder, drawn(text)).path), most)}


def same_language(one: Order, other: Order) -> bool:
    """Whether two paths have the same words, however long: their automata never part. Both can always reach an end."""
    left, right = automaton_of(one), automaton_of(other)
    seen = {(0, 0)}
    ahead = [(0, 0)]
    for a, b in ahead:
        if bool(left.accepting[a]) != bool(right.accepting[b]):
            return False
        ways = [_ways(left, a), _ways(right, b)]
        if ways[0].keys() != ways[1].keys():
            return False
        pairs = {(ways[0][step], ways[1][step]) for step in ways[0]} - seen
        seen |= pairs
        ahead.extend(pairs)
    return True


def _ways(automaton: Automaton, state: int) -> dict[str, int]:
    row = automaton.target[state]
    return {step: int(row[number]) for number, step in enumerate(automaton.steps) if row[number] >= 0}

"""What of a BPMN file cannot be read, by name and line, and what to draw instead."""

from __future__ import annotations

from desirepath.connectors.bpmn.xml_tree import Element
from desirepath.vocabulary.errors import Mistake

OR_NOTATION = "or write the order in notation under `path`."
DRAW_INSTEAD = {
    "boundaryEvent": "Draw the way that it opens as one out of an exclusive gateway behind the activity",
    "eventBasedGateway": "Draw it as an exclusive gateway, and each event that the log shows as a task",
    "complexGateway": "Draw it with exclusive, inclusive and parallel gateways",
    "intermediateCatchEvent": "Draw it as a task if the log shows it, else take it out",
    "intermediateThrowEvent": "Draw it as a task if the log shows it, else take its trigger out",
    "linkEventDefinition": "Draw a sequence flow in place of the two links",
    "adHocSubProcess": "Draw the order of its tasks; any order is a parallel gateway",
    "transaction": "Draw it as a sub-process",
    "startEvent": "Draw it without a trigger",
    "endEvent": "Draw it without a trigger, or as a message, signal or terminate end event",
    "eventSubProcess": "Draw its tasks in the flow, behind a gateway",
    "compensation": "Draw it in the flow, or take it out",
    "instantiate": "Draw a start event before it",
    "startQuantity": "Set it to 1",
    "completionQuantity": "Set it to 1",
    "parallelSubProcess": "Let one follow the other, or draw it as one task",
}
_OTHERWISE = "Draw it with tasks, gateways, sub-processes and plain events"


class Refusals:
    """What is refused of one file, as far as it has been read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Mistake] = []

    def add(self, code: str, line: int, what: str, mend: str) -> None:
        """Note one thing that is wrong."""
        self._found.append(Mistake(code=code, what=what, mend=mend, file=self.file, line=line))

    def not_read(self, element: Element, why: str, drawn: str) -> None:
        """Note an element outside the subset. `drawn` is its key in DRAW_INSTEAD."""
        instead = DRAW_INSTEAD.get(drawn, _OTHERWISE)
        self.add("element_not_read", element.line, f"the {element} is not read: {why}", f"{instead}, {OR_NOTATION}")

    def in_order(self) -> tuple[Mistake, ...]:
        """All of them, by line."""
        return tuple(sorted(dict.fromkeys(self._found), key=lambda mistake: mistake.line or 0))

    def __len__(self) -> int:
        return len(self._found)

"""The flow nodes of a process: what is read, what is passed over, what is refused.

Data, lanes, annotations, groups, associations and who does the work say nothing about the order of work. What does
and is not known is refused by id, never guessed. Source: Business Process Model and Notation 2.0.2, OMG 2013.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desirepath.connectors.bpmn.graph import FlowNode, Level, Meaning, Repeats, SequenceFlow
from desirepath.connectors.bpmn.refusals import Refusals
from desirepath.connectors.bpmn.rules import refuse_strange_ends, refuse_unclear_flows
from desirepath.connectors.bpmn.xml_tree import Element, shown

_TASKS = [
    "task",
    "userTask",
    "manualTask",
    "scriptTask",
    "serviceTask",
    "sendTask",
    "receiveTask",
    "businessRuleTask",
    "callActivity",
]
_GATEWAYS = {
    "exclusiveGateway": Meaning.ONE_WAY,
    "inclusiveGateway": Meaning.SOME_WAYS,
    "parallelGateway": Meaning.ALL_WAYS,
}
_EVENTS = ["startEvent", "endEvent", "intermediateThrowEvent", "intermediateCatchEvent", "boundaryEvent"]
_OTHER_NODES = ["subProcess", "transaction", "adHocSubProcess", "eventBasedGateway", "complexGateway"]
FLOW_NODES = frozenset((*_TASKS, *_GATEWAYS, *_EVENTS, *_OTHER_NODES))
PASSED_OVER = frozenset(
    [
        "documentation",
        "auditing",
        "monitoring",
        "property",
        "ioSpecification",
        "ioBinding",
        "laneSet",
        "dataObject",
        "dataObjectReference",
        "dataStoreReference",
        "textAnnotation",
        "association",
        "group",
        "resourceRole",
        "performer",
        "humanPerformer",
        "potentialOwner",
        "correlationSubscription",
        "supports",
        "supportedInterfaceRef",
        "incoming",
        "outgoing",
        "dataInputAssociation",
        "dataOutputAssociation",
        "standardLoopCharacteristics",
        "multiInstanceLoopCharacteristics",
    ]
)
_BEGIN_A_PROCESS = frozenset(("message", "timer", "conditional", "signal"))
_END_QUIETLY = frozenset(("message", "signal", "terminate"))
_NO_STEP_OF_THE_FLOW = (
    ("isForCompensation", "it is done for compensation", "compensation"),
    ("triggeredByEvent", "an event begins it, at any time", "eventSubProcess"),
    ("instantiate", "it begins the process", "instantiate"),
)


def read_level(scope: Element, ids: Mapping[str, Element], refusals: Refusals, *, top: bool = True) -> Level:
    """The nodes and flows of a process or sub-process. What is refused stands in it as a node that sends on.

    `ids` are the elements of the whole file by id.
    """
    before = len(refusals)
    read = [
        _node(element, ids, refusals, top=top)
        for element in scope.inside
        if element.kind not in PASSED_OVER and element.kind != "sequenceFlow"
    ]
    drawn = list(scope.each("sequenceFlow"))
    defaults = _defaults(scope, drawn)
    nodes = {node.id: replace(node, default=defaults.get(node.id)) for node in read if node is not None}
    flows = [_flow(number, element, nodes, ids, refusals) for number, element in enumerate(drawn)]
    _refuse_other_ends(scope, drawn, ids, refusals)
    level = Level(tuple(nodes.values()), tuple(flow for flow in flows if flow is not None))
    refuse_unclear_flows(level, refusals)
    if len(refusals) == before:
        refuse_strange_ends(level, refusals, top=top)
    return level


def _defaults(scope: Element, drawn: Sequence[Element]) -> dict[str, int]:
    """The number of each node's default flow, by the node's id; -1 where it has one that is not in the level."""
    number_of = {element.id: number for number, element in enumerate(drawn) if element.id}
    named = {element.id: element.attributes.get("default", "").strip() for element in scope.inside}
    return {node: number_of.get(flow, -1) for node, flow in named.items() if flow}


def triggers_of(event: Element, ids: Mapping[str, Element]) -> frozenset[str]:
    """What an event waits for or tells: "message", "timer" …; of a definition that cannot be found, its id."""
    named = [element.text.strip() for element in event.each("eventDefinitionRef")]
    referred = [(name, ids.get(name.rpartition(":")[2])) for name in named]
    kinds = [element.kind for element in event.inside if element.kind.endswith("EventDefinition")]
    kinds += [name if element is None else element.kind for name, element in referred]
    return frozenset(kind.removesuffix("EventDefinition") for kind in kinds)


def _node(element: Element, ids: Mapping[str, Element], refusals: Refusals, *, top: bool) -> FlowNode | None:
    if element.kind in FLOW_NODES and not element.id:
        what = f"the {element} cannot be the end of a flow"
        refusals.add("missing_id", element.line, what, "Give it an id, or export the model again.")
        return None
    node = FlowNode(element.id, element.name, f"the {element}", element.line, Meaning.ON)
    if element.kind in _TASKS or element.kind == "subProcess":
        return _activity(node, element, ids, refusals)
    if element.kind in _GATEWAYS:
        return replace(node, meaning=_GATEWAYS[element.kind])
    if element.kind in _EVENTS:
        return _event(node, element, triggers_of(element, ids), refusals, top=top)
    refusals.not_read(element, "it is outside of what is read", element.kind)
    return node


def _event(node: FlowNode, element: Element, triggers: frozenset[str], refusals: Refusals, *, top: bool) -> FlowNode:
    match element.kind:
        case "startEvent" if not triggers or (top and triggers <= _BEGIN_A_PROCESS):
            return replace(node, meaning=Meaning.START)
        case "endEvent" if triggers <= _END_QUIETLY:
            return replace(node, meaning=Meaning.TERMINATE if "terminate" in triggers else Meaning.END)
        case "intermediateThrowEvent" if not triggers:
            return node
    names = ", ".join(shown(name) for name in sorted(triggers))
    where = "" if top or element.kind != "startEvent" else " in a sub-process"
    why = f"its trigger{where} is {names}" if triggers else "it has no trigger"
    refusals.not_read(element, why, "linkEventDefinition" if "link" in triggers else element.kind)
    return node


def _activity(node: FlowNode, element: Element, ids: Mapping[str, Element], refusals: Refusals) -> FlowNode:
    for attribute, why, drawn in _NO_STEP_OF_THE_FLOW:
        if element.says(attribute):
            refusals.not_read(element, why, drawn)
            return node
    for attribute in ("startQuantity", "completionQuantity"):
        if element.attributes.get(attribute, "1").strip() != "1":
            why = f"it takes or gives several tokens at once (`{attribute}`)"
            refusals.not_read(element, why, attribute)
            return node
    node = replace(node, meaning=Meaning.WORK, repeats=_repeats(element))
    if element.kind != "subProcess" or all(child.kind in PASSED_OVER for child in element.inside):
        return node
    if any(not one.says("isSequential") for one in element.each("multiInstanceLoopCharacteristics")):
        refusals.not_read(element, "several of it are at work at once", "parallelSubProcess")
    return replace(node, meaning=Meaning.WITHIN, inside=read_level(element, ids, refusals, top=False))


def _repeats(element: Element) -> Repeats:
    loops = [*element.each("standardLoopCharacteristics")]
    if any(loop.says("testBefore") for loop in loops):
        return Repeats.ANY_NUMBER
    several = [*loops, *element.each("multiInstanceLoopCharacteristics")]
    return Repeats.ONCE_OR_MORE if several else Repeats.ONCE


def _flow(
    number: int,
    element: Element,
    nodes: Mapping[str, FlowNode],
    ids: Mapping[str, Element],
    refusals: Refusals,
) -> SequenceFlow | None:
    ends = [element.attributes.get(end, "").strip() for end in ("sourceRef", "targetRef")]
    lost = [end for end in ends if end not in nodes]
    for end in lost:
        code, what, mend = _lost(end, ids)
        refusals.add(code, element.line, f"the {element} {what}", mend)
    if lost:
        return None
    conditional = any(True for _ in element.each("conditionExpression"))
    return SequenceFlow(number, f"the {element}", element.line, ends[0], ends[1], conditional)


def _lost(end: str, ids: Mapping[str, Element]) -> tuple[str, str, str]:
    found = ids.get(end)
    if not end:
        return "lost_flow", "has an end that is not attached", "Attach both of its ends."
    if found is None:
        return "lost_flow", f"has an end at `{shown(end)}`, which is not there", "Attach both of its ends."
    if found.kind not in FLOW_NODES:
        what = f"has an end at the {found}, which is no activity, event or gateway"
        return "lost_flow", what, "Attach both of its ends."
    what = f"has an end at the {found}, which lies in another process or sub-process"
    return "flow_across", what, "Draw flows within one process or sub-process; end at its border."


def _refuse_other_ends(
    scope: Element, drawn: Sequence[Element], ids: Mapping[str, Element], refusals: Refusals
) -> None:
    """A node's own lists of flows, where it has any, must not say another thing than the flows do."""
    ends = {
        (element.id, kind, element.attributes.get(end, "").strip())
        for element in drawn
        for kind, end in (("incoming", "targetRef"), ("outgoing", "sourceRef"))
    }
    for element in scope.inside:
        for listed in element.each("incoming", "outgoing"):
            flow = listed.text.strip().rpartition(":")[2]
            if element.kind in FLOW_NODES and (flow, listed.kind, element.id) not in ends:
                is_now = "joins other elements" if flow in ids else "is not there"
                what = f"the {element} lists the {listed.kind} flow `{shown(flow)}`, which {is_now}"
                refusals.add("flow_mismatch", listed.line, what, "Export the model again.")

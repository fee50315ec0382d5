"""What the standard asks of a level before its order can be told: where it begins and ends, which flows may be taken.

Source: Business Process Model and Notation 2.0.2, OMG 2013, 10.5.2, 10.5.3 and 13.3.
"""

from __future__ import annotations

from desirepath.connectors.bpmn.graph import FlowNode, Level, Meaning, SequenceFlow
from desirepath.connectors.bpmn.refusals import Refusals

_ENDS = frozenset((Meaning.END, Meaning.TERMINATE))
_MAY_ASK = frozenset((Meaning.WORK, Meaning.WITHIN, Meaning.ONE_WAY, Meaning.SOME_WAYS))
"""What may have conditions on the flows that leave it."""


def refuse_strange_ends(level: Level, refusals: Refusals, *, top: bool) -> None:
    """Note what of a level begins or ends otherwise than the standard has it. A process may have several starts."""
    if len(level.starts) > 1 and not top:
        what = f"{level.starts[1].label} is a second start event in a sub-process"
        refusals.add("two_starts", level.starts[1].line, what, "Draw one, and a gateway behind it.")
    if level.nodes and not level.entries:
        first = level.nodes[0]
        what = f"there is no start event, and flows lead into everything, as into {first.label}"
        refusals.add("no_way_in", first.line, what, "Draw a start event.")
    begins, ends = bool(level.starts), any(node.meaning in _ENDS for node in level.nodes)
    for node in level.nodes:
        into, out = level.flows_into[node.id], level.flows_from[node.id]
        if node.meaning is Meaning.START and into:
            what, mend = f"{into[0].label} leads into {node.label}", "A start event has only flows out of it."
            refusals.add("flow_mismatch", into[0].line, what, mend)
        if node.meaning in _ENDS and out:
            what, mend = f"{out[0].label} leads out of {node.label}", "An end event has only flows into it."
            refusals.add("flow_mismatch", out[0].line, what, mend)
        if not into and node.meaning is not Meaning.START and (begins or node.meaning in _ENDS):
            what, mend = f"no flow leads into {node.label}", "Draw one from where it is to begin, or take it out."
            refusals.add("no_way_in", node.line, what, mend)
        if not out and ends and node.meaning not in _ENDS:
            what, mend = f"no flow leads out of {node.label}", "Draw one to what follows it, or to an end event."
            refusals.add("no_way_out", node.line, what, mend)


def refuse_unclear_flows(level: Level, refusals: Refusals) -> None:
    """Note the flows of which it is not said when they are taken."""
    for node in level.nodes:
        out = level.flows_from[node.id]
        if node.default is not None and node.default not in {flow.number for flow in out}:
            what = f"the default flow of {node.label} does not leave it"
            refusals.add("default_unclear", node.line, what, "Choose one of the flows that do.")
        for flow in out:
            if flow.conditional and node.meaning not in _MAY_ASK:
                what = f"{flow.label} has a condition, but leaves {node.label}, which asks none"
                mend = "Take the condition out, or draw an exclusive or inclusive gateway."
                refusals.add("condition_out_of_place", flow.line, what, mend)
        _refuse_flow_beside_conditions(node, out, refusals)


def _refuse_flow_beside_conditions(node: FlowNode, out: tuple[SequenceFlow, ...], refusals: Refusals) -> None:
    others = [flow for flow in out if flow.number != node.default]
    plain = [flow for flow in others if not flow.conditional]
    if node.meaning is Meaning.SOME_WAYS and 0 < len(plain) < len(others):
        what = f"{plain[0].label} has no condition, but others that leave {node.label} have"
        mend = "Give it one, or make it the default flow."
        refusals.add("condition_unclear", plain[0].line, what, mend)
    if node.meaning in (Meaning.WORK, Meaning.WITHIN) and node.default is not None and plain:
        what = f"{node.label} has a default flow beside {plain[0].label}, which is taken always"
        mend = "Take the default marker out, or give the other a condition."
        refusals.add("default_unclear", node.line, what, mend)

"""A BPMN 2.0 file read into the order of its steps, or refused with everything in it that is not read.

What it reads
    One process: tasks of every kind and call activities, each one step; start and end events, exclusive, inclusive
    and parallel gateways, default and conditional flows, loop and multi-instance markers, sub-processes.

What it passes over
    Data, lanes, annotations, groups, associations, message flows, pools, and how all of it is drawn.

What it refuses
    Everything else, by id and line: what happens to a process from outside has no place in an order of steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desirepath.connectors.bpmn.elements import FLOW_NODES, read_level
from desirepath.connectors.bpmn.graph import Level
from desirepath.connectors.bpmn.net import net_of
from desirepath.connectors.bpmn.refusals import Refusals
from desirepath.connectors.bpmn.step_names import NamedSteps, steps_of
from desirepath.connectors.bpmn.token_game import (
    Unplayable,
    diagram_of,
    play,
    refuse_what_is_never_done,
    refuse_what_never_ends,
)
from desirepath.connectors.bpmn.xml_tree import Element, read_tree, shown
from desirepath.observe.automaton import NOWHERE, PathTooLarge, automaton_of
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.path import Diagram, Drawing
from desirepath.vocabulary.rollout import Step

MOST_STEPS = 1_000
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class BpmnModel:
    """The order of steps that a process draws, and its steps in the order in which the flows come to them."""

    process: str
    path: Diagram
    steps: tuple[Step, ...]


def read_bpmn(file: Path, process: str | None = None) -> BpmnModel:
    """The process of this id, else the only one of the file with anything in it.

    Raises BadInput with all that is wrong, each with its line; OSError where the file cannot be opened.
    """
    root = read_tree(file)
    refusals = Refusals(str(file))
    scope = _chosen(root, process, file)
    level = read_level(scope, _by_id(root, refusals), refusals)
    _raise(refusals)
    named = steps_of(level)
    if not 0 < len(named.steps) <= MOST_STEPS:
        is_now = f"more than {MOST_STEPS:,} steps" if named.steps else "no task, and so no step"
        mend = "Split it." if named.steps else "Draw its steps as tasks."
        refusals.add("no_steps", scope.line, f"the {scope} has {is_now}", mend)
        _raise(refusals)
    return BpmnModel(scope.id, _path(level, named, scope, refusals), named.steps)


def _path(level: Level, named: NamedSteps, scope: Element, refusals: Refusals) -> Diagram:
    try:
        net = net_of(level)
        played = play(net)
        refuse_what_never_ends(net, played, refusals)
        _raise(refusals)
        refuse_what_is_never_done(net, played, refusals)
        _raise(refusals)
        return _smallest(diagram_of(played, tuple(step.id for step in named.steps), named.step_of))
    except Unplayable as unplayable:
        refusals.add(unplayable.code, unplayable.line, unplayable.what, unplayable.mend)
        raise BadInput(*refusals.in_order()) from unplayable
    except PathTooLarge as large:
        mend = "Or draw the steps in the order they mostly have."
        refusals.add("path_too_large", scope.line, f"the {scope}: {large}", mend)
        raise BadInput(*refusals.in_order()) from large


def _smallest(path: Diagram) -> Diagram:
    """The same order with as few states as there can be, one way for each step: it is gone over again and again."""
    automaton = automaton_of(path)
    ways = (
        (state, step, int(to))
        for state, row in enumerate(automaton.target)
        for step, to in zip(automaton.steps, row, strict=True)
        if to != NOWHERE
    )
    last = (state for state, accepting in enumerate(automaton.accepting) if accepting)
    return Diagram(Drawing(automaton.steps, tuple(ways), tuple(last)))


def _raise(refusals: Refusals) -> None:
    if len(refusals):
        raise BadInput(*refusals.in_order())


def _by_id(root: Element, refusals: Refusals) -> Mapping[str, Element]:
    """The elements of the file by id. Two nodes or flows of one id are refused."""
    found: dict[str, Element] = {}
    for element in root.everything():
        first = found.setdefault(element.id, element)
        if first is not element and element.id and {first.kind, element.kind} & {*FLOW_NODES, "sequenceFlow"}:
            what = f"the {element} has the id of the {first} in line {first.line}"
            refusals.add("repeated_id", element.line, what, "Give each an id of its own, or export the model again.")
    return found


def _chosen(root: Element, process: str | None, file: Path) -> Element:
    processes = list(root.each("process"))
    drawn = [one for one in processes if any(element.kind in FLOW_NODES for element in one.inside)]
    wanted = drawn if process is None else [one for one in processes if one.id == process]
    if len(wanted) == 1:
        return wanted[0]
    listed = [f"`{file.name}#{shown(one.id)}`{f' ({shown(one.name)})' if one.name else ''}" for one in drawn]
    there = ", ".join(listed[:_MOST_NAMED]) + (", …" if len(listed) > _MOST_NAMED else "")
    if process is not None:
        code, what = "no_such_process", f"there is no process `{shown(process)}` in it"
        if wanted:
            code, what = "repeated_id", f"several processes have the id `{shown(process)}`"
    elif drawn:
        code, what = "several_processes", f"it has {len(drawn)} processes"
    else:
        code, what = "no_process", "it has no process with an activity, event or gateway in it"
    mend = f"Name one behind the file: {there}." if drawn else "Draw its steps as tasks, and export it again."
    raise BadInput(Mistake(code=code, what=what, mend=mend, file=str(file), line=root.line))

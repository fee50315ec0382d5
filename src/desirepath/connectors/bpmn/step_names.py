"""The steps of a process: one for each name that its tasks have, with an id made of the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desirepath.connectors.bpmn.graph import FlowNode, Level, Meaning
from desirepath.connectors.bpmn.xml_tree import harmless
from desirepath.vocabulary.rollout import Step

LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class NamedSteps:
    """The steps in the order in which the flows first come to them, and each task's step by the task's id."""

    steps: tuple[Step, ...]
    step_of: Mapping[str, str]


def steps_of(process: Level) -> NamedSteps:
    """Tasks of one name are one step; a task without a name goes by its id.

    An activity of the log is a step's if it is called as the task is, or, where no other task is called so, by the
    step's id.
    """
    works = list(_works(process))
    names = {node.name or node.id for node in works}
    taken: dict[str, str] = {}
    for node in works:
        taken.setdefault(node.name or node.id, "")
    for called in taken:
        first = next(node for node in works if (node.name or node.id) == called)
        taken[called] = _unused(slug(first.name) or slug(first.id) or "step", set(taken.values()))
    steps = tuple(
        Step(id=step, title=harmless(called), activities=(called, *(() if step in names else (step,))))
        for called, step in taken.items()
    )
    return NamedSteps(steps, {node.id: taken[node.name or node.id] for node in works})


def slug(name: str) -> str:
    """A name as an id: `Approve request (2nd)` → `approve_request_2nd`. Empty where it has no letter that can stay."""
    apart = unicodedata.normalize("NFKD", name).lower()
    without_marks = "".join(sign for sign in apart if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9_-]+", "_", without_marks).strip("_-")
    if not re.search(r"[a-z]", words):
        return ""
    return (words if words[0].isalpha() else f"step_{words}")[:LONGEST_ID].rstrip("_-")


def _unused(wanted: str, taken: set[str]) -> str:
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted[: LONGEST_ID - len(str(number)) - 1]}_{number}"
    return found


def _works(level: Level) -> Iterator[FlowNode]:
    for node in _in_order(level):
        if node.inside is not None:
            yield from _works(node.inside)
        elif node.meaning is Meaning.WORK:
            yield node


def _in_order(level: Level) -> list[FlowNode]:
    """The nodes, each before what follows it as far as loops allow; then those that nothing leads to."""
    node_of = {node.id: node for node in level.nodes}
    finished: dict[str, None] = {}
    seen: set[str] = set()
    stack = [(node.id, False) for node in level.entries]
    while stack:
        node, done = stack.pop()
        if done:
            finished[node] = None
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((flow.target, False) for flow in level.flows_from[node] if flow.target not in seen)
    met = [node_of[node] for node in reversed(finished)]
    return [*met, *(node for node in level.nodes if node.id not in finished)]

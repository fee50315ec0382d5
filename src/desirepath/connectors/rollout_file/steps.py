"""The steps of one workflow: those of its paths, with what the file tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes, given, quoted
from desirepath.connectors.rollout_file.nodes import Items, Node, Scalar
from desirepath.vocabulary.case import StepKind
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.file_keys import Key
from desirepath.vocabulary.rollout import Step


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step, and each of its activities with the line where the file places it."""

    step: Step
    activities: tuple[tuple[str, int], ...]


def read_steps(
    workflow: Given, named_in: Mapping[str, int], drawn: Mapping[str, Step], mistakes: Mistakes, *, paths_readable: bool
) -> tuple[PlacedStep, ...]:
    """The steps in the order of `named_in` (step of a path to its line), then further entries of the file.

    `drawn` are those that a model draws; the file may say more of them, or otherwise. Where a path could not be
    read, entries that stand in no path are not complained of.
    """
    told = {name.text: (name, node) for name, node in workflow.names("steps")}
    read: dict[str, PlacedStep] = {}
    for name, node in told.values():
        step = _step(name, node, workflow.key("steps"), drawn.get(name.text), mistakes)
        if step is not None:
            read[name.text] = step
    if paths_readable:
        _match_with_the_paths({name.text: name for name, _ in told.values()}, named_in, drawn, mistakes)
    for step_id, line in named_in.items():
        if step_id not in told:
            read[step_id] = _by_default(step_id, line, drawn.get(step_id))
    order = {step_id: place for place, step_id in enumerate(named_in)}
    return tuple(sorted(read.values(), key=lambda placed: order.get(placed.step.id, len(order))))


def _by_default(step_id: str, line: int, drawn: Step | None) -> PlacedStep:
    step = drawn or Step(id=step_id, title=step_id, activities=(step_id,))
    return PlacedStep(step, tuple((activity, line) for activity in step.activities))


def _step(name: Scalar, node: Node, key: Key, drawn: Step | None, mistakes: Mistakes) -> PlacedStep | None:
    if values.identifier(name, Key(name="step", holds="id", meaning="", example="approve"), mistakes) is None:
        return None
    default = _by_default(name.text, name.line, drawn)
    if isinstance(node, Scalar) and node.is_nothing:
        return default
    section = given(node, key, mistakes)
    if section is None:
        return None
    activities = section.read("activities", values.texts)
    if isinstance(listed := section.node("activities"), Items) and not listed.items:
        what = f"step {quoted(name.text)} has no activity"
        mistakes.add("empty", section.line_of("activities"), what, "Name at least one, or remove the key.")
    activities = activities or default.activities
    step = Step(
        id=name.text,
        title=section.read("title", values.text) or default.step.title,
        kind=StepKind(section.read("kind", values.choice) or StepKind.TASK),
        changed=bool(section.read("changed", values.yes_no)),
        activities=tuple(activity for activity, _ in activities),
    )
    return PlacedStep(step, activities)


def _match_with_the_paths(
    told: Mapping[str, Scalar], named_in: Mapping[str, int], drawn: Mapping[str, Step], mistakes: Mistakes
) -> None:
    """Every entry has to stand in a path. One that a path seems to misspell is told where the path is.

    A drawn step is not misspelt: its id is made of its name.
    """
    strays = [step_id for step_id in told if step_id not in named_in]
    for step_id, line in named_in.items():
        misspelt = step_id not in told and step_id not in drawn
        near = get_close_matches(step_id, strays, n=1, cutoff=0.6) if misspelt else []
        if near:
            strays.remove(near[0])
            mistakes.add("unknown_step", line, f"step `{step_id}` is not defined", f"Did you mean `{near[0]}`?")
    for step_id in strays:
        what = f"step {quoted(step_id)} stands in `steps`, but in no path"
        mistakes.add("step_in_no_path", told[step_id], what, did_you_mean(step_id, named_in))

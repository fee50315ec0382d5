"""The approved path widened by one way that people go: the smallest change that accepts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desirepath.console.rollout_form.path_tree import (
    PathNode,
    add_step_after,
    make_optional,
    node_at,
    positions,
    text_of,
    tree_of,
)
from desirepath.observe.automaton import Automaton, PathTooLarge, automaton_of
from desirepath.observe.path_notation import PathMistake, parse_path
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.rollout_keys import ID_PATTERN


def add_variant(path_text: str, steps: Sequence[str]) -> str:
    """The path that accepts exactly this sequence of steps besides all that it accepted before.

    A path that accepts it already comes back as it is. Where one step is missing in the sequence, that step becomes
    optional; where one is extra, it is put in as an optional one; else the sequence is an alternative to the whole
    path. Raises BadInput for a path that cannot be read, no steps, steps without an id, and a path that would become
    too large.
    """
    _refuse_odd_steps(steps)
    tree = tree_of(path_text)
    now = _automaton(path_text)
    if now is not None and now.accepts(steps):
        return path_text
    for wider in _smaller_changes(tree, now, steps):
        text = text_of(wider)
        read = _automaton(text)
        if read is not None and read.accepts(steps):
            return text
    text = text_of(_with_alternative(tree, steps))
    if _automaton(text) is None:
        raise BadInput(
            Mistake(
                code="path_too_large",
                what="the path would become too large with this variant",
                mend="Let fewer steps come in any order, or write the path anew.",
            )
        )
    return text


def _refuse_odd_steps(steps: Sequence[str]) -> None:
    if not steps:
        what = "a variant without steps cannot be accepted"
        raise BadInput(Mistake(code="no_steps", what=what, mend="Choose a variant that has at least one step."))
    for step in steps:
        if not re.fullmatch(ID_PATTERN, step):
            mend = "Place the activity in a step of the workflow first."
            raise BadInput(Mistake(code="wrong_step_id", what=f"`{step}` is not a step id", mend=mend))


def _automaton(path_text: str) -> Automaton | None:
    """The automaton of a path, or None where it is empty or too large."""
    try:
        return automaton_of(parse_path(path_text))
    except (PathMistake, PathTooLarge):
        return None


def _smaller_changes(tree: PathNode, now: Automaton | None, steps: Sequence[str]) -> Iterator[PathNode]:
    """Paths that may accept the sequence, the smallest change first."""
    if now is None:
        return
    places = [(place, node_at(tree, place)) for place in positions(tree)]
    missing = _missing(now, steps)
    by_size = sorted(places, key=lambda one: (len(_steps_in(one[1])), one[0].count(".")))
    for place, node in by_size:
        # An alternative that may be left out is a choice that may be left out, and that is what people write.
        is_alternative = node_at(tree, place.rpartition(".")[0]).kind == "either"
        if not node.optional and not is_alternative and missing & set(_steps_in(node)):
            yield make_optional(tree, place)
    for at in _extra(now, steps):
        yield from _insertions(tree, places, steps, at)


def _missing(now: Automaton, steps: Sequence[str]) -> set[str]:
    """Steps any of which, put in once, makes the sequence a word of the path."""
    gaps = range(len(steps) + 1)
    return {step for step in now.steps if any(now.accepts([*steps[:at], step, *steps[at:]]) for at in gaps)}


def _extra(now: Automaton, steps: Sequence[str]) -> list[int]:
    """Places of steps any of which, left out, makes the sequence a word of the path; the later of equals first."""
    return [at for at in reversed(range(len(steps))) if now.accepts([*steps[:at], *steps[at + 1 :]])]


def _insertions(
    tree: PathNode, places: Sequence[tuple[str, PathNode]], steps: Sequence[str], at: int
) -> Iterator[PathNode]:
    """The path with the extra step put in: behind the step before it, else behind a group that ends with that one."""
    if at == 0:
        new = PathNode(kind="step", step=steps[0], optional=True)
        yield replace(tree, parts=(new, *tree.parts))
        return
    before = steps[at - 1]
    innermost = sorted(places, key=lambda one: -one[0].count("."))
    for place, node in innermost:
        if before in _steps_in(node):
            yield _marked_new(tree, place, steps[at])


def _marked_new(tree: PathNode, place: str, step: str) -> PathNode:
    """The path with an optional step behind a place."""
    wider = add_step_after(tree, place, step)
    outer, _, last = place.rpartition(".")
    beside = f"{outer}.{int(last) + 1}".lstrip(".")
    parent = node_at(tree, outer)
    if parent.kind == "in_order":
        return make_optional(wider, beside)
    inner = node_at(wider, place)
    return make_optional(wider, f"{place}.{len(inner.parts) - 1}")


def _steps_in(node: PathNode) -> list[str]:
    return [node.step] if node.kind == "step" else [step for part in node.parts for step in _steps_in(part)]


def _with_alternative(tree: PathNode, steps: Sequence[str]) -> PathNode:
    variant = PathNode(kind="in_order", parts=tuple(PathNode(kind="step", step=step) for step in steps))
    only = tree.parts[0] if len(tree.parts) == 1 else tree
    is_choice = only.kind == "either" and not only.optional and not only.repeatable
    choices = only.parts if is_choice else (only,) if tree.parts else ()
    return PathNode(kind="either", parts=(*choices, variant))

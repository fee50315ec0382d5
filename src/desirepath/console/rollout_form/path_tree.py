"""The approved path as a nested list that can be edited: a tree, its places, and what can be done at each.

A place is written as numbers from the outside in: "0" is the first entry of the path, "0.2" the third within it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from desirepath.observe.path_notation import PathMistake, parse_path, written
from desirepath.vocabulary.errors import BadInput, Mistake
from desirepath.vocabulary.path import AnyNumber, AnyOrder, AtLeastOnce, Either, InOrder, Maybe, One, Path
from desirepath.vocabulary.rollout_keys import ID_PATTERN

NodeKind: TypeAlias = Literal["step", "in_order", "either", "any_order"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathNode:
    """A step, or parts in order, of which one, or in any order. `step` is empty for groups, `parts` for steps."""

    kind: NodeKind
    step: str = ""
    parts: tuple[PathNode, ...] = ()
    optional: bool = False
    repeatable: bool = False


_Change: TypeAlias = Callable[[tuple[PathNode, ...], int], tuple[PathNode, ...]]
"""What becomes of the parts of a group when something is done with one of them."""


def tree_of(path_text: str) -> PathNode:
    """The path as a list of what comes in order; its parts are what the places count.

    Raises BadInput where the notation cannot be read. An empty text is an empty list.
    """
    if not path_text.strip():
        return PathNode(kind="in_order")
    try:
        node = _node(parse_path(path_text))
    except PathMistake as mistake:
        what = f"{mistake.what} at column {mistake.column}"
        raise BadInput(Mistake(code="unreadable_path", what=what, mend=mistake.mend)) from mistake
    is_list = node.kind == "in_order" and not node.optional and not node.repeatable
    return node if is_list else PathNode(kind="in_order", parts=(node,))


def text_of(node: PathNode) -> str:
    """The tree in notation, with no more parentheses than it needs; empty for an empty list."""
    path = path_of(node)
    return "" if path is None else written(path)


def path_of(node: PathNode) -> Path | None:
    """The tree as a path; None where no step is in it. Groups of one part are that part."""
    path = One(node.step) if node.kind == "step" else _group(node)
    if path is None:
        return None
    if node.optional and node.repeatable:
        return AnyNumber(path)
    return Maybe(path) if node.optional else AtLeastOnce(path) if node.repeatable else path


def _group(node: PathNode) -> Path | None:
    parts = tuple(path for part in node.parts if (path := path_of(part)) is not None)
    if len(parts) < 2:
        return parts[0] if parts else None
    match node.kind:
        case "either":
            return Either(parts)
        case "any_order":
            return AnyOrder(parts)
        case _:
            return InOrder(parts)


def node_at(root: PathNode, position: str) -> PathNode:
    """The node at a place. Raises BadInput where there is none."""
    node = root
    for number in _numbers(position):
        node = _part(node, number, position)
    return node


def positions(root: PathNode) -> tuple[str, ...]:
    """All places of the tree, outer ones before those within."""
    found: list[str] = []
    waiting = [(str(number), part) for number, part in enumerate(root.parts)]
    while waiting:
        place, node = waiting.pop(0)
        found.append(place)
        waiting += [(f"{place}.{number}", part) for number, part in enumerate(node.parts)]
    return tuple(found)


def add_step_after(root: PathNode, position: str, step: str) -> PathNode:
    """A new step behind what stands at the place; at the end of the path where the place is empty.

    Behind one of several alternatives, or of parts in any order, it belongs to that part alone.
    """
    if not re.fullmatch(ID_PATTERN, step):
        mend = "An id is a letter, then letters, digits, `_` or `-`."
        raise BadInput(Mistake(code="wrong_step_id", what=f"`{step}` is not a step id", mend=mend))
    new = PathNode(kind="step", step=step)
    if not position:
        return replace(root, parts=(*root.parts, new))
    return _at_group(root, position, lambda parent, number: _with_step(parent, number, new))


def move_up(root: PathNode, position: str) -> PathNode:
    """What stands at the place, one earlier within its group; the first stays where it is."""
    return _in_parts(root, position, lambda parts, at: _swapped(parts, at - 1) if at else parts)


def move_down(root: PathNode, position: str) -> PathNode:
    """What stands at the place, one later within its group; the last stays where it is."""
    return _in_parts(root, position, lambda parts, at: _swapped(parts, at) if at + 1 < len(parts) else parts)


def make_optional(root: PathNode, position: str) -> PathNode:
    """What stands at the place may be left out."""
    return _marked(root, position, lambda node: replace(node, optional=True))


def make_required(root: PathNode, position: str) -> PathNode:
    """What stands at the place may not be left out."""
    return _marked(root, position, lambda node: replace(node, optional=False))


def make_repeatable(root: PathNode, position: str) -> PathNode:
    """What stands at the place may be done again and again."""
    return _marked(root, position, lambda node: replace(node, repeatable=True))


def make_single(root: PathNode, position: str) -> PathNode:
    """What stands at the place is done once at most."""
    return _marked(root, position, lambda node: replace(node, repeatable=False))


def either_with_next(root: PathNode, position: str) -> PathNode:
    """One of two: what stands at the place, or what follows it in its group. The last has no next, and stays."""
    return _with_next(root, position, "either")


def any_order_with_next(root: PathNode, position: str) -> PathNode:
    """Both in any order: what stands at the place, and what follows it in its group. The last stays as it is."""
    return _with_next(root, position, "any_order")


def take_out_of_group(root: PathNode, position: str) -> PathNode:
    """What stands at the place, out of its group: before it if it was the first in it, else behind it."""
    numbers = _numbers(position)
    node = node_at(root, position)
    if len(numbers) < 2:
        return root
    *outer, at = numbers

    def change(parts: tuple[PathNode, ...], group_at: int) -> tuple[PathNode, ...]:
        group = parts[group_at]
        rest = _tidy(replace(group, parts=group.parts[:at] + group.parts[at + 1 :]))
        pair = (node, *rest) if at == 0 else (*rest, node)
        return parts[:group_at] + pair + parts[group_at + 1 :]

    return _in_parts(root, _place(outer), change)


def remove(root: PathNode, position: str) -> PathNode:
    """The path without what stands at the place; groups that are left empty go with it."""
    return _in_parts(root, position, lambda parts, at: parts[:at] + parts[at + 1 :])


def _node(path: Path) -> PathNode:
    match path:
        case One(step):
            return PathNode(kind="step", step=step)
        case InOrder(parts):
            return PathNode(kind="in_order", parts=tuple(map(_node, parts)))
        case Either(parts):
            return PathNode(kind="either", parts=tuple(map(_node, parts)))
        case AnyOrder(parts):
            return PathNode(kind="any_order", parts=tuple(map(_node, parts)))
        case Maybe(part):
            return replace(_node(part), optional=True)
        case AtLeastOnce(part):
            return replace(_node(part), repeatable=True)
        case AnyNumber(part):
            return replace(_node(part), optional=True, repeatable=True)
    raise ValueError("a drawn model has no notation")


def _numbers(position: str) -> list[int]:
    if not re.fullmatch(r"([0-9]{1,4}(\.[0-9]{1,4})*)?", position):
        raise _nowhere(position)
    return [int(number) for number in position.split(".")] if position else []


def _place(numbers: list[int]) -> str:
    return ".".join(map(str, numbers))


def _part(node: PathNode, number: int, position: str) -> PathNode:
    if number >= len(node.parts):
        raise _nowhere(position)
    return node.parts[number]


def _nowhere(position: str) -> BadInput:
    mend = "The path may have been changed meanwhile: look at it anew."
    return BadInput(Mistake(code="no_such_place", what=f"the path has no place `{position}`", mend=mend))


def _at_group(root: PathNode, position: str, change: Callable[[PathNode, int], PathNode]) -> PathNode:
    """The tree with the group that holds the place changed, and tidied from there outwards."""
    numbers = _numbers(position)
    if not numbers:
        raise _nowhere(position)
    node_at(root, position)
    return _changed(root, numbers, change)


def _changed(node: PathNode, numbers: list[int], change: Callable[[PathNode, int], PathNode]) -> PathNode:
    number, *inner = numbers
    if not inner:
        return change(node, number)
    part = _tidy(_changed(node.parts[number], inner, change))
    return replace(node, parts=node.parts[:number] + part + node.parts[number + 1 :])


def _tidy(node: PathNode) -> tuple[PathNode, ...]:
    """A group as it stands among others: none where it is empty, its only part with the marks of both."""
    if node.kind == "step" or len(node.parts) > 1:
        return (node,)
    return tuple(
        replace(part, optional=part.optional or node.optional, repeatable=part.repeatable or node.repeatable)
        for part in node.parts
    )


def _in_parts(root: PathNode, position: str, change: _Change) -> PathNode:
    return _at_group(root, position, lambda parent, number: replace(parent, parts=change(parent.parts, number)))


def _marked(root: PathNode, position: str, mark: Callable[[PathNode], PathNode]) -> PathNode:
    return _in_parts(root, position, lambda parts, at: (*parts[:at], mark(parts[at]), *parts[at + 1 :]))


def _swapped(parts: tuple[PathNode, ...], at: int) -> tuple[PathNode, ...]:
    return (*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :])


def _with_step(parent: PathNode, number: int, new: PathNode) -> PathNode:
    before, node, after = parent.parts[:number], parent.parts[number], parent.parts[number + 1 :]
    if parent.kind == "in_order":
        return replace(parent, parts=(*before, node, new, *after))
    plain = node.kind == "in_order" and not node.optional and not node.repeatable
    inner = (*node.parts, new) if plain else (node, new)
    return replace(parent, parts=(*before, PathNode(kind="in_order", parts=inner), *after))


def _with_next(root: PathNode, position: str, kind: NodeKind) -> PathNode:
    def joined(node: PathNode) -> tuple[PathNode, ...]:
        is_open = node.kind == kind and not node.optional and not node.repeatable
        return node.parts if is_open else (node,)

    def change(parent: PathNode, at: int) -> PathNode:
        if parent.kind == kind or at + 1 >= len(parent.parts):
            return parent
        group = PathNode(kind=kind, parts=joined(parent.parts[at]) + joined(parent.parts[at + 1]))
        return replace(parent, parts=(*parent.parts[:at], group, *parent.parts[at + 2 :]))

    return _at_group(root, position, change)

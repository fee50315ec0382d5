"""What the buttons of the path editor do: each names an operation and a place of the tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from desirepath.console.rollout_form import path_tree
from desirepath.console.rollout_form.path_tree import PathNode, add_step_after, text_of, tree_of
from desirepath.vocabulary.errors import BadInput, Mistake

OPERATIONS: Mapping[str, Callable[[PathNode, str], PathNode]] = {
    "up": path_tree.move_up,
    "down": path_tree.move_down,
    "optional": path_tree.make_optional,
    "required": path_tree.make_required,
    "repeatable": path_tree.make_repeatable,
    "once": path_tree.make_single,
    "either": path_tree.either_with_next,
    "any_order": path_tree.any_order_with_next,
    "out": path_tree.take_out_of_group,
    "remove": path_tree.remove,
}
ADD = "add"


def operated(path_text: str, asked: str, step: str) -> str:
    """The path after the button `operation:place` was pressed; `step` is the one to add.

    Raises BadInput for a path that cannot be read, a place that it does not have, and a step without an id.
    """
    operation, _colon, place = asked.partition(":")
    tree = tree_of(path_text)
    if operation == ADD:
        if not step:
            what = _("Choose the step to add, or write an id for a new one")
            raise BadInput(Mistake(code="no_step", what=what))
        return text_of(add_step_after(tree, place, step))
    if operation not in OPERATIONS:
        return path_text
    return text_of(OPERATIONS[operation](tree, place))

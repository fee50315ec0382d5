"""The values of one entry of `collect`: properties and literals, held against what their columns can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from desirepath.connectors.rollout_file import values
from desirepath.connectors.rollout_file.given import Given, Mistakes, quoted
from desirepath.connectors.rollout_file.nodes import Node
from desirepath.vocabulary.collect_keys import MAPPED_COLUMNS, SHORT_COLUMNS
from desirepath.vocabulary.collecting import Literal, Taken, Value
from desirepath.vocabulary.errors import did_you_mean
from desirepath.vocabulary.file_keys import Key
from desirepath.vocabulary.rollout import Workflow
from desirepath.vocabulary.tables import Column, Table

_EACH_ITS_OWN = ("case_id", "at", "user_id", "event_id")
"""Columns that are not the same for all events."""


def value_of(node: Node, key: Key, mistakes: Mistakes) -> Value | None:
    """`$name` as a property, `$$` as a text that begins with `$`, anything else as written."""
    said = values.text(node, key, mistakes)
    if said is None:
        return None
    if not said.startswith("$") or said.startswith("$$"):
        return Literal(said[1:] if said.startswith("$$") else said)
    path = tuple(said[1:].split("."))
    if all(path):
        return Taken(path)
    what = f"`{key.name}`: {quoted(said)} names no property"
    mistakes.add("no_property", node, what, "Write a name after the `$`, with dots to go deeper: `$request.id`.")
    return None


class Mapped:
    """One entry, its table, and the workflows of the rollout."""

    def __init__(self, entry: Given, table: Table, workflows: Sequence[Workflow], mistakes: Mistakes) -> None:
        self._entry = entry
        self._table = table
        self._workflows = {workflow.id: workflow for workflow in workflows}
        self._mistakes = mistakes

    def given(self) -> Iterator[str]:
        """The columns that the entry names, as it names them."""
        return (name for name in MAPPED_COLUMNS if self._entry.has(name))

    def names_workflow(self) -> bool:
        return self._entry.has("workflow")

    def refuse_impossible(self, columns: Mapping[str, Value]) -> None:
        """Note every literal that its column cannot be."""
        workflow = self._workflow(columns.get("workflow"))
        for name, value in columns.items():
            if not isinstance(value, Literal):
                continue
            if name in _EACH_ITS_OWN:
                what = f"`{name}` is {quoted(value.text)}, one and the same for every event"
                self._add("same_for_all", name, what, f"Take it from a property: `{name}: ${value.text}`.")
            elif name == "step":
                self._refuse_step(value.text, workflow)
            elif name == "activity":
                self._refuse_activity(value.text, workflow)
            elif name not in ("workflow", "event_id"):
                self._refuse_kind(self._table.column(name), value.text)

    def _workflow(self, value: Value | None) -> Workflow | None:
        """The workflow that a literal names."""
        if not isinstance(value, Literal) or not self._workflows:
            return None
        if value.text not in self._workflows:
            what = f"the workflow {quoted(value.text)} is not defined"
            self._add("unknown_workflow", "workflow", what, did_you_mean(value.text, self._workflows))
        return self._workflows.get(value.text)

    def _refuse_step(self, step: str, workflow: Workflow | None) -> None:
        known = [] if workflow is None else [one.id for one in workflow.steps]
        if known and step not in known:
            self._add("unknown_step", "step", f"step {quoted(step)} is not defined", did_you_mean(step, known))

    def _refuse_activity(self, activity: str, workflow: Workflow | None) -> None:
        """A literal that the workflow does not know would be an unknown activity for ever."""
        if workflow is None:
            return
        of_steps = [one for step in workflow.steps for one in step.activities]
        known = [*of_steps, *workflow.failures, *workflow.outside, *workflow.withdrawn, *workflow.ignore]
        if activity not in known:
            what = f"the workflow `{workflow.id}` knows no activity {quoted(activity)}"
            self._add("unknown_activity", "activity", what, did_you_mean(activity, known))

    def _refuse_kind(self, column: Column, said: str) -> None:
        if column.kind == "choice" and said not in column.choices:
            what = f"`{column.name}` cannot be {quoted(said)}"
            self._add("unknown_choice", column.name, what, did_you_mean(said, column.choices))
        elif column.kind == "count" and not re.fullmatch(r"[0-9]{1,9}", said):
            self._add("wrong_value", column.name, f"`{column.name}` is {quoted(said)}, but must be a whole number", "")
        elif column.kind == "yes_no" and said not in ("true", "false"):
            self._add("wrong_value", column.name, f"`{column.name}` is {quoted(said)}, but must be true or false", "")

    def _add(self, code: str, column: str, what: str, mend: str) -> None:
        named = next((name for name in self.given() if SHORT_COLUMNS.get(name, name) == column), column)
        self._mistakes.add(code, self._entry.line_of(named), what, mend)

"""What a rollout's mappings come to: for each name of an event, how its row is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from desirepath.collector import refusals
from desirepath.collector.column_values import further_text, reading_of, text_of
from desirepath.collector.columns_at_once import ShortTexts, further_at_once, members, reading_at_once
from desirepath.vocabulary.collecting import COLLECTED_TABLES, EventMapping, Literal, Taken, Value
from desirepath.vocabulary.rollout import Rollout
from desirepath.vocabulary.tables import TABLES, Column

_Takes: TypeAlias = tuple[int, tuple[str, ...], Column]
"""The place of a column, the path of its property, and it."""
EVENT_ID, AT, USER = 0, 1, 2
"""Places in every row; the table's other columns follow in their order, then the further ones."""
_TEXTS = ("text", "choice")
_OF_EVERY_EVENT = ("event_id", "at", "user_id")


def columns_of(table: str, keep: Sequence[str]) -> tuple[str, ...]:
    """The columns of a row, place by place."""
    own = [column.name for column in TABLES[table].columns if column.name not in _OF_EVERY_EVENT]
    return (*_OF_EVERY_EVENT, *own, *(keep if TABLES[table].keeps_more else ()))


def at_path(properties: Mapping[str, Any], path: Sequence[str]) -> Any:  # noqa: ANN401 - any value of JSON
    """The value that lies there; None where there is none."""
    value: Any = properties
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def all_at_path(properties: Sequence[Mapping[str, Any]], path: Sequence[str]) -> list[Any]:
    """The value that lies there in each."""
    return members(properties, path[0]) if len(path) == 1 else [at_path(one, path) for one in properties]


class Steps:
    """The workflows that rows may name, and the steps of each."""

    def __init__(self, rollouts: Iterable[Rollout]) -> None:
        self._steps: dict[str | None, frozenset[str]] = {}
        for rollout in rollouts:
            for workflow in rollout.workflows:
                known = self._steps.get(workflow.id, frozenset())
                self._steps[workflow.id] = known | {step.id for step in workflow.steps}
        self.only = next(iter(self._steps)) if len(self._steps) == 1 else None
        """The workflow, where there is but one."""
        self._steps[None] = frozenset().union(*self._steps.values())

    def refuse_unknown(self, workflow: str | None, step: str | None) -> None:
        """Raise Refusal for a workflow that no rollout defines, or a step that the workflow has not."""
        steps = self._steps.get(workflow)
        if steps is None:
            raise refusals.unknown("workflow", "workflow")
        if step is not None and step not in steps:
            raise refusals.unknown("step", "step")


class Plan:
    """How one sort of events becomes rows of one table.

    `at`, `user` and `event_id` are the properties that stand in for what every event has, if any do.
    """

    def __init__(self, mapping: EventMapping, keep: Sequence[str], steps: Steps, all_kept: Sequence[str]) -> None:
        """`keep` are further columns of the mapping's rollout, `all_kept` those that rows have places for."""
        self.table = mapping.table
        table = TABLES[mapping.table]
        names = columns_of(mapping.table, all_kept)
        self._steps = steps
        self._where = tuple(mapping.where.items())
        self.takes_all = not self._where
        self._row: list[Any] = [None] * len(names)
        self.at, self.user, self.event_id = (_path(mapping.columns.get(name)) for name in ("at", "user_id", "event_id"))
        takes = list(self._takes(mapping, names))
        kept = [(names.index(name), name) for name in keep] if table.keeps_more else []
        self._near = tuple((place, path[0], reading_of(one)) for place, path, one in takes if len(path) == 1)
        self._deep = tuple((place, path, reading_of(one)) for place, path, one in takes if len(path) > 1)
        self._kept = tuple((place, name, further_text(name)) for place, name in kept)
        self._at_once = (
            *((place, path, reading_at_once(one)) for place, path, one in takes),
            *((place, (name,), further_at_once(name)) for place, name in kept),
        )
        texts = [(place, path[0], one) for place, path, one in takes if len(path) == 1 and one.kind in _TEXTS]
        self._texts = ShortTexts([*texts, *((place, name, None) for place, name in kept)])
        held = {place for place, _, _ in texts} | {place for place, _ in kept}
        self._but_texts = tuple(one for one in self._at_once if one[0] not in held)
        required = ((names.index(one.name), one.name) for one in table.columns if one.required and one.name != "at")
        self.required = tuple((place, name) for place, name in required if self._row[place] is None)
        """Columns that a row may lack, place and name, though its table cannot do without."""
        self._workflow = names.index("workflow") if "workflow" in names else None
        self._step = names.index("step") if "step" in names else None
        # What the file says itself was checked as it was read.
        self._is_sure = all(_is_fixed(mapping, name) for name in ("workflow", "step"))
        # Of several workflows an event has to name its own; a search need not.
        self._needs_workflow = mapping.table == "events"

    def _takes(self, mapping: EventMapping, names: Sequence[str]) -> Iterator[_Takes]:
        """Which property each column takes; literals are put into the row that all begin with."""
        for column in TABLES[mapping.table].columns:
            value = mapping.columns.get(column.name)
            if value is None and column.name == "activity":
                value = Literal(mapping.event)
            if column.name in _OF_EVERY_EVENT or value is None:
                continue
            place = names.index(column.name)
            if isinstance(value, Taken):
                yield place, value.path, column
            else:
                self._row[place] = reading_of(column)(value.text)

    @property
    def literals(self) -> list[str]:
        """The texts that stand in each row, as the mapping has them."""
        return [value for value in self._row if isinstance(value, str)]

    def fits(self, properties: Mapping[str, Any]) -> bool:
        return all(_as_text(at_path(properties, path)) == said for path, said in self._where)

    def row(self, properties: Mapping[str, Any]) -> list[Any]:
        """A row without its id, time and person. Raises Refusal.

        Texts in it are not scrubbed yet, but for those that a row cannot do without.
        """
        row = self._row.copy()
        get = properties.get
        for place, name, read in self._near:
            row[place] = read(get(name))
        for place, path, read in self._deep:
            row[place] = read(at_path(properties, path))
        for place, name, read in self._kept:
            row[place] = read(get(name))
        if not self._is_sure:
            self._check_workflow(row)
        return row

    def columns(self, properties: Sequence[Mapping[str, Any]], *, is_plain: bool) -> list[list[Any]]:
        """What `row` makes of each, column by column; `is_plain` as they were sent.

        Raises Refusal if it would for any of them.
        """
        columns = [[value] * len(properties) for value in self._row]
        for place, path, read in (
            self._but_texts if self._texts.put_into(columns, properties, is_plain=is_plain) else self._at_once
        ):
            columns[place] = read(all_at_path(properties, path))
        if not self._is_sure and self._workflow is not None:
            self._check_workflows(columns, self._workflow)
        return columns

    def _check_workflows(self, columns: list[list[Any]], place: int) -> None:
        workflows = columns[place]
        if None in workflows:
            workflows = columns[place] = [self._steps.only if one is None else one for one in workflows]
            if self._needs_workflow and None in workflows:
                raise refusals.missing("workflow")
        steps = [None] * len(workflows) if self._step is None else columns[self._step]
        for workflow, step in set(zip(workflows, steps, strict=True)):
            self._steps.refuse_unknown(workflow, step)

    def _check_workflow(self, row: list[Any]) -> None:
        if self._workflow is None:
            return
        workflow = row[self._workflow]
        if workflow is None:
            workflow = row[self._workflow] = self._steps.only
            if workflow is None and self._needs_workflow:
                raise refusals.missing("workflow")
        self._steps.refuse_unknown(workflow, None if self._step is None else row[self._step])


def own_plans(steps: Steps, keep: Sequence[str]) -> dict[str, Plan]:
    """The plans of rows that are sent as our tables have them."""
    plans = {}
    for table in COLLECTED_TABLES:
        columns: dict[str, Value] = {column.name: Taken((column.name,)) for column in TABLES[table].columns}
        columns["event_id"] = Taken(("event_id",))
        plans[table] = Plan(EventMapping(event="", table=table, columns=columns), keep, steps, keep)
    return plans


def _is_fixed(mapping: EventMapping, column: str) -> bool:
    named = {one.name for one in TABLES[mapping.table].columns}
    return column not in named or isinstance(mapping.columns.get(column), Literal)


def _path(value: Value | None) -> tuple[str, ...] | None:
    return value.path if isinstance(value, Taken) else None


def _as_text(value: Any) -> str | None:  # noqa: ANN401 - any value of JSON
    return None if isinstance(value, dict | list) else text_of(value, "where")

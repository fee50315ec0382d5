"""What the log's activities mean for the path: from (activity, outcome, channel) to a token and its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from desirepath.observe.tokens import Token, token_of
from desirepath.vocabulary.rollout import Rollout, Workflow
from desirepath.vocabulary.study import UnknownActivity

KEY = ("workflow", "activity", "outcome", "channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCount:
    """How often one (workflow, activity, outcome, channel) occurs. Times are UTC microseconds."""

    workflow: str
    activity: str
    outcome: str
    channel: str
    events: int
    first_at: int
    last_at: int


def events_per_activity(events: ir.Table) -> ir.Table:
    """KEY, `events`, `first_at`, `last_at`: one row for every combination that occurs."""
    return events.group_by(*KEY).agg(
        events=events.count(),
        first_at=events["at"].min(),
        last_at=events["at"].max(),
    )


def counted(rows: pa.Table) -> tuple[ActivityCount, ...]:
    """The rows of `events_per_activity`, the earliest first."""
    counts = (ActivityCount(**row) for row in rows.to_pylist())
    return tuple(sorted(counts, key=lambda count: (count.first_at, count.workflow, count.activity, count.outcome)))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of each workflow that occur in the log. A token's code is its position there, from 1."""

    of_workflow: Mapping[str, tuple[Token, ...]]

    @property
    def most(self) -> int:
        """The highest code of all."""
        return max((len(tokens) for tokens in self.of_workflow.values()), default=0)

    def read(self, workflow: str, codes: Iterable[int]) -> tuple[Token, ...]:
        """The tokens of these codes."""
        known = self.of_workflow[workflow]
        return tuple(known[code - 1] for code in codes)


def place(rollout: Rollout, counts: Iterable[ActivityCount]) -> tuple[Tokens, pa.Table]:
    """Every combination that occurs, placed: the tokens, and a table of KEY, `code` and `step`.

    `code` is 0 where the activity says nothing about the path, `step` the number of the step that it passes, if any. Combinations of workflows that the rollout
    file does not name are left out of the table.
    """
    codes: dict[str, dict[Token, int]] = {workflow.id: {} for workflow in rollout.workflows}
    numbers = {
        workflow.id: {step.id: number for number, step in enumerate(workflow.steps)} for workflow in rollout.workflows
    }
    rows: dict[str, list[str | int | None]] = {name: [] for name in (*KEY, "code", "step")}
    for count in counts:
        if count.workflow not in codes:
            continue
        token = token_of(rollout.workflow(count.workflow), count.activity, count.outcome or None, count.channel or None)
        known = codes[count.workflow]
        code = 0 if token is None else known.setdefault(token, len(known) + 1)
        passed = numbers[count.workflow].get(token.step or "") if token is not None and token.kind == "step" else None
        for name, value in zip(rows, (*(getattr(count, key) for key in KEY), code, passed), strict=True):
            rows[name].append(value)
    types = {**dict.fromkeys(KEY, pa.string()), "code": pa.int64(), "step": pa.int64()}
    table = pa.table({name: pa.array(values, types[name]) for name, values in rows.items()})
    return Tokens({workflow: tuple(known) for workflow, known in codes.items()}), table


def unknown_activities(workflow: Workflow, counts: Iterable[ActivityCount]) -> tuple[UnknownActivity, ...]:
    """The activities that the rollout file does not place, most frequent first."""
    events: dict[str, int] = {}
    total = 0
    for count in counts:
        if count.workflow != workflow.id:
            continue
        total += count.events
        token = token_of(workflow, count.activity, None, None)
        if token is not None and token.kind == "unknown":
            events[count.activity] = events.get(count.activity, 0) + count.events
    return tuple(
        UnknownActivity(activity=activity, events=number, share=number / total)
        for activity, number in sorted(events.items(), key=lambda item: (-item[1], item[0]))
    )


def placed_events(events: ir.Table, placed: ir.Table) -> ir.Table:
    """The events that say something about the path, with the `code` of what they say and the `step` they pass.

    Events that all belong to one workflow need not carry it: joining and sorting by it would cost a third more.
    """
    key = [name for name in KEY if name in events.columns]
    keyed = events.inner_join(placed.select(*key, "code", "step"), key)
    return keyed.filter(keyed.code > 0).drop("activity", "outcome", "channel")


def without_gaps(events: ir.Table, only_workflow: str | None) -> ir.Table:
    """Events whose KEY has no nulls: empty outcome and channel, and the one workflow where none is named."""
    workflow = ibis.coalesce(events.workflow, ibis.literal(only_workflow)) if only_workflow else events.workflow
    return events.mutate(
        workflow=ibis.coalesce(workflow, ibis.literal("")),
        outcome=ibis.coalesce(events.outcome, ibis.literal("")),
        channel=ibis.coalesce(events.channel, ibis.literal("")),
    )

"""Counts of rows by day and of activities by week, and what they say of sources that fell silent and names that changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from typing import Any

import ibis
import ibis.expr.types as ir

from desirepath.observe.activities import without_gaps
from desirepath.observe.cases import Frame
from desirepath.observe.local_time import moment
from desirepath.observe.tables import ROWS_A_FILE, Tables
from desirepath.observe.tokens import Token, token_of
from desirepath.ports import Engine
from desirepath.vocabulary.path import steps_as_written
from desirepath.vocabulary.rollout import Rollout, Workflow
from desirepath.vocabulary.source_health import (
    ActivityAppeared,
    ActivityVanished,
    SourceFlow,
    SourceHealth,
    UnknownShare,
)
from desirepath.vocabulary.tables import TABLES

FEWEST_DAYS = 14
"""A source with rows on fewer days has no habit that silence could break."""
TIMES_LONGER = 2
LEAST_SILENCE = 3
ODDS_OF_CHANCE = 20.0
"""An activity of which so many would have come by now, and none did, has not vanished by chance."""
DAYS_OF_ONE_CHANGE = 7
_FIRST = date(1970, 1, 1)


def rows_by_source_and_day(tables: Tables, frame: Frame, only_workflow: str | None) -> ir.Table:
    """`table`, `file` (its number), `workflow` and `activity` (events only), `day` (local, since 1970), `rows`, `last_at`.

    One expression for all tables: each would have to be compiled, and the events read, once more.
    """
    events = without_gaps(tables.events, only_workflow)
    parts = [_moments("events", events, workflow=events.workflow, activity=events.activity)]
    for name, rows in tables.named():
        if name != "events" and _time_of(name) is not None:
            parts.append(_moments(name, rows, workflow=ibis.literal(""), activity=ibis.literal("")))
    placed = reduce(lambda rows, other: rows.union(other), parts)
    placed = placed.mutate(file=(placed.first_row / ROWS_A_FILE).cast("int64"), day=frame.zone.local_day(placed.moment))
    by_day = placed.group_by("table", "file", "workflow", "activity", "day")
    return by_day.agg(rows=placed.count(), last_at=placed.moment.max())


def _moments(table: str, rows: ir.Table, **columns: ir.StringValue) -> ir.Table:
    return rows.select(
        table=ibis.literal(table), first_row=rows.row - rows.row % ROWS_A_FILE, moment=rows[_time_of(table)], **columns
    )


def _time_of(table: str) -> str | None:
    return next((column.name for column in TABLES[table].columns if column.kind == "time" and column.required), None)


def source_health(tables: Tables, frame: Frame, engine: Engine, only_workflow: str | None) -> SourceHealth:
    """How the sources flow up to the as-of date, and how well the rollout file knows the log's activities."""
    until = _as_day(frame.zone.local_day_of(frame.as_of - 1))
    counts = engine.fetch(rows_by_source_and_day(tables, frame, only_workflow)).to_pylist()
    by_workflow: dict[str, dict[str, Counter[date]]] = defaultdict(lambda: defaultdict(Counter))
    for row in counts:
        if row["table"] == "events":
            by_workflow[row["workflow"]][row["activity"]][_as_day(row["day"])] += row["rows"]
    logs = [_Log(workflow, by_workflow[workflow.id], until) for workflow in frame.rollout.workflows]
    return SourceHealth(
        flows=tuple(_flows(tables, counts, until)),
        appeared=tuple(found for log in logs for found in log.appeared()),
        vanished=tuple(found for log in logs for found in log.vanished(frame.rollout)),
        unknown=tuple(week for log in logs for week in log.unknown_shares()),
    )


def _as_day(number: int) -> date:
    return _FIRST + timedelta(days=number)


def _flows(tables: Tables, counts: Iterable[Mapping[str, Any]], until: date) -> Iterator[SourceFlow]:
    by_table: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in counts:
        by_table[row["table"]][tables.sources.get(row["file"], row["table"])].append(row)
    for name, _ in tables.named():
        for source, days in sorted(by_table[name].items()):
            seen = sorted({_as_day(row["day"]) for row in days})
            yield SourceFlow(
                table=name,
                source=source,
                rows=sum(row["rows"] for row in days),
                last_at=moment(max(row["last_at"] for row in days)),
                longest_pause=longest_pause(seen),
                silent_since=silent_since(seen, until),
            )


def longest_pause(days: Sequence[date]) -> int:
    """The most days without a row between two with one; `days` ascend."""
    return max(((later - earlier).days - 1 for earlier, later in pairwise(days)), default=0)


def silent_since(days: Sequence[date], until: date) -> date | None:
    """The day after the last one, if the pause up to `until` is far longer than any before; None otherwise."""
    if len(days) < FEWEST_DAYS:
        return None
    pause = (until - days[-1]).days
    usual = max(LEAST_SILENCE, TIMES_LONGER * longest_pause(days))
    return days[-1] + timedelta(days=1) if pause > usual else None


@dataclass(frozen=True, slots=True)
class _Log:
    """The events of one workflow by activity and local day, up to a day."""

    workflow: Workflow
    days: Mapping[str, Mapping[date, int]]
    until: date

    def unplaced(self) -> dict[str, Mapping[date, int]]:
        return {name: days for name, days in self.days.items() if _kind(self.workflow, name) == "unknown"}

    def appeared(self) -> Iterator[ActivityAppeared]:
        first = min((min(days) for days in self.days.values()), default=self.until)
        everything = self._all()
        for activity, days in sorted(self.unplaced().items(), key=lambda item: (min(item[1]), item[0])):
            begin = min(days)
            if (begin - first).days < FEWEST_DAYS:
                continue
            since = sum(events for day, events in everything.items() if day >= begin)
            events = sum(days.values())
            yield ActivityAppeared(
                workflow=self.workflow.id, activity=activity, on=begin, events=events, share=events / since
            )

    def vanished(self, rollout: Rollout) -> Iterator[ActivityVanished]:
        go_live = rollout.go_live.date()
        in_force = steps_as_written(self.workflow.path)
        newcomers = list(self.appeared())
        goes_on = max(self._all(), default=self.until)
        for step in self.workflow.steps:
            for activity in step.activities if step.id in in_force else ():
                days = self.days.get(activity, {})
                if len(days) < FEWEST_DAYS or max(days) < go_live:
                    continue
                last, span = max(days), (max(days) - min(days)).days + 1
                per_day = sum(days.values()) / span
                if (goes_on - last).days < DAYS_OF_ONE_CHANGE or per_day * (goes_on - last).days < ODDS_OF_CHANCE:
                    continue
                near = [one.activity for one in newcomers if abs((one.on - last).days) <= DAYS_OF_ONE_CHANGE]
                yield ActivityVanished(
                    workflow=self.workflow.id,
                    activity=activity,
                    step=step.id,
                    last_on=last,
                    per_week=7 * per_day,
                    perhaps=tuple(near),
                )

    def unknown_shares(self) -> Iterator[UnknownShare]:
        weekly, unknown = _by_week(self.days.values()), _by_week(self.unplaced().values())
        for monday, events in sorted(weekly.items()):
            yield UnknownShare(workflow=self.workflow.id, monday=monday, events=events, share=unknown[monday] / events)

    def _all(self) -> Counter[date]:
        total: Counter[date] = Counter()
        for days in self.days.values():
            total.update(days)
        return total


def _by_week(activities: Iterable[Mapping[date, int]]) -> Counter[date]:
    weeks: Counter[date] = Counter()
    for days in activities:
        for day, events in days.items():
            weeks[day - timedelta(days=day.weekday())] += events
    return weeks


def _kind(workflow: Workflow, activity: str) -> str:
    token: Token | None = token_of(workflow, activity, None, None)
    return "ignored" if token is None else token.kind

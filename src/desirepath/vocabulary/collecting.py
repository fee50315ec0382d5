"""How events that clients send become rows, as a rollout file tells it under `collect`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

COLLECTED_TABLES = ("events", "searches", "answers", "signs", "exposures")
"""The tables that events of clients may become rows of."""

RESERVED_COLUMNS = (
    "activity_code",
    "arm",
    "collector",
    "day",
    "place",
    "received_at",
    "row",
    "sequence",
    "step",
    "table",
    "write_key",
)
"""Names that further columns of events cannot have: the store and our own interface use them themselves."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A value that a property of the event gives. `path` goes deeper name by name: `$request.id`."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is the same for every event of the mapping."""

    text: str


Value: TypeAlias = Taken | Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMapping:
    """What becomes of one sort of events: a row of `table`, `columns` by our name.

    It fits events named `event` whose properties are as `where` says (path to text). Of `columns`, those that are
    absent are: `at` the event's time, `user_id` its person, `event_id` its id, `activity` its name.
    `line` is where the rollout file says it.
    """

    event: str
    table: str
    columns: Mapping[str, Value]
    where: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collecting:
    """What is collected from clients.

    `events` are tried in their order, and the first that fits is taken. Properties named in `keep` are stored as
    further columns of `events`; all others are not stored. Events named in `ignore` are not wanted.
    """

    events: tuple[EventMapping, ...] = ()
    keep: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

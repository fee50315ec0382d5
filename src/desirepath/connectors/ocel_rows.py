"""Rows from an object-centric log: one for each event and each of its objects of the type that is the case.

The three forms of OCEL 2.0 are read as the same events and objects, which become rows here alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, Protocol, TypeAlias

import pyarrow as pa

from desirepath.connectors.connector import LINE, Place, Raw, Remark
from desirepath.connectors.containers import mistake, shown
from desirepath.vocabulary.errors import BadInput, did_you_mean

CASE, ACTIVITY, AT, EVENT, QUALIFIER = "ocel:oid", "ocel:activity", "ocel:timestamp", "ocel:eid", "qualifier"
OF_OBJECT = "object:"
"""What the columns of an object's attributes begin with."""
NAMES = {"case_id": CASE, "activity": ACTIVITY, "at": AT, "event_id": EVENT}
_OWN = (CASE, ACTIVITY, AT, EVENT, QUALIFIER)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROWS_AT_ONCE = 50_000
_MOST_NAMED = 12

Row: TypeAlias = list[str | None]
"""The texts of the wanted columns, in their order."""


class LogObject(NamedTuple):
    """An object: what its attributes were from which time on, as texts, in the order of the file."""

    id: str
    type: str
    attributes: Sequence[tuple[str, str, str | None]] = ()


class LogEvent(NamedTuple):
    """An event: its attributes by name, and the objects that it touches, each with a qualifier.

    `line` is where it stands, or its number from 1.
    """

    id: str | None
    type: str | None
    at: str | None
    attributes: Mapping[str, str | None]
    objects: Sequence[tuple[str, str]]
    line: int


@dataclass(frozen=True, slots=True)
class Declared:
    """The names of attributes that a log declares, of events and of objects, by their types."""

    events: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    objects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Log(Protocol):
    """A log in one of the forms. Each call goes over the file anew; memory does not grow with its events."""

    @property
    def place(self) -> Place: ...

    def declared(self) -> Declared: ...

    def objects(self) -> Iterator[LogObject]: ...

    def events(self) -> Iterator[LogEvent]: ...


def columns(log: Log) -> tuple[str, ...]:
    """Our own, the attributes of all event types, and those of the object type; of all where none is asked for."""
    declared = log.declared()
    asked = log.place.part
    of_objects = [
        f"{OF_OBJECT}{name}"
        for kind, names in declared.objects.items()
        if asked is None or asked == kind
        for name in names
    ]
    of_events = [name for names in declared.events.values() for name in names]
    return tuple(dict.fromkeys((*_OWN, *of_events, *of_objects)))


def parts(log: Log) -> dict[str, int]:
    """The object types, and how many events have exactly one object of each: the likeliest case first."""
    types = {one.id: one.type for one in log.objects()}
    objects = Counter(types.values())
    events = dict.fromkeys(objects, 0)
    for event in log.events():
        for kind, number in Counter(types[one] for one in {one for one, _ in event.objects} if one in types).items():
            events[kind] += number == 1
    return {kind: events[kind] for kind in sorted(events, key=lambda kind: (-events[kind], -objects[kind], kind))}


def read(log: Log, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text; remarks on the type that is the case, and on events without one."""
    name = log.place.path.name
    kinds = list(parts(log)) if log.place.part is None else [log.place.part]
    kind, others = next(iter(kinds), None), kinds[1:]
    if others:
        more = ", …" if len(others) > _MOST_NAMED else ""
        named = ", ".join(f"`{shown(other)}`" for other in others[:_MOST_NAMED])
        yield Remark(f"{name}: the cases are the objects of type `{shown(str(kind))}`; there is also {named}{more}")
    cases = _cases(log, kind, needed)
    wanted = sorted(needed)
    without = 0
    rows: list[Row] = []
    lines: list[int] = []
    for event in log.events():
        before = len(rows)
        rows += _rows_of(event, cases, wanted)
        without += len(rows) == before
        lines += [event.line] * (len(rows) - before)
        if len(rows) >= _ROWS_AT_ONCE:
            yield _batch(rows, lines, wanted)
            rows, lines = [], []
    if rows:
        yield _batch(rows, lines, wanted)
    if without:
        yield Remark(f"{name}: {without:,} events touch no object of type `{shown(str(kind))}`")


def _rows_of(event: LogEvent, cases: _Cases, wanted: Sequence[str]) -> Iterator[Row]:
    """A row for each case that the event touches. An event of several cases is a different one in each."""
    touched: dict[str, list[str]] = {}
    for one, qualifier in event.objects:
        if one in cases.ids:
            touched.setdefault(one, []).append(qualifier)
    for case, qualifiers in touched.items():
        own = {
            CASE: case,
            ACTIVITY: event.type,
            AT: event.at,
            EVENT: event.id if len(touched) == 1 or event.id is None else f"{event.id}/{case}",
            QUALIFIER: "; ".join(filter(None, dict.fromkeys(qualifiers))) or None,
        }
        yield [
            own[name]
            if name in own
            else cases.value(name, case, event.at)
            if name in cases.values
            else event.attributes.get(name)
            for name in wanted
        ]


def _batch(rows: Sequence[Row], lines: Sequence[int], wanted: Sequence[str]) -> pa.RecordBatch:
    texts = zip(*rows, strict=True) if wanted else ()
    return pa.RecordBatch.from_pydict(
        {
            **{name: pa.array(column, pa.string()) for name, column in zip(wanted, texts, strict=True)},
            LINE: pa.array(lines, pa.int64()),
        }
    )


@dataclass(frozen=True, slots=True)
class _Cases:
    """The objects that are cases, and the needed attributes of each from which moment on, sorted by it."""

    ids: set[str]
    values: Mapping[str, Mapping[str, Sequence[tuple[int, str | None]]]]

    def value(self, name: str, case: str, at: str | None) -> str | None:
        """The latest value at or before a time; where there is none so early, the last."""
        history = self.values[name].get(case, ())
        if len(history) > 1:
            return history[bisect_right(history, _moment(at), key=_since) - 1][1]  # -1, the last, if all come later
        return history[0][1] if history else None


def _since(held: tuple[int, str | None]) -> int:
    return held[0]


def _cases(log: Log, kind: str | None, needed: frozenset[str]) -> _Cases:
    values: dict[str, dict[str, list[tuple[int, str | None]]]] = {
        name: {} for name in needed if name.startswith(OF_OBJECT)
    }
    ids: set[str] = set()
    types: set[str] = set()
    for one in log.objects():
        types.add(one.type)
        if one.type != kind:
            continue
        ids.add(one.id)
        for name, since, value in one.attributes:
            if OF_OBJECT + name in values:
                values[OF_OBJECT + name].setdefault(one.id, []).append((_moment(since), value))
    if not ids:
        raise _no_objects(log.place, types)
    for history in (history for of_name in values.values() for history in of_name.values() if len(history) > 1):
        history.sort(key=_since)
    return _Cases(ids, values)


def _no_objects(place: Place, types: set[str]) -> BadInput:
    if types:
        what = f"It has no objects of type `{shown(str(place.part))}`"
        return mistake(place.path, "no_such_object_type", what, did_you_mean(str(place.part), types))
    what = "It has no objects as OCEL 2.0 has them"
    return mistake(place.path, "no_objects", what, "A log in OCEL 1.0 has to be converted.")


def _moment(text: str | None) -> int:
    """Microseconds since 1970, to compare; one without a zone as if in UTC; one that cannot be read comes first."""
    try:
        at = datetime.fromisoformat((text or "").removesuffix(" UTC"))
    except ValueError:
        return -1 << 62
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return (at - _EPOCH) // datetime.resolution

"""Object-centric logs that the tests make, written in the three forms of OCEL 2.0."""

import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

EPOCH = "1970-01-01T00:00:00Z"
"""The time of first values, as the standard has it."""
Attribute = tuple[str, str, str]
"""Name, time and value of an object's attribute."""


@dataclass(frozen=True)
class Thing:
    id: str
    type: str
    attributes: list[Attribute] = field(default_factory=list)


@dataclass(frozen=True)
class Event:
    id: str
    type: str
    time: str
    objects: list[tuple[str, str]] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Log:
    objects: list[Thing]
    events: list[Event]

    @property
    def of_objects(self) -> dict[str, list[str]]:
        """The names of attributes by object type."""
        names: dict[str, dict[str, None]] = {}
        for one in self.objects:
            names.setdefault(one.type, {}).update(dict.fromkeys(name for name, _, _ in one.attributes))
        return {kind: list(found) for kind, found in names.items()}

    @property
    def of_events(self) -> dict[str, list[str]]:
        """The names of attributes by event type."""
        names: dict[str, dict[str, None]] = {}
        for one in self.events:
            names.setdefault(one.type, {}).update(dict.fromkeys(one.attributes))
        return {kind: list(found) for kind, found in names.items()}


ORDERS = Log(
    objects=[
        Thing("o1", "order", [("price", EPOCH, "10"), ("price", "2025-09-02T00:00:00Z", "12"), ("unit", EPOCH, "north")]),
        Thing("o2", "order", [("price", "2025-09-03T00:00:00Z", "7")]),
        Thing("i1", "item", [("weight", EPOCH, "3")]),
        Thing("i2", "item"),
        Thing("c1", "customer"),
    ],
    events=[
        Event("e1", "place", "2025-09-01T06:30:00Z", [("o1", "order"), ("i1", "item"), ("i2", "item")], {"resource": "u1"}),
        Event("e2", "pay", "2025-09-02T06:30:00Z", [("o1", "paid"), ("c1", "payer"), ("o1", "closed")], {"amount": "12"}),
        Event("e3", "pack", "2025-09-02T06:30:00Z", [("i1", "packed")]),
        Event("e4", "send", "2025-09-02T07:30:00Z", [("o1", "sent"), ("o2", "sent")], {"resource": "u2"}),
        Event("e5", "greet", "2025-09-02T08:30:00Z"),
    ],
)  # fmt: skip


def as_json(log: Log, order: str = "types objects events") -> str:
    """The sections in an order; `types` are both kinds."""
    sections = {
        "types": {"objectTypes": _types(log.of_objects), "eventTypes": _types(log.of_events)},
        "objects": {
            "objects": [
                {
                    "id": one.id,
                    "type": one.type,
                    "attributes": [{"name": n, "time": time, "value": value} for n, time, value in one.attributes],
                }
                for one in log.objects
            ]
        },
        "events": {
            "events": [
                {
                    "id": one.id,
                    "type": one.type,
                    "time": one.time,
                    "attributes": [{"name": name, "value": value} for name, value in one.attributes.items()],
                    "relationships": [{"objectId": of, "qualifier": qualifier} for of, qualifier in one.objects],
                }
                for one in log.events
            ]
        },
    }
    return json.dumps({key: value for section in order.split() for key, value in sections[section].items()})


def _types(names: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [
        {"name": kind, "attributes": [{"name": name, "type": "string"} for name in found]}
        for kind, found in names.items()
    ]


def as_xml(log: Log, order: str = "types objects events") -> str:
    sections = {
        "types": _xml_types("object", log.of_objects) + _xml_types("event", log.of_events),
        "objects": "<objects>\n" + "".join(map(_xml_object, log.objects)) + "</objects>\n",
        "events": "<events>\n" + "".join(map(_xml_event, log.events)) + "</events>\n",
    }
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<log>\n" + "".join(sections[one] for one in order.split()) + "</log>\n"
    )


def _xml_types(whose: str, names: dict[str, list[str]]) -> str:
    types = "".join(
        f"<{whose}-type name={quoteattr(kind)}><attributes>"
        + "".join(f'<attribute name={quoteattr(name)} type="string"/>' for name in found)
        + f"</attributes></{whose}-type>\n"
        for kind, found in names.items()
    )
    return f"<{whose}-types>\n{types}</{whose}-types>\n"


def _xml_object(one: Thing) -> str:
    attributes = "".join(
        f"<attribute name={quoteattr(name)} time={quoteattr(time)}>{escape(value)}</attribute>"
        for name, time, value in one.attributes
    )
    return f"<object id={quoteattr(one.id)} type={quoteattr(one.type)}><attributes>{attributes}</attributes></object>\n"


def _xml_event(one: Event) -> str:
    attributes = "".join(
        f"<attribute name={quoteattr(name)}>{escape(value)}</attribute>" for name, value in one.attributes.items()
    )
    objects = "".join(
        f"<relationship object-id={quoteattr(of)} qualifier={quoteattr(qualifier)}/>" for of, qualifier in one.objects
    )
    return (
        f"<event id={quoteattr(one.id)} type={quoteattr(one.type)} time={quoteattr(one.time)}>"
        f"<attributes>{attributes}</attributes><objects>{objects}</objects></event>\n"
    )


def as_sqlite(log: Log, file: Path, *, keyed: bool = True) -> Path:
    """Written to a file; without keys as the standard's own example, with them as its constraints want it."""
    key = "TEXT PRIMARY KEY" if keyed else "TEXT"
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA synchronous = OFF")
        for whose, names, rows in (("event", log.of_events, log.events), ("object", log.of_objects, log.objects)):
            database.execute(f"CREATE TABLE {whose} (ocel_id {key}, ocel_type TEXT)")
            database.executemany(f"INSERT INTO {whose} VALUES (?, ?)", [(one.id, one.type) for one in rows])
            database.execute(f"CREATE TABLE {whose}_map_type (ocel_type {key}, ocel_type_map TEXT)")
            for number, (kind, found) in enumerate(names.items()):
                database.execute(f"INSERT INTO {whose}_map_type VALUES (?, ?)", (kind, f"T{number}"))
                columns = "".join(f", {quoted(name)} TEXT" for name in found)
                changed = ", ocel_changed_field TEXT" if whose == "object" else ""
                database.execute(f"CREATE TABLE {whose}_T{number} (ocel_id TEXT, ocel_time TEXT{columns}{changed})")
        _insert_rows(database, log)
    database.close()
    return file


def _insert_rows(database: sqlite3.Connection, log: Log) -> None:
    tables = {kind: f"event_T{number}" for number, kind in enumerate(log.of_events)}
    for event in log.events:
        _insert(
            database, tables[event.type], {"ocel_id": event.id, "ocel_time": in_sqlite(event.time), **event.attributes}
        )
    tables = {kind: f"object_T{number}" for number, kind in enumerate(log.of_objects)}
    for thing in log.objects:
        first = {name: value for name, time, value in thing.attributes if time == EPOCH}
        _insert(database, tables[thing.type], {"ocel_id": thing.id, "ocel_time": in_sqlite(EPOCH), **first})
        for name, time, value in thing.attributes:
            if time != EPOCH:
                changed = {"ocel_id": thing.id, "ocel_time": in_sqlite(time), "ocel_changed_field": name, name: value}
                _insert(database, tables[thing.type], changed)
    database.execute("CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT)")
    related = [(event.id, of, qualifier) for event in log.events for of, qualifier in event.objects]
    database.executemany("INSERT INTO event_object VALUES (?, ?, ?)", related)


def _insert(database: sqlite3.Connection, table: str, values: dict[str, str]) -> None:
    columns, marks = ", ".join(map(quoted, values)), ", ".join("?" * len(values))
    database.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values()))


def in_sqlite(time: str) -> str:
    """A time of the other forms as this one writes it, in UTC without saying so."""
    return time.removesuffix("Z").replace("T", " ")


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

"""OCEL 2.0, object-centric event logs, as JSON.

What it reads
    A row for each event and each of its objects of the type `object_type`, as a stream: the object is the case, the
    event's type the activity. Attributes of the event keep their names, those of its object are columns
    `object:NAME`, with the latest value at the time of the event; how the two belong together is `qualifier`. An
    event that touches several objects of the type is an event of each case.

What it assumes and says
    The object type of which most events have exactly one object, if none is named, and which others there are.
    Attributes are those that the log declares. Events without an object of the type are counted. Who did it is
    nobody unless an attribute says so: `columns: {user_id: resource}`. Times without a zone are in the rollout's
    timezone.

What it refuses
    What is no JSON, with the byte; a log without objects, or without any of the type; logs in OCEL 1.0.

Example
    `{table: events, file: orders.jsonocel, object_type: order, columns: {user_id: resource}}`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ijson  # type: ignore[import-untyped]

from desirepath.connectors import ocel_rows
from desirepath.connectors.connector import Connector, Place, Raw
from desirepath.connectors.containers import opened
from desirepath.connectors.json_text import BROKEN, JsonText, broken, values
from desirepath.connectors.ocel_rows import Declared, LogEvent, LogObject

CONNECTOR = Connector(
    name="ocel_json",
    title="OCEL 2.0 as JSON",
    endings=(".json", ".jsonocel"),
    reads="object-centric logs: the events of one type of object",
    formats=("ocel",),
    marks=(b'"objectTypes"', b'"eventTypes"', b'"ocel:'),
    part="object_type",
    names=ocel_rows.NAMES,
)
_TYPES = ("eventTypes", "objectTypes")


def columns(place: Place) -> tuple[str, ...]:
    """Our own columns, and the attributes that the log declares."""
    return ocel_rows.columns(_Log(place))


def parts(place: Place) -> dict[str, int]:
    """The object types, and how many events have exactly one object of each."""
    return ocel_rows.parts(_Log(place))


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the number of the event from 1."""
    return ocel_rows.read(_Log(place), needed)


@dataclass(frozen=True, slots=True)
class _Log:
    place: Place

    def declared(self) -> Declared:
        """The attributes declared; the file is read until both kinds of types have come."""
        found: dict[str, dict[str, tuple[str, ...]]] = {kind: {} for kind in _TYPES}
        left = set(_TYPES)
        name, attributes = "", []
        with opened(self.place) as stream:
            text = JsonText(stream, self.place.path)
            try:
                for prefix, event, value in ijson.parse(text):
                    kind, _, inside = prefix.partition(".")
                    if kind not in left:
                        continue
                    if inside == "item.name" and event == "string":
                        name = value
                    elif inside == "item.attributes.item.name" and event == "string":
                        attributes.append(value)
                    elif inside == "item" and event == "end_map":
                        found[kind][name] = tuple(attributes)
                        name, attributes = "", []
                    elif not inside and event == "end_array":
                        left.remove(kind)
                        if not left:
                            break
            except BROKEN as error:
                raise broken(self.place, text) from error
        return Declared(events=found["eventTypes"], objects=found["objectTypes"])

    def objects(self) -> Iterator[LogObject]:
        """The objects with an id and a type."""
        for one in values(self.place, "objects.item"):
            if isinstance(one, dict) and isinstance(one.get("id"), str) and isinstance(one.get("type"), str):
                attributes = [
                    (attribute["name"], _text(attribute.get("time")) or "", _text(attribute.get("value")))
                    for attribute in _listed(one, "attributes")
                    if isinstance(attribute.get("name"), str)
                ]
                yield LogObject(one["id"], one["type"], attributes)

    def events(self) -> Iterator[LogEvent]:
        """The events; what one of them lacks is None."""
        for number, one in enumerate(values(self.place, "events.item"), 1):
            event = one if isinstance(one, dict) else {}
            yield LogEvent(
                id=_text(event.get("id")),
                type=_text(event.get("type")),
                at=_text(event.get("time")),
                attributes={
                    str(attribute.get("name")): _text(attribute.get("value"))
                    for attribute in _listed(event, "attributes")
                },
                objects=[
                    (str(related.get("objectId")), _text(related.get("qualifier")) or "")
                    for related in _listed(event, "relationships")
                ],
                line=number,
            )


def _listed(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    listed = holder.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if isinstance(value, dict | list) else str(value)

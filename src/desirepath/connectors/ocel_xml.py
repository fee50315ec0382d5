"""OCEL 2.0, object-centric event logs, as XML.

What it reads
    The same as from JSON, see `ocel_json`, as a stream: a row for each event and each of its objects of the type
    `object_type`, columns of the event's attributes, `object:NAME` of the object's, and `qualifier`.

What it assumes and says
    The same as of JSON. Booleans are 0 and 1 in this form, and become false and true. Lines are those on which events
    begin.

What it refuses
    Any document type or entity declaration. XML that is not well formed, with its line. A log without objects, or
    without any of the type; logs in OCEL 1.0.

Example
    `{table: events, file: orders.xmlocel, object_type: order}`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from desirepath.connectors import ocel_rows
from desirepath.connectors.connector import Connector, Place, Raw
from desirepath.connectors.containers import mistake, opened, shown
from desirepath.connectors.ocel_rows import Declared, LogEvent, LogObject

CONNECTOR = Connector(
    name="ocel_xml",
    title="OCEL 2.0 as XML",
    endings=(".xml", ".xmlocel"),
    reads="object-centric logs: the events of one type of object",
    formats=("ocel",),
    marks=(b"<object-types", b"<event-types", b"<objects>", b"<relationship "),
    part="object_type",
    names=ocel_rows.NAMES,
)
_PIECE = 1 << 18
_LONGEST, _DEEPEST = 16 << 20, 200
"""Bytes of a tag or a text, and elements in elements."""
_SECTION, _ITEM, _ENTRY = 2, 3, 5
"""How deep the sections of the log lie, what is in them, and its attributes and relations."""
_TYPES = ("event-types", "object-types")
_RELATIONS = ("relationship", "relobj")
_BOOLEANS = {"1": "true", "0": "false"}


def columns(place: Place) -> tuple[str, ...]:
    """Our own columns, and the attributes that the log declares."""
    return ocel_rows.columns(_Log(place))


def parts(place: Place) -> dict[str, int]:
    """The object types, and how many events have exactly one object of each."""
    return ocel_rows.parts(_Log(place))


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed columns as text, with the line on which the event begins."""
    return ocel_rows.read(_Log(place), needed)


@dataclass(slots=True)
class _Item:
    """An element that lies in `objects`, `events` or their types: what it says of itself, and what lies in it."""

    section: str
    line: int
    own: dict[str, str]
    attributes: list[tuple[dict[str, str], str]] = field(default_factory=list)
    relations: list[dict[str, str]] = field(default_factory=list)

    def texts(self, booleans: frozenset[str]) -> Iterator[tuple[str, str, str | None]]:
        """Name, time and value of its attributes."""
        for own, text in self.attributes:
            name = own.get("name", "")
            value = _BOOLEANS.get(text, text) if name in booleans else text
            yield name, own.get("time", ""), value or None


@dataclass(frozen=True, slots=True)
class _Log:
    place: Place

    def declared(self) -> Declared:
        """The attributes that both kinds of types declare."""
        names: dict[str, dict[str, tuple[str, ...]]] = {section: {} for section in _TYPES}
        for item in _items(self.place, _TYPES, only_once=True):
            attributes = tuple(own.get("name", "") for own, _ in item.attributes)
            names[item.section][item.own.get("name", "")] = attributes
        return Declared(events=names["event-types"], objects=names["object-types"])

    def objects(self) -> Iterator[LogObject]:
        """The objects with an id and a type."""
        booleans = self._booleans("object-types")
        for item in _items(self.place, ("objects",)):
            if "id" in item.own and "type" in item.own:
                kind = item.own["type"]
                yield LogObject(item.own["id"], kind, list(item.texts(booleans.get(kind, frozenset()))))

    def events(self) -> Iterator[LogEvent]:
        """The events; what one of them lacks is None."""
        booleans = self._booleans("event-types")
        for item in _items(self.place, ("events",)):
            kind = item.own.get("type", "")
            yield LogEvent(
                id=item.own.get("id"),
                type=kind or None,
                at=item.own.get("time"),
                attributes={name: value for name, _, value in item.texts(booleans.get(kind, frozenset()))},
                objects=[
                    (own.get("object-id", ""), own.get("qualifier") or own.get("relationship", ""))
                    for own in item.relations
                ],
                line=item.line,
            )

    def _booleans(self, section: str) -> dict[str, frozenset[str]]:
        return {
            item.own.get("name", ""): frozenset(
                own.get("name", "") for own, _ in item.attributes if own.get("type") == "boolean"
            )
            for item in _items(self.place, (section,), only_once=True)
        }


def _items(place: Place, sections: Sequence[str], *, only_once: bool = False) -> Iterator[_Item]:
    """What lies in the sections of a log. `only_once`: reading ends when each section has come once."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    reader = _Reader(parser, frozenset(sections))
    given = 0
    with opened(place) as stream:
        while not (only_once and reader.are_over()):
            piece = stream.read(_PIECE)
            given += len(piece)
            _parse(place.path, parser, piece, given)
            yield from reader.taken()
            if not piece:
                return


def _parse(path: Path, parser: expat.XMLParserType, piece: bytes, given: int) -> None:
    try:
        parser.Parse(piece, not piece)
        if given - parser.CurrentByteIndex > _LONGEST:
            raise _TOO_LONG
    except _NotAllowedError as error:
        code, what, mend = error.args
        raise mistake(path, code, what, mend, parser.CurrentLineNumber) from error
    except expat.ExpatError as error:
        what = f"It is not well-formed XML: {expat.ErrorString(error.code)}"
        raise mistake(path, "not_well_formed", what, "Export it again.", error.lineno) from error
    except (LookupError, ValueError) as error:  # of no such encoding, of one with letters of several bytes
        what = f"It says that it is in an encoding that is not read: {shown(str(error))}"
        raise mistake(path, "unknown_encoding", what, "Save it as UTF-8.") from error


class _NotAllowedError(Exception):
    """A document type or an entity, or more depth or length than is bearable: code, what, mend."""


_TOO_LONG = _NotAllowedError(
    "tag_too_long", f"It has a tag or a text longer than {_LONGEST >> 20} MiB", "Leave out what is no attribute."
)


class _Reader:
    """Keeps the item at hand while the parser goes over it. Sections lie in the log, items in sections."""

    def __init__(self, parser: expat.XMLParserType, sections: frozenset[str]) -> None:
        self._parser, self._sections = parser, sections
        self._items: list[_Item] = []
        self._over: set[str] = set()
        self._section: str | None = None
        self._item: _Item | None = None
        self._attribute: dict[str, str] | None = None
        self._text = ""
        self._depth = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse

    def taken(self) -> list[_Item]:
        """The items that are complete, each once."""
        items, self._items = self._items, []
        return items

    def are_over(self) -> bool:
        """Whether every section has ended."""
        return self._over == self._sections

    def _refuse(self, *_: object) -> None:
        what = "It declares a document type or an entity, which is not read"
        raise _NotAllowedError("dtd_not_allowed", what, "Save it without.")

    def _start(self, tag: str, own: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            what = f"Its elements are nested more than {_DEEPEST} deep"
            raise _NotAllowedError("too_deep", what, "Leave out what is no attribute.")
        if self._depth == _SECTION:
            self._section = tag if tag in self._sections else None
        elif self._section is None:
            return
        elif self._depth == _ITEM:
            self._item = _Item(self._section, self._parser.CurrentLineNumber, own)
        elif self._depth == _ENTRY and tag == "attribute":
            self._attribute, self._text = own, ""
        elif self._depth == _ENTRY and tag in _RELATIONS and self._item is not None:
            self._item.relations.append(own)

    def _characters(self, text: str) -> None:
        if self._attribute is not None:
            self._text += text
            if len(self._text) > _LONGEST:
                raise _TOO_LONG

    def _end(self, tag: str) -> None:
        if self._depth == _ENTRY and self._attribute is not None and self._item is not None:
            self._item.attributes.append((self._attribute, self._text))
            self._attribute = None
        elif self._depth == _ITEM and self._item is not None:
            self._items.append(self._item)
            self._item = None
        elif self._depth == _SECTION and self._section is not None:
            self._over.add(tag)
            self._section = None
        self._depth -= 1

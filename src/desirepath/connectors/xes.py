"""XES, the exchange format of event logs (IEEE 1849).

What it reads
    Traces and their events, as a stream: memory does not grow with the file. A trace's name is the case, an
    event's name the activity, `time:timestamp` the time, `org:resource` the person unless `columns` says
    otherwise. Other attributes of the trace are columns `case:NAME`, those of the event keep their names.

What it assumes and says
    Attributes inside attributes, lists and containers are not read.

What it refuses
    Any document type or entity declaration. XML that is not well formed, with its line.

Example
    `{table: events, file: claims.xes.gz, columns: {user_id: null}}`
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

import pyarrow as pa

from desirepath.connectors.connector import LINE, Connector, Place, Raw
from desirepath.connectors.containers import mistake, opened

CONNECTOR = Connector(
    name="xes",
    title="XES",
    endings=(".xes",),
    reads="traces and their events, as a stream",
    formats=("xes",),
    names={
        "case_id": "case:concept:name",
        "activity": "concept:name",
        "at": "time:timestamp",
        "user_id": "org:resource",
    },
)
_PIECE = 1 << 18
_ROWS_AT_ONCE = 50_000
_BYTES_LOOKED_AT = 4 << 20
_VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})


class _Refused(Exception):
    pass


def columns(place: Place) -> tuple[str, ...]:
    """The attributes of the first traces, in the order of their appearance."""
    names: dict[str, None] = {}
    for rows in _rows(place, None, most=_BYTES_LOOKED_AT):
        for row in rows:
            names.update(dict.fromkeys(row))
    names.pop(LINE, None)
    return tuple(names)


def read(place: Place, needed: frozenset[str]) -> Raw:
    """Batches of the needed attributes as text, with the line on which the event begins."""
    for rows in _rows(place, needed):
        yield pa.RecordBatch.from_pydict(
            {
                **{name: pa.array([row.get(name) for row in rows], pa.string()) for name in sorted(needed)},
                LINE: pa.array([int(row[LINE]) for row in rows], pa.int64()),
            }
        )


def _rows(place: Place, needed: frozenset[str] | None, most: int | None = None) -> Iterator[list[dict[str, str]]]:
    parser = expat.ParserCreate()
    reader = _Reader(parser, needed)
    read_so_far = 0
    with opened(place) as stream:
        while most is None or read_so_far < most:
            piece = stream.read(_PIECE)
            read_so_far += len(piece)
            _parse(place.path, parser, piece)
            if len(reader.rows) >= _ROWS_AT_ONCE or not piece:
                yield reader.rows
                reader.rows = []
            if not piece:
                return
    yield reader.rows


def _parse(path: Path, parser: expat.XMLParserType, piece: bytes) -> None:
    try:
        parser.Parse(piece, not piece)
    except _Refused as error:
        raise mistake(
            path,
            "dtd_not_allowed",
            "It declares a document type or an entity, which is not read",
            "Save it without.",
            parser.CurrentLineNumber,
        ) from error
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise mistake(
            path, "not_well_formed", f"It is not well-formed XML: {reason}", "Export it again.", error.lineno
        ) from error


class _Reader:
    """Keeps the attributes of the trace and the event at hand while the parser goes over them."""

    def __init__(self, parser: expat.XMLParserType, needed: frozenset[str] | None) -> None:
        self.rows: list[dict[str, str]] = []
        self._parser, self._needed = parser, needed
        self._trace: dict[str, str] = {}
        self._event: dict[str, str] | None = None
        self._in_trace = False
        self._inside = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "event" and self._in_trace:
            self._event = {LINE: str(self._parser.CurrentLineNumber), **self._trace}
        elif tag == "trace":
            self._trace, self._in_trace = {}, True
        elif self._in_trace:
            self._inside += 1
            if self._inside == 1 and tag in _VALUES:
                self._keep(attributes.get("key", ""), attributes.get("value", ""))

    def _keep(self, key: str, value: str) -> None:
        if self._event is not None:
            if self._needed is None or key in self._needed:
                self._event[key] = value
        elif self._needed is None or f"case:{key}" in self._needed:
            self._trace[f"case:{key}"] = value

    def _end(self, tag: str) -> None:
        if tag == "event" and self._event is not None:
            self.rows.append(self._event)
            self._event = None
        elif tag == "trace":
            self._in_trace, self._inside = False, 0
        elif self._inside:
            self._inside -= 1

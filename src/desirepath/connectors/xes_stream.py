"""An XES log as it streams by: whole traces by arrays where their shape is plain, everything else by the XML parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TypeAlias
from xml.parsers import expat

import pyarrow as pa

from desirepath.connectors.connector import LINE
from desirepath.connectors.containers import mistake, shown
from desirepath.connectors.xes_blocks import OF_TRACE, read_block

TRACE_NUMBER = "trace number"
"""A column that every batch has: the number of the event's trace, from 1."""
_PIECE = 4 << 20
_ROWS_AT_ONCE = 50_000
_MOST_LOOKS = 32
_MOST_MISSES = 3
"""After so many pieces of another shape the rest is taken to be like them, and left to the parser at once."""
_LONGEST_TAG = 16 << 20
_DEEPEST = 200
_MARK = "desirepath"
_VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})
_NESTING = frozenset({*_VALUES, "list", "container", "values"})

Row: TypeAlias = dict[str, str | int]


@dataclass(slots=True)
class Head:
    """What a log says of itself before its traces: classifiers by name, and their keys."""

    classifiers: dict[str, tuple[str, ...]] = field(default_factory=dict)


class _NotAllowedError(Exception):
    """A document type or an entity, or elements nested beyond all reason."""


def batches(stream: IO[bytes], path: Path, wanted: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The wanted attributes of all events, as text, with LINE and TRACE_NUMBER. Raises BadInput."""
    log = _Log(path, wanted)
    while piece := stream.read(_PIECE):
        yield from log.take(piece)
    yield from log.end()


def first_rows(stream: IO[bytes], path: Path, most: int) -> tuple[Head, list[Row]]:
    """The head, and the events of the first `most` bytes with all their attributes; of more, if they have none."""
    parser = _Parser(path, None)
    for _ in range(_MOST_LOOKS):
        piece = stream.read(most)
        parser.feed(piece, final=not piece)
        if not piece or (parser.rows and len(piece) == most):
            break
    return parser.head, parser.rows


class _Log:
    """The bytes that have come and are not yet read, and what stands in them."""

    def __init__(self, path: Path, wanted: Sequence[str]) -> None:
        self._wanted = tuple(wanted)
        self._parser = _Parser(path, frozenset(wanted))
        self._rest = b""
        self._misses = 0

    def take(self, piece: bytes) -> Iterator[pa.RecordBatch]:
        text = self._rest + piece
        begin, end = text.find(b"<trace>"), text.rfind(b"</trace>") + len(b"</trace>")
        if self._misses > _MOST_MISSES or begin < 0 or end <= begin:
            yield from self._parse(text)
            self._rest = b""
            return
        yield from self._parse(text[:begin])
        block = None
        if self._parser.is_between_traces():
            block = read_block(text[begin:end], self._wanted, self._parser.line)
        if block is None:
            self._misses += 1
            yield from self._parse(text[begin:])
            self._rest = b""
            return
        yield from self._parser.flush(self._wanted)
        numbers = self._parser.traces + block.trace_numbers
        yield pa.RecordBatch.from_pydict(
            {**block.columns, LINE: pa.array(block.lines), TRACE_NUMBER: pa.array(numbers)}
        )
        self._parser.skipped(block.traces, block.line_breaks)
        self._rest = text[end:]

    def end(self) -> Iterator[pa.RecordBatch]:
        yield from self._parse(self._rest)
        self._parser.feed(b"", final=True)
        yield from self._parser.flush(self._wanted)

    def _parse(self, text: bytes) -> Iterator[pa.RecordBatch]:
        for start in range(0, len(text), 1 << 18):
            self._parser.feed(text[start : start + (1 << 18)], final=False)
            if len(self._parser.rows) >= _ROWS_AT_ONCE:
                yield from self._parser.flush(self._wanted)


class _Parser:
    """The XML parser, and the attributes of the trace and the event that it is going over."""

    def __init__(self, path: Path, needed: frozenset[str] | None) -> None:
        self.rows: list[Row] = []
        self.head = Head()
        self.traces = 0
        self._path, self._needed = path, needed
        self._trace: Row = {}
        self._event: Row | None = None
        self._in_trace = False
        self._keys: list[str] = []
        self._depth = 0
        self._fed = self._lines_skipped = 0
        self._marked = False
        self._expat = parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.ProcessingInstructionHandler = self._see_mark
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse

    @property
    def line(self) -> int:
        """The line at which the parser is, counting those that others have read."""
        return self._expat.CurrentLineNumber + self._lines_skipped

    def feed(self, text: bytes, *, final: bool) -> None:
        """Parse some more. Raises BadInput for what is not well formed or not allowed."""
        self._fed += len(text)
        try:
            self._expat.Parse(text, final)
        except _NotAllowedError as error:
            code, what, mend = error.args
            raise mistake(self._path, code, what, mend, self.line) from error
        except expat.ExpatError as error:
            what = f"It is not well-formed XML: {expat.ErrorString(error.code)}"
            line = error.lineno + self._lines_skipped
            raise mistake(self._path, "not_well_formed", what, "Export it again.", line) from error
        except (LookupError, ValueError) as error:
            what = f"It says that it is in an encoding that is not read: {shown(str(error))}"
            raise mistake(self._path, "unknown_encoding", what, "Save it as UTF-8.") from error
        if self._fed - self._expat.CurrentByteIndex > _LONGEST_TAG:
            what = f"It has a tag or a text longer than {_LONGEST_TAG >> 20} MiB"
            raise mistake(self._path, "tag_too_long", what, "Leave out what is no attribute of an event.", self.line)

    def is_between_traces(self) -> bool:
        """Whether what follows stands directly in the log: not within a trace, a comment, or anything else."""
        if self._depth != 1 or self._in_trace:
            return False
        self._marked = False
        self.feed(f"<?{_MARK}?>".encode(), final=False)
        return self._marked

    def skipped(self, traces: int, line_breaks: int) -> None:
        """Others have read so much of what would have come."""
        self.traces += traces
        self._lines_skipped += line_breaks

    def flush(self, wanted: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The rows so far as a batch, if there are any."""
        if self.rows:
            rows, self.rows = self.rows, []
            yield pa.RecordBatch.from_pydict(
                {
                    **{name: pa.array([row.get(name) for row in rows], pa.string()) for name in wanted},
                    LINE: pa.array([row[LINE] for row in rows], pa.int64()),
                    TRACE_NUMBER: pa.array([row[TRACE_NUMBER] for row in rows], pa.int64()),
                }
            )

    def _refuse(self, *_: object) -> None:
        what = "It declares a document type or an entity, which is not read"
        raise _NotAllowedError("dtd_not_allowed", what, "Save it without.")

    def _see_mark(self, target: str, _: str) -> None:
        self._marked |= target == _MARK

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            what = f"Its elements are nested more than {_DEEPEST} deep"
            raise _NotAllowedError("too_deep", what, "Leave out what is no attribute of an event.")
        if tag == "event" and self._in_trace:
            self._event = {**self._trace, LINE: self.line, TRACE_NUMBER: self.traces}
        elif tag == "trace":
            self.traces += 1
            self._trace, self._in_trace = {}, True
        elif self._in_trace:
            if tag in _NESTING:
                self._keys.append(attributes.get("key", ""))
            if tag in _VALUES:
                self._keep("/".join(key for key in self._keys if key), attributes.get("value", ""))
        elif tag == "classifier":
            self.head.classifiers[attributes.get("name", "")] = keys_of(attributes.get("keys", ""))

    def _keep(self, key: str, value: str) -> None:
        if self._event is not None:
            if self._needed is None or key in self._needed:
                self._event[key] = value
        elif self._needed is None or OF_TRACE + key in self._needed:
            self._trace[OF_TRACE + key] = value

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if tag == "event" and self._event is not None:
            self.rows.append(self._event)
            self._event = None
        elif tag == "trace":
            self._in_trace, self._keys = False, []
        elif tag in _NESTING and self._keys:
            self._keys.pop()


def keys_of(written: str) -> tuple[str, ...]:
    """The attributes that a classifier is made of; those with blanks in their name stand in single quotes."""
    keys: list[str] = []
    for number, part in enumerate(written.split("'")):
        keys += [part] if number % 2 else part.split()
    return tuple(key for key in keys if key)

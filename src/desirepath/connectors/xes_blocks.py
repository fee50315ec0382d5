"""Whole traces of an XES log read with arrays, where they have the plain shape that nearly all logs have.

The plain shape is `<trace>`, attributes `<string key="…" value="…"/>` without attributes inside, `<event>`s of the
same, `</trace>`, and white space between. Whatever else there may be (a comment, an attribute with an end tag,
single quotes) is left to the XML parser, which reads the same rows ten times slower: `read_block` then says None,
and never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from xml.sax.saxutils import unescape

import numpy as np
import numpy.typing as npt
import pyarrow as pa

OF_TRACE = "case:"
"""What the columns of a trace's attributes begin with."""

Bytes: TypeAlias = npt.NDArray[np.uint8]
Places: TypeAlias = npt.NDArray[np.int64]

_ATTRIBUTES = (b"string ", b"date ", b"int ", b"float ", b"boolean ", b"id ")
_TAGS = (b"trace>", b"event>", b"/event>", b"/trace>")
_TRACE, _EVENT, _END_OF_EVENT, _END_OF_TRACE = range(-len(_TAGS), 0)
_QUOTE, _LESS = ord('"'), ord("<")
_WHITE = (ord(" "), ord("\t"), ord("\r"), ord("\n"))
_AT_ONCE = 8
"""Letters that are compared at once, as one whole number of 64 bits."""
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_OTHER_ENTITY = re.compile(b"&(?!(?:amp|lt|gt|quot|apos);)")
_MARKUP = re.compile("[&<>\"'\\s]")
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The events of some traces: the wanted attributes as text, line and trace of each event, and what was gone over."""

    columns: dict[str, pa.Array]
    lines: Places
    trace_numbers: Places
    traces: int
    line_breaks: int


@dataclass(frozen=True, slots=True)
class _Tags:
    """Every tag in order: where it begins, and its kind: an attribute's length of name, or one of the four tags."""

    at: Places
    kind: npt.NDArray[np.int8]

    def of(self, kind: int) -> npt.NDArray[np.bool_]:
        return self.kind == kind

    @property
    def attributes(self) -> npt.NDArray[np.bool_]:
        return self.kind > 0


@dataclass(frozen=True, slots=True)
class _Attributes:
    """Where each attribute's key and value begin and end, and the numbers of its event (-1: the trace's) and trace."""

    key: Places
    key_end: Places
    value: Places
    value_end: Places
    event: Places
    trace: Places


def read_block(text: bytes, wanted: Sequence[str], first_line: int) -> Block | None:
    """The events of `text`, which goes from a `<trace>` to a `</trace>`; None where its shape is not the plain one.

    `first_line` is the line on which it begins.
    """
    if not _is_plain_text(text) or any(_MARKUP.search(name) for name in wanted):
        return None
    letters = _Letters(text)
    tags = _tags(letters)
    if tags is None or not _in_order(tags) or letters.hold_controls():
        return None
    found = _attributes(letters, tags)
    if found is None:
        return None
    events = int(tags.of(_EVENT).sum())
    breaks = letters.line_breaks()
    trace_of_event = (np.cumsum(tags.of(_TRACE)) - 1)[tags.of(_EVENT)]
    columns: dict[str, pa.Array] = {}
    for name in wanted:
        column = _column(letters, found, name, events, trace_of_event)
        if column is None:
            return None
        columns[name] = column
    return Block(
        columns=columns,
        lines=first_line + np.searchsorted(breaks, tags.at[tags.of(_EVENT)]),
        trace_numbers=trace_of_event + 1,
        traces=int(tags.of(_TRACE).sum()),
        line_breaks=len(breaks),
    )


def _is_plain_text(text: bytes) -> bool:
    """Whether it is UTF-8 that XML allows, with no other entities than the five named ones."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return not any(sign in text for sign in _NO_CHARACTERS) and _OTHER_ENTITY.search(text) is None


class _Letters:
    """The bytes of a text, one by one and, from any place, eight at once."""

    def __init__(self, text: bytes) -> None:
        self.each: Bytes = np.frombuffer(text, np.uint8)
        padded = text + bytes(_AT_ONCE)
        self._eight = np.ndarray((len(text) + 1,), np.dtype("<u8"), padded, strides=(1,))

    def stand(self, name: bytes, at: Places) -> npt.NDArray[np.bool_]:
        """Whether these letters stand at each of the places."""
        same = np.ones(len(at), bool)
        for start in range(0, len(name), _AT_ONCE):
            part = name[start : start + _AT_ONCE]
            mask = np.uint64((1 << 8 * len(part)) - 1)
            here = self._eight[np.minimum(at + start, len(self.each))]
            same &= (here & mask) == np.uint64(int.from_bytes(part, "little"))
        return same

    def between(self, starts: Places, ends: Places) -> tuple[Bytes, Places]:
        """The letters of all stretches, one after the other, and where each begins (and the last ends) among them."""
        lengths = ends - starts
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        return self.each[np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1])], offsets

    def line_breaks(self) -> Places:
        """Where lines end: at a line feed, or at a carriage return without one after it."""
        ends = self.each == ord("\n")
        returns = self.each == ord("\r")
        if returns.any():
            ends = ends | returns & ~np.append(ends[1:], np.False_)
        return np.flatnonzero(ends)

    def hold_controls(self) -> bool:
        """Whether there are signs that no XML may hold."""
        below = np.count_nonzero(self.each < ord(" "))
        return below != sum(np.count_nonzero(self.each == sign) for sign in _WHITE if sign < ord(" "))


def _tags(letters: _Letters) -> _Tags | None:
    at = np.flatnonzero(letters.each == _LESS)
    kind = np.zeros(len(at), np.int8)
    for name in _ATTRIBUTES:
        kind[letters.stand(name, at + 1)] = len(name)
    for number, name in enumerate(_TAGS, -len(_TAGS)):
        kind[letters.stand(name, at + 1)] = number
    return None if (kind == 0).any() else _Tags(at, kind)


def _in_order(tags: _Tags) -> bool:
    """Traces do not overlap, events lie in traces, attributes in either, and a trace's before its events."""
    in_trace = np.cumsum(tags.of(_TRACE).astype(np.int64) - tags.of(_END_OF_TRACE))
    in_event = np.cumsum(tags.of(_EVENT).astype(np.int64) - tags.of(_END_OF_EVENT))
    begins = tags.of(_TRACE) | tags.of(_EVENT) | tags.attributes
    nested = (in_trace == 1) | tags.of(_END_OF_TRACE) & (in_trace == 0) & (in_event == 0)
    closed_once = ((in_event == 0) | (in_event == 1)).all() and in_trace[-1] == 0 and in_event[-1] == 0
    after_event = np.concatenate([[False], tags.kind[:-1] == _END_OF_EVENT])
    return bool(closed_once and nested.all() and (in_trace[begins] == 1).all()) and not bool(
        (after_event & tags.attributes).any() or (tags.of(_TRACE) & (in_event > 0)).any()
    )


def _attributes(letters: _Letters, tags: _Tags) -> _Attributes | None:
    """The attributes, if each is written `<kind key="…" value="…"/>` and nothing but white space stands between tags."""
    here = np.flatnonzero(tags.attributes)
    quotes = np.flatnonzero(letters.each == _QUOTE)
    if len(quotes) != 4 * len(here):
        return None
    key, key_end, value, value_end = quotes[0::4] + 1, quotes[1::4], quotes[2::4] + 1, quotes[3::4]
    begins = tags.at[here] + 1 + tags.kind[here]
    end = value_end + 1
    end = end + letters.stand(b" ", end)
    as_written = (
        (key == begins + len(b'key="')).all()
        and letters.stand(b"key=", begins).all()
        and (value == key_end + len(b'" value="')).all()
        and letters.stand(b'" value=', key_end).all()
        and letters.stand(b"/>", end).all()
    )
    if not as_written or not _only_space_between(letters, tags, here, end + len(b"/>")):
        return None
    event = np.cumsum(tags.of(_EVENT)) - 1
    in_event = np.cumsum(tags.of(_EVENT).astype(np.int64) - tags.of(_END_OF_EVENT)) > 0
    trace = np.cumsum(tags.of(_TRACE)) - 1
    return _Attributes(key, key_end, value, value_end, np.where(in_event, event, -1)[here], trace[here])


def _only_space_between(letters: _Letters, tags: _Tags, here: Places, ends_of_attributes: Places) -> bool:
    ends = tags.at + 1
    for number, name in enumerate(_TAGS, -len(_TAGS)):
        ends[tags.of(number)] += len(name)
    ends[here] = ends_of_attributes
    starts = np.append(tags.at[1:], len(letters.each))
    if (ends > starts).any():
        return False
    gaps, _ = letters.between(ends, starts)
    return bool(np.isin(gaps, _WHITE).all())


def _column(letters: _Letters, found: _Attributes, name: str, events: int, trace_of_event: Places) -> pa.Array | None:
    of_trace = name.startswith(OF_TRACE)
    key = name.removeprefix(OF_TRACE).encode() if of_trace else name.encode()
    right_place = (found.event < 0) == of_trace
    rows = np.flatnonzero(right_place & (found.key_end - found.key == len(key)))
    rows = rows[letters.stand(key, found.key[rows])]
    if not of_trace:
        place = np.full(events, -1, np.int64)
        place[found.event[rows]] = rows
    else:
        of_each = np.full(int(trace_of_event.max(initial=0)) + 1, -1, np.int64)
        held = found.trace[rows] < len(of_each)
        of_each[found.trace[rows][held]] = rows[held]
        place = of_each[trace_of_event]
    return _texts(letters, found, place)


def _texts(letters: _Letters, found: _Attributes, place: Places) -> pa.Array | None:
    """The values at these places (-1: none) as text; None where they hold line breaks or tabs."""
    there = place >= 0
    starts = np.where(there, found.value[place], 0)
    ends = np.where(there, found.value_end[place], 0)
    gathered, offsets = letters.between(starts, ends)
    if (gathered < ord(" ")).any():  # which XML makes into spaces, by rules of its own
        return None
    buffers = [pa.array(there).buffers()[1], pa.py_buffer(offsets.astype(np.int64)), pa.py_buffer(gathered)]
    texts = pa.Array.from_buffers(pa.large_string(), len(place), buffers).cast(pa.string())
    if not (gathered == ord("&")).any():
        return texts
    return pa.array([None if text is None else unescape(text, _QUOTES) for text in texts.to_pylist()], pa.string())

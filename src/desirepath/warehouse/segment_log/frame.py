"""One frame: a head and a payload, held together by a checksum. What is not whole is never taken for one.

A frame is a magic that says whether its payload is kept or was removed, the CRC-32 of all that is not itself, the mark
of its segment, its sequence, the length of the payload, and the payload. The mark is drawn for each segment: bytes that a
client sent, and that look like a frame, do not carry it, so that a search behind damage cannot take them for one.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

MAGIC = b"\xd5dp"
KEPT, REMOVED = MAGIC + b"1", MAGIC + b"0"
_SEEDS = {KEPT: zlib.crc32(KEPT), REMOVED: zlib.crc32(REMOVED)}
_HEAD = struct.Struct("<4sIIQI")
_SUMMED = struct.Struct("<IQI")
HEAD_BYTES = _HEAD.size
_BEFORE_SUMMED = 8
LONGEST_PAYLOAD = 32 << 20
"""Bytes."""
_LAST_SEQUENCE = (1 << 63) - 1


class Frame(NamedTuple):
    """A payload, and its place in the order of the log, which begins with 1."""

    sequence: int
    payload: bytes


class Place(NamedTuple):
    """Where an intact frame lies in a segment, in bytes; `kept` is False where its payload was removed."""

    start: int
    end: int
    sequence: int
    kept: bool


def framed(mark: int, sequence: int, payload: bytes | None) -> bytes:
    """A frame as bytes; without a payload, one that says that it was removed. Raises ValueError for one too long."""
    body = b"" if payload is None else payload
    if len(body) > LONGEST_PAYLOAD:
        raise ValueError(f"a payload has at most {LONGEST_PAYLOAD} bytes, this one {len(body)}")
    magic = REMOVED if payload is None else KEPT
    summed = _SUMMED.pack(mark, sequence, len(body))
    checksum = zlib.crc32(body, zlib.crc32(summed, _SEEDS[magic]))
    return b"".join((magic, checksum.to_bytes(4, "little"), summed, body))


def mark_of(content: bytes) -> int | None:
    """The mark of a segment, from its first frame, or from most of its frames where the first is damaged."""
    view = memoryview(content)
    if _whole(view, 0) is not None:
        return _mark_at(view, 0)
    marks = Counter(_mark_at(view, start) for start in _magics(content, 1) if _whole(view, start) is not None)
    if marks:
        return marks.most_common(1)[0][0]
    return _mark_at(view, 0) if content[:4] in {KEPT, REMOVED} and len(content) >= HEAD_BYTES else None


def intact(content: bytes, mark: int | None = None) -> Iterator[Place]:
    """The intact frames of a segment in order, skipping damage. Their sequences rise."""
    mark = mark_of(content) if mark is None else mark
    view, at, last, size = memoryview(content), 0, 0, len(content)
    while mark is not None and at + HEAD_BYTES <= size:
        place = _whole(view, at, mark)
        if place is None:
            at = _resumed(content, view, at, mark)
            continue
        if place.sequence > last:
            last = place.sequence
            yield place
        at = place.end


def given_behind(content: bytes, start: int, last: int, mark: int) -> tuple[int, int]:
    """Where frames end that lie whole behind the last intact one but are damaged, and the last sequence of them.

    Their heads still say that these sequences were given. A frame that is cut short is torn, and not among them.
    """
    view = memoryview(content)
    while start + HEAD_BYTES <= len(content):
        magic, _, marked, sequence, length = _HEAD.unpack_from(view, start)
        end = start + HEAD_BYTES + length
        if (marked, sequence) != (mark, last + 1) or magic not in {KEPT, REMOVED} or end > len(content):
            break
        start, last = end, sequence
    return start, last


def _whole(view: memoryview, start: int, mark: int | None = None) -> Place | None:
    """The frame that begins there, where it is intact and carries the mark, if one is given."""
    if start + HEAD_BYTES > len(view):
        return None
    magic, checksum, marked, sequence, length = _HEAD.unpack_from(view, start)
    seed = _SEEDS.get(magic)
    end = start + HEAD_BYTES + length
    if seed is None or length > LONGEST_PAYLOAD or end > len(view) or (mark is not None and marked != mark):
        return None
    if zlib.crc32(view[start + _BEFORE_SUMMED : end], seed) != checksum:
        return None
    return Place(start, end, sequence, magic == KEPT) if 0 < sequence <= _LAST_SEQUENCE else None


def _mark_at(view: memoryview, start: int) -> int:
    return int.from_bytes(view[start + 8 : start + 12], "little")


def _magics(content: bytes, start: int) -> Iterator[int]:
    while (start := content.find(MAGIC, start)) >= 0:
        yield start
        start += 1


def _resumed(content: bytes, view: memoryview, damaged: int, mark: int) -> int:
    for start in _magics(content, damaged + 1):
        if _whole(view, start, mark) is not None:
            return start
    return len(content)

"""The files of a log: segments named by their first sequence, and beside each sealed one a small seal."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from desirepath.warehouse.segment_log.files import Files, put
from desirepath.warehouse.segment_log.frame import Place, given_behind, intact, mark_of

LOCK = "writer.lock"
DROPPED = "dropped-before"
SEAL_ASKED = "seal-asked"
"""Where this file lies, the writer seals the segment that it is writing, and takes the file away."""
_NAME = re.compile(r"(\d{20})\.(?:log|seal)")
_SEAL_MAGIC = b"\xd5seal\x01\x00\x00"
_SEAL = struct.Struct("<8sQQQQI")
_DROPPED_BYTES = 12


class Seal(NamedTuple):
    """What a sealed segment held when it was sealed: sequences, its mark, and its size in bytes."""

    first: int
    last: int
    mark: int
    size: int


class Inside(NamedTuple):
    """What the bytes of a segment hold: intact frames, its mark, the first and last sequence that were given.

    A copy under a later name is known by its frames: its first sequence is before its name. Behind `end` there is
    nothing but what was torn.
    """

    places: list[Place]
    mark: int
    first: int
    last: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment by its name; `seal` is None where there is none, or it is damaged."""

    file: Path
    named: int
    seal: Seal | None

    def content(self) -> bytes:
        """Its bytes; none where the file is missing."""
        try:
            return self.file.read_bytes()
        except FileNotFoundError:
            return b""

    def inside(self, content: bytes) -> Inside:
        """What the content holds."""
        mark = self.seal.mark if self.seal else mark_of(content)
        if mark is None:
            return Inside([], 0, self.named, self.named - 1, 0)
        places = list(intact(content, mark))
        first = min(self.named, places[0].sequence) if places else self.named
        behind = (places[-1].end, places[-1].sequence) if places else (0, self.named - 1)
        end, last = given_behind(content, *behind, mark)
        return Inside(places, mark, first, last, end)

    def extent(self) -> tuple[int, int]:
        """First and last sequence: from the seal, else read from the frames and the name."""
        if self.seal is not None:
            return self.seal.first, self.seal.last
        inside = self.inside(self.content())
        return inside.first, inside.last


def segment_file(folder: Path, first: int) -> Path:
    """The file of the segment that begins with a sequence."""
    return folder / f"{first:020d}.log"


def seal_file(segment: Path) -> Path:
    """The seal beside a segment."""
    return segment.with_suffix(".seal")


def torn_file(segment: Path) -> Path:
    """What was cut off a segment."""
    return segment.with_suffix(".torn")


def segments(folder: Path) -> list[Segment]:
    """All segments by name; one whose file is missing is among them where its seal is left."""
    try:
        names = {found[1] for file in folder.iterdir() if (found := _NAME.fullmatch(file.name))}
    except FileNotFoundError:
        return []
    firsts = [int(name) for name in sorted(names) if 0 < int(name) < 1 << 63]
    files = [segment_file(folder, first) for first in firsts]
    return [Segment(file, first, _seal_beside(file)) for file, first in zip(files, firsts, strict=True)]


def write_seal(files: Files, segment: Path, seal: Seal) -> None:
    """Put the seal of a segment there; durable once the folder is synced."""
    body = _SEAL.pack(_SEAL_MAGIC, *seal, 0)[:-4]
    put(files, seal_file(segment), body + zlib.crc32(body).to_bytes(4, "little"))


def _seal_beside(segment: Path) -> Seal | None:
    try:
        content = seal_file(segment).read_bytes()
    except OSError:
        return None
    if len(content) != _SEAL.size or zlib.crc32(content[:-4]) != int.from_bytes(content[-4:], "little"):
        return None
    magic, first, last, mark, size, _ = _SEAL.unpack(content)
    return Seal(first, last, mark, size) if magic == _SEAL_MAGIC else None


def write_dropped(files: Files, folder: Path, sequence: int) -> None:
    """Keep that frames before a sequence were dropped on purpose; durable once the folder is synced."""
    body = sequence.to_bytes(8, "little")
    put(files, folder / DROPPED, body + zlib.crc32(body).to_bytes(4, "little"), ".dropping")


def kept_from(folder: Path) -> int:
    """The first sequence that was not dropped on purpose; 1 where nothing says otherwise."""
    try:
        content = (folder / DROPPED).read_bytes()
    except OSError:
        return 1
    if len(content) != _DROPPED_BYTES or zlib.crc32(content[:8]) != int.from_bytes(content[8:], "little"):
        return 1
    return max(1, int.from_bytes(content[:8], "little"))

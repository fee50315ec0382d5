"""What a log says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LogState:
    """How a log that is open stands. `why` says why it does not accept; `bytes` are those of all its segments."""

    accepts: bool
    why: str
    last_sequence: int
    segments: int
    bytes: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentHealth:
    """One segment as its bytes tell it: intact frames, removed ones among them, and what is missing.

    `first` and `last` are None where nothing in it is intact. `lost` counts the sequences that this file should hold
    and does not, by its name, its seal and the segment behind it; another copy may still hold them. `copy` says that
    its frames began before its name, or were all held by others already.
    """

    file: str
    frames: int
    removed: int
    first: int | None
    last: int | None
    lost: int
    bytes: int
    damaged_bytes: int
    missing: bool
    copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHealth:
    """A whole log: frames that can be read, removed ones among them, and the sequences lost, as ranges."""

    segments: tuple[SegmentHealth, ...]
    intact: int
    removed: int
    lost: int
    gaps: tuple[tuple[int, int], ...]

"""Reads a log in order: each sequence once, the first intact frame of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from heapq import merge
from pathlib import Path

from desirepath.warehouse.segment_log.frame import HEAD_BYTES, Frame, intact
from desirepath.warehouse.segment_log.segment import Segment, segments


def frames(folder: Path, after: int = 0) -> Iterator[Frame]:
    """The intact frames with a sequence above `after`, in order; damage and removed frames are skipped.

    May run while another process writes. What the writer has not synced yet is synced before it is given, so that
    nothing is given that a power cut could still take back.
    """
    for frame, kept in in_order(folder, after):
        if kept:
            yield frame


def in_order(folder: Path, after: int = 0) -> Iterator[tuple[Frame, bool]]:
    """As `frames`, removed ones too, each with whether it is kept."""
    last = after
    for group in _groups(segments(folder), after):
        together = [_frames_of(segment, content) for segment, content in group]
        several = merge(*together, key=lambda found: found[0].sequence) if len(together) > 1 else together[0]
        for found in several:
            if found[0].sequence > last:
                last = found[0].sequence
                yield found


def _groups(found: list[Segment], after: int) -> Iterator[list[tuple[Segment, bytes | None]]]:
    """Segments in order of their sequences; those that overlap, as copies do, together."""
    if not found:
        return
    *earlier, newest = found
    extents = [(*segment.extent(), segment) for segment in earlier]
    if newest.seal is not None:
        extents.append((*newest.extent(), newest))
    extents.sort(key=lambda extent: (extent[0], extent[2].named))
    group: list[tuple[Segment, bytes | None]] = []
    reach = 0
    for first, last, segment in extents:
        if last <= after:
            continue
        if group and first > reach:
            yield group
            group = []
        group.append((segment, None))
        reach = max(reach, last)
    if group:
        yield group
    if newest.seal is None:
        yield [(newest, _durable(newest.file))]


def _frames_of(segment: Segment, content: bytes | None) -> Iterator[tuple[Frame, bool]]:
    content = segment.content() if content is None else content
    for place in intact(content, segment.seal.mark if segment.seal else None):
        yield Frame(place.sequence, content[place.start + HEAD_BYTES : place.end]), place.kept


def _durable(file: Path) -> bytes:
    """What is in a file that may be being written, synced; nothing where the disk cannot promise it."""
    try:
        with file.open("rb") as opened:
            content = opened.read()
            os.fdatasync(opened.fileno())
    except OSError:
        return b""
    return content

"""Reads every byte of a log and tells what is damaged, what is missing, and exactly how much."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

from desirepath.warehouse.segment_log.reading import in_order
from desirepath.warehouse.segment_log.segment import Segment, kept_from, segments
from desirepath.warehouse.segment_log.state import LogHealth, SegmentHealth


def scrub(folder: Path) -> LogHealth:
    """The health of a log; may run while another process writes.

    A sequence is lost where no segment holds it intact, though a later one, a seal or the name of a segment shows
    that it was given. What was dropped on purpose is not lost. What lay behind the last segment is not known to have
    been, once its file and its seal are gone together.
    """
    found = segments(folder)
    begins = [segment.named for segment in found[1:]]
    told = tuple(_health(segment, begin) for segment, begin in zip_longest(found, begins))
    gaps: list[tuple[int, int]] = []
    expected, intact, removed = kept_from(folder), 0, 0
    for frame, kept in in_order(folder):
        intact += kept
        removed += not kept
        if frame.sequence > expected:
            gaps.append((expected, frame.sequence - 1))
        expected = max(expected, frame.sequence + 1)
    last = max((_last_given(segment) for segment in found), default=0)
    if last >= expected:
        gaps.append((expected, last))
    lost = sum(end - start + 1 for start, end in gaps)
    return LogHealth(segments=told, intact=intact, removed=removed, lost=lost, gaps=tuple(gaps))


def _last_given(segment: Segment) -> int:
    return segment.extent()[1]


def _health(segment: Segment, following: int | None) -> SegmentHealth:
    content = segment.content()
    inside = segment.inside(content)
    places = inside.places
    first, last = segment.seal[:2] if segment.seal else inside[2:4]
    copy = first < segment.named
    if segment.seal is None and following is not None and not copy:
        last = max(last, following - 1)
    whole = sum(place.end - place.start for place in places)
    return SegmentHealth(
        file=segment.file.name,
        frames=len(places),
        removed=sum(not place.kept for place in places),
        first=places[0].sequence if places else None,
        last=places[-1].sequence if places else None,
        lost=max(0, last - first + 1 - len(places)),
        bytes=len(content),
        damaged_bytes=len(content) - whole,
        missing=not segment.file.exists(),
        copy=copy,
    )

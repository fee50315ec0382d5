"""Whether the audit log is whole: every row as it was written, none missing, none added, none moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desirepath.console.audit.models import Entry
from desirepath.console.audit.record import anchor
from desirepath.console.audit.seals import FIRST_SEAL, Row, seal_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many lines were read, and what is wrong with them. No `problems`: the log is whole."""

    lines: int
    problems: tuple[str, ...]


def verify(key: bytes, anchor_file: Path, most: int = 20) -> Verified:
    """Read the whole log and its end in the file beside it. At most so many problems are told."""
    found: list[str] = []
    lines = 0
    for read, problem in _read(key, anchor_file):
        lines = read
        if problem:
            found.append(problem)
        if len(found) >= most:
            found.append("There may be more.")
            break
    return Verified(lines=lines, problems=tuple(found))


def _read(key: bytes, anchor_file: Path) -> Iterator[tuple[int, str]]:
    """The number of lines so far, and what is wrong with the line, or nothing."""
    before, lines, expected = FIRST_SEAL, 0, 1
    end = anchor(anchor_file)
    end_number, end_seal = end or (0, FIRST_SEAL)
    for entry in Entry.objects.order_by("number").iterator(2000):
        lines += 1
        if entry.number != expected:
            yield lines, f"Between line {expected - 1} and line {entry.number}, lines are missing."
        row = Row(**{name: getattr(entry, name) for name in Row.__slots__})
        fits = seal_of(row, before, key) == entry.seal
        yield lines, "" if fits else f"Line {entry.number} is not as it was written, or not in its place."
        if entry.number == end_number and entry.seal != end_seal:
            yield lines, f"Line {entry.number} is not the one that stood at the end of the log."
        before, expected = entry.seal, entry.number + 1
    if lines and end is None:
        yield lines, f"The file {anchor_file.name}, which says where the log ends, is missing or damaged."
    if expected - 1 < end_number:
        yield lines, f"The log ends with line {expected - 1}, but had {end_number} lines."

"""Takes payloads out of a log for good, without touching the order or the count of what was there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desirepath.warehouse.segment_log.files import Files, OsFiles, put
from desirepath.warehouse.segment_log.frame import HEAD_BYTES, framed
from desirepath.warehouse.segment_log.segment import (
    Seal,
    Segment,
    kept_from,
    seal_file,
    segments,
    torn_file,
    write_dropped,
    write_seal,
)

Keep = Callable[[bytes], bytes | None]
_UNFINISHED = ".rewriting"


def rewrite_without(folder: Path, keep: Keep, files: Files | None = None) -> int:
    """Give each payload of the sealed segments to `keep`, and put there what it returns; None removes the payload.

    A removed frame keeps its sequence. Each segment is replaced whole and durably or not at all, and doing it again
    after a crash ends where it would have. Damaged bytes and torn tails, which may hold anything, go too. The segment
    that is being written is left alone (see `seal_open`). Returns how many
    payloads were changed or removed. Raises OSError, and ValueError for a payload that became longer than 32 MiB.
    """
    files = files or OsFiles()
    for left in folder.glob(f"*{_UNFINISHED}"):
        files.unlink(left)
    changed = 0
    for torn in folder.glob("*.torn"):
        files.unlink(torn)
    for segment in _no_longer_written(segments(folder)):
        changed += _rewritten(files, segment, keep)
    files.sync_folder(folder)
    return changed


def drop_before(folder: Path, sequence: int, files: Files | None = None) -> int:
    """Delete the sealed segments whose frames all come before a sequence, and return how many; durable.

    What is dropped does not count as lost. Raises OSError; doing it again then ends where it would have.
    """
    files = files or OsFiles()
    ready = [one for one in _no_longer_written(segments(folder)) if one.extent()[1] < sequence]
    if not ready:
        return 0
    start = max(one.extent()[1] for one in ready) + 1
    if start > kept_from(folder):
        write_dropped(files, folder, start)
        files.sync_folder(folder)
    for segment in ready:
        for file in (segment.file, torn_file(segment.file), seal_file(segment.file)):
            with suppress(FileNotFoundError):
                files.unlink(file)
    files.sync_folder(folder)
    return len(ready)


def _no_longer_written(found: list[Segment]) -> list[Segment]:
    return [one for one in found if one.seal is not None or one is not found[-1]]


def _rewritten(files: Files, segment: Segment, keep: Keep) -> int:
    content = segment.content()
    inside = segment.inside(content)
    changed = 0
    parts: list[bytes] = []
    for place in inside.places:
        payload = content[place.start + HEAD_BYTES : place.end] if place.kept else None
        kept = None if payload is None else keep(payload)
        changed += kept != payload
        parts.append(content[place.start : place.end] if kept == payload else framed(inside.mark, place.sequence, kept))
    whole = b"".join(parts)
    if whole == content:
        return 0
    put(files, segment.file, whole, _UNFINISHED)
    first, last = segment.seal[:2] if segment.seal else inside[2:4]
    if inside.end:
        write_seal(files, segment.file, Seal(first, last, inside.mark, len(whole)))
    files.sync_folder(segment.file.parent)
    return changed

"""Opens what a process left behind, however it ended: nothing that was acknowledged is touched, nothing refuses."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desirepath.warehouse.segment_log.files import Files, put
from desirepath.warehouse.segment_log.segment import (
    Seal,
    Segment,
    kept_from,
    seal_file,
    segments,
    torn_file,
    write_seal,
)


def recover(files: Files, folder: Path) -> int:
    """Seal what was left open, and tell the next sequence.

    Sealed segments are not read. A torn tail is cut off and kept beside its segment as `.torn`: no acknowledgement
    was ever given for what was not whole. Where the disk refuses to seal, the segment is left as it is, and read as it is.
    """
    for left in folder.glob("*.tmp"):
        with suppress(OSError):
            files.unlink(left)
    last = kept_from(folder) - 1
    for segment in segments(folder):
        last = max(last, segment.seal.last if segment.seal else _sealed(files, segment))
    return last + 1


def _sealed(files: Files, segment: Segment) -> int:
    content = segment.content()
    inside = segment.inside(content)
    with suppress(OSError):
        opened = files.reopen(segment.file)
        try:
            files.fdatasync(opened)
            if inside.end:
                _cut(files, opened, segment.file, content[inside.end :])
        finally:
            files.close(opened)
        if inside.end:
            write_seal(files, segment.file, Seal(inside.first, inside.last, inside.mark, inside.end))
        elif not content:
            files.unlink(segment.file)
            with suppress(FileNotFoundError):
                files.unlink(seal_file(segment.file))
    return inside.last


def _cut(files: Files, opened: int, file: Path, tail: bytes) -> None:
    if not tail:
        return
    if tail.strip(b"\0"):
        put(files, torn_file(file), tail)
    size = file.stat().st_size
    files.truncate(opened, size - len(tail))
    files.fdatasync(opened)

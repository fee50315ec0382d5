"""The segment that is being written. It is given up at the first error, and never trusted again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from desirepath.warehouse.segment_log.files import Files, write_all
from desirepath.warehouse.segment_log.frame import framed
from desirepath.warehouse.segment_log.segment import Seal, segment_file, write_seal


class OpenSegment:
    """A new segment, empty and durable. `size` and `last` tell of what was synced, and of nothing else."""

    def __init__(self, files: Files, folder: Path, first: int) -> None:
        """Raise OSError where it cannot be made. A file of this name is replaced: nothing in it was ever promised."""
        self.file = segment_file(folder, first)
        self.first, self.last, self.size = first, first - 1, 0
        self._files = files
        self._mark = int.from_bytes(os.urandom(4), "little")
        unfinished = self.file.with_suffix(".log.tmp")
        self._opened = files.create(unfinished)
        try:
            files.fdatasync(self._opened)
            files.rename(unfinished, self.file)
            files.sync_folder(folder)
        except OSError:
            self.close()
            raise

    def add(self, first: int, payloads: Iterable[bytes | None]) -> None:
        """Write payloads under consecutive sequences and sync them. After an OSError call `give_up`, nothing else."""
        batch = [framed(self._mark, first + place, payload) for place, payload in enumerate(payloads)]
        content = b"".join(batch)
        write_all(self._files, self._opened, content)
        self._files.fdatasync(self._opened)
        self.size += len(content)
        self.last = first + len(batch) - 1

    def seal(self) -> None:
        """Close it and put its seal beside it; without a seal it is worked out from its frames, so errors may pass."""
        self.close()
        if self.last >= self.first:
            with suppress(OSError):
                write_seal(self._files, self.file, Seal(self.first, self.last, self._mark, self.size))

    def give_up(self) -> None:
        """Cut off what was not synced, where the disk still lets us, and close it."""
        try:
            self._files.truncate(self._opened, self.size)
        except OSError:
            self.close()
            return
        if self.last < self.first:
            self.close()
            with suppress(OSError):
                self._files.unlink(self.file)
        else:
            self.seal()

    def close(self) -> None:
        """Close the file, without a word where that fails: what was promised is synced."""
        with suppress(OSError):
            self._files.close(self._opened)

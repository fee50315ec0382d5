"""One writer a log: a lock that the kernel lets go of when its process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from desirepath.warehouse.segment_log.errors import LogInUse
from desirepath.warehouse.segment_log.segment import LOCK


class WriterLock:
    """The lock of a folder, held until `release`. Raises LogInUse, and OSError where no file can be made."""

    def __init__(self, folder: Path) -> None:
        self._opened = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            fcntl.flock(self._opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(self._opened, 20, 0).decode("ascii", "replace").strip()
            os.close(self._opened)
            raise LogInUse.of(folder, holder) from error
        with suppress(OSError):
            os.ftruncate(self._opened, 0)
            os.pwrite(self._opened, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Let go."""
        os.close(self._opened)

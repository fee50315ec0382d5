"""Files of which the Nth call fails, or all from the Nth on, as a disk or a kill would have it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desirepath.warehouse.segment_log import OsFiles


class Killed(BaseException):
    """The process ends here: nothing that follows is run."""


class FailingFiles(OsFiles):
    """Counts its calls; those that `fails` tells raise `error`. A failing write has written half before."""

    def __init__(self, fails: Callable[[int], bool], error: Callable[[], BaseException] | None = None) -> None:
        self.calls = 0
        self.failed = 0
        self.fails = fails
        self.error = error or (lambda: OSError(errno.EIO, "Input/output error"))

    def _count(self) -> bool:
        self.calls += 1
        failing = self.fails(self.calls)
        self.failed += failing
        return failing

    def _check(self) -> None:
        if self._count():
            raise self.error()

    def make_folder(self, folder: Path) -> None:
        self._check()
        super().make_folder(folder)

    def create(self, file: Path) -> int:
        self._check()
        return super().create(file)

    def reopen(self, file: Path) -> int:
        self._check()
        return super().reopen(file)

    def write(self, opened: int, content: memoryview) -> int:
        if self._count():
            super().write(opened, content[: len(content) // 2])
            raise self.error()
        return super().write(opened, content)

    def fdatasync(self, opened: int) -> None:
        self._check()
        super().fdatasync(opened)

    def truncate(self, opened: int, size: int) -> None:
        self._check()
        super().truncate(opened, size)

    def rename(self, old: Path, new: Path) -> None:
        self._check()
        super().rename(old, new)

    def unlink(self, file: Path) -> None:
        self._check()
        super().unlink(file)

    def sync_folder(self, folder: Path) -> None:
        self._check()
        super().sync_folder(folder)


class ShortWrites(OsFiles):
    """Writes no more than some bytes a call."""

    def __init__(self, most: int) -> None:
        self.most = most

    def write(self, opened: int, content: memoryview) -> int:
        return super().write(opened, content[: self.most])


def filled(folder: Path, payloads: list[bytes], **how: Any) -> dict[int, bytes]:
    """A closed log of these payloads, and what it acknowledged."""
    from desirepath.warehouse.segment_log import SegmentLog

    log = SegmentLog.opened(folder, **how)
    kept = {log.append_and_wait(payload): payload for payload in payloads}
    log.close()
    return kept

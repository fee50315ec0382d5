"""The log as its one writer has it: payloads in, acknowledgements out, in that order and never otherwise."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Self

from desirepath.warehouse.segment_log.commit import Committing
from desirepath.warehouse.segment_log.errors import LogBusy, LogUnwritable
from desirepath.warehouse.segment_log.files import Files, OsFiles
from desirepath.warehouse.segment_log.frame import LONGEST_PAYLOAD
from desirepath.warehouse.segment_log.lock import WriterLock
from desirepath.warehouse.segment_log.recover import recover
from desirepath.warehouse.segment_log.state import LogState
from desirepath.warehouse.segment_log.waiting import Appended, Done, Waiting

SEGMENT_BYTES = 64 << 20
_FOLDERS_ABOVE = 4
"""Synced at each opening: an earlier one may have made them and been ended before it synced them."""


class SegmentLog:
    """A log that is open for writing, by this process alone. All of it may be called from any thread."""

    def __init__(self, lock: WriterLock, committing: Committing, waiting: Waiting) -> None:
        """For `opened`."""
        self._lock = lock
        self._committing = committing
        self._waiting = waiting
        self._closing = threading.Lock()
        self._released = False
        self._thread = threading.Thread(target=committing.run, name="segment log", daemon=True)
        self._thread.start()

    @classmethod
    def opened(cls, folder: Path, *, segment_bytes: int = SEGMENT_BYTES, files: Files | None = None) -> Self:
        """Take the lock of a folder, mend what a crash left, and begin a new segment.

        A damaged log opens; so does one on a full disk, which then accepts as soon as there is room. Raises LogInUse
        where another process writes, LogUnwritable where the folder cannot be made or locked.
        """
        files = files or OsFiles()
        try:
            _make(files, folder)
            lock = WriterLock(folder)
        except OSError as error:
            raise LogUnwritable(f"{folder}: {error.strerror or error}") from error
        waiting = Waiting()
        return cls(lock, Committing(files, folder, recover(files, folder), segment_bytes, waiting), waiting)

    def append(self, payload: bytes, done: Done) -> None:
        """Let a payload be kept, as `append_all` does. Raises ValueError for one longer than 32 MiB."""
        if len(payload) > LONGEST_PAYLOAD:
            raise _too_long(payload)
        self.append_all((Appended(payload, done),))

    def append_all(self, those: Sequence[Appended]) -> None:
        """Let payloads be kept, in their order; never waits for the disk.

        The `done` of each gets its sequence from the committing thread once it is durable, or LogFull, LogUnwritable or
        LogBusy, at once where that is known already; that of one longer than 32 MiB a ValueError, and the others go on.
        """
        fitting = [one for one in those if len(one.payload) <= LONGEST_PAYLOAD]
        refusal: Exception | None = self._committing.refusal()
        added = self._waiting.add(fitting) if refusal is None else 0
        for one in fitting[added:]:
            one.done(None, refusal or self._not_added())
        if len(fitting) < len(those):
            for one in those:
                if len(one.payload) > LONGEST_PAYLOAD:
                    one.done(None, _too_long(one.payload))

    def _not_added(self) -> Exception:
        closed = self._waiting.closed
        return LogUnwritable("the log is closed") if closed else LogBusy("too much is waiting for the disk")

    def append_and_wait(self, payload: bytes) -> int:
        """Keep a payload and return its sequence once it is durable. Raises what `done` would be told."""
        kept: Future[int] = Future()

        def done(sequence: int | None, error: Exception | None) -> None:
            if sequence is None:
                kept.set_exception(error or LogUnwritable("the log says no more"))
            else:
                kept.set_result(sequence)

        self.append(payload, done)
        return kept.result()

    def state(self) -> LogState:
        """How it stands, without a look at the disk."""
        refusal = self._committing.refusal()
        tally = self._committing.tally()
        return LogState(
            accepts=refusal is None and not self._waiting.closed,
            why=str(refusal) if refusal else "",
            last_sequence=tally.last_sequence,
            segments=tally.segments,
            bytes=tally.bytes,
            waiting=len(self._waiting),
        )

    def close(self) -> None:
        """Commit what waits, seal the segment, let go of the lock. Closing again does nothing."""
        self._waiting.close()
        self._thread.join()
        with self._closing:
            if not self._released:
                self._released = True
                self._lock.release()


def _too_long(payload: bytes) -> ValueError:
    return ValueError(f"a payload has at most {LONGEST_PAYLOAD} bytes, this one {len(payload)}")


def _make(files: Files, folder: Path) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        with suppress(FileExistsError):
            files.make_folder(one)
    for one in list(folder.parents)[:_FOLDERS_ABOVE]:
        with suppress(PermissionError):
            files.sync_folder(one)

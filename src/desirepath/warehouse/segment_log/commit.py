"""The one thread that writes: all that waits in one go, one sync, then the acknowledgements."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from desirepath.warehouse.segment_log.errors import LogFull, LogUnwritable, as_refusal
from desirepath.warehouse.segment_log.files import Files, put
from desirepath.warehouse.segment_log.open_segment import OpenSegment
from desirepath.warehouse.segment_log.segment import SEAL_ASKED
from desirepath.warehouse.segment_log.waiting import Appended, Waiting

PROBE_SECONDS = 0.5
"""How often a log that does not accept tries whether it could."""
_PROBE_BYTES = 64 << 10
_OPEN_SECONDS = 3600
"""A segment is sealed after this long even where it is not full, so that erasure reaches what is in it."""


class Tally(NamedTuple):
    """Last acknowledged sequence; segments and their bytes."""

    last_sequence: int
    segments: int
    bytes: int


class Committing:
    """Runs in a thread of its own until what waits is closed and done.

    A sequence is given to one payload only: those that could not be written are owed, and a removed frame stands for
    each of them once the log can be written again.
    """

    def __init__(self, files: Files, folder: Path, following: int, segment_bytes: int, waiting: Waiting) -> None:
        self._files, self._folder, self._segment_bytes, self._waiting = files, folder, segment_bytes, waiting
        self._next = following
        self._owed = range(following, following)
        self._refusal: LogFull | LogUnwritable | None = None
        self._segment: OpenSegment | None = None
        self._since = self._looked = time.monotonic()
        self._tally = Tally(following - 1, 0, 0)
        self._begin_again()

    def refusal(self) -> LogFull | LogUnwritable | None:
        """Why nothing is accepted just now, as an error of its own for each who asks."""
        known = self._refusal
        return type(known)(*known.args) if known is not None else None

    def tally(self) -> Tally:
        """What there is, as of the last commit."""
        now, open_bytes = self._tally, self._segment.size if self._segment else 0
        return now._replace(bytes=now.bytes + open_bytes)

    def run(self) -> None:
        """Commit until what waits is closed and done."""
        while True:
            batch = self._waiting.taken(PROBE_SECONDS)
            if batch:
                self._commit(batch)
            elif self._waiting.closed:
                break
            elif self._refusal is not None:
                self._begin_again()
            elif self._is_old():
                self._seal()
            self._seal_if_asked()
        self._seal()
        with suppress(OSError):
            self._files.sync_folder(self._folder)

    def _commit(self, batch: list[Appended]) -> None:
        if self._refusal is None:
            first, payloads = self._next, [one.payload for one in batch]
            self._next += len(batch)
            error = self._tried(first, payloads)
            if isinstance(as_told := _told(error), LogUnwritable):
                error = self._tried(first, payloads)
                as_told = _told(error)
            if as_told is None:
                self._tally = self._tally._replace(last_sequence=self._next - 1)
            else:
                self._owed = range(first, self._next)
                self._refusal = as_told
        kept = self._refusal is None
        for sequence, one in enumerate(batch, self._next - len(batch)):
            try:
                one.done(sequence if kept else None, self.refusal())
            except Exception:  # noqa: BLE001, S112 - those who wait are told, whatever the one before makes of it
                continue

    def _tried(self, first: int, payloads: Sequence[bytes | None]) -> Exception | None:
        """Write and sync, in a new segment where there is none or it is full; the error where that failed."""
        try:
            if self._segment is not None and self._segment.size >= self._segment_bytes:
                self._seal()
            if self._segment is None:
                self._begin(first)
            if self._segment is not None and payloads:
                self._segment.add(first, payloads)
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing was kept, and those who wait are told
            self._give_up()
            return error
        return None

    def _begin(self, first: int) -> None:
        self._segment = OpenSegment(self._files, self._folder, first)
        self._since = time.monotonic()
        others = [entry for entry in os.scandir(self._folder) if entry.name.endswith(".log")]
        self._tally = self._tally._replace(segments=len(others), bytes=sum(one.stat().st_size for one in others))

    def _begin_again(self) -> None:
        """Try whether there is room, and write for what is owed; the log accepts where that succeeds."""
        probe = self._folder / "room.tmp"
        error: Exception | None = None
        if self._refusal is not None:
            try:
                put(self._files, probe, bytes(_PROBE_BYTES))
                self._files.unlink(probe)
            except OSError as failed:
                error = failed
        first = self._owed.start if self._owed else self._next
        error = error or self._tried(first, [None] * len(self._owed))
        self._refusal = _told(error)
        if error is None:
            self._owed = range(self._next, self._next)

    def _seal_if_asked(self) -> None:
        """Seal for those who want to rewrite what is in the segment; looked for twice a second, however much comes in."""
        now = time.monotonic()
        if now - self._looked < PROBE_SECONDS:
            return
        self._looked = now
        asked = self._folder / SEAL_ASKED
        if asked.exists():
            self._seal()
            with suppress(OSError):
                self._files.unlink(asked)

    def _is_old(self) -> bool:
        segment = self._segment
        return segment is not None and segment.size > 0 and time.monotonic() - self._since > _OPEN_SECONDS

    def _seal(self) -> None:
        segment, self._segment = self._segment, None
        if segment is not None:
            segment.seal()

    def _give_up(self) -> None:
        segment, self._segment = self._segment, None
        if segment is not None:
            segment.give_up()


def _told(error: Exception | None) -> LogFull | LogUnwritable | None:
    if error is None:
        return None
    return as_refusal(error) if isinstance(error, OSError) else LogUnwritable(repr(error))

"""What waits for the disk, within bounds."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

Done: TypeAlias = Callable[[int | None, Exception | None], None]
"""Told the sequence of a payload once it is durable, or why it is not kept."""

MOST_BYTES = 64 << 20
MOST_PAYLOADS = 20_000
_BYTES_A_COMMIT = 8 << 20


class Appended(NamedTuple):
    """A payload, and who waits for it."""

    payload: bytes
    done: Done


class Waiting:
    """A queue between those who append and the one that commits. `closed` once nothing more is taken."""

    def __init__(self) -> None:
        self.closed = False
        self._queue: deque[Appended] = deque()
        self._bytes = 0
        self._changed = threading.Condition(threading.Lock())

    def __len__(self) -> int:
        return len(self._queue)

    def add(self, those: Sequence[Appended]) -> int:
        """Let payloads wait, in their order; how many of them: fewer where too much waits already, 0 once closed."""
        with self._changed:
            if self.closed:
                return 0
            waited = len(self._queue)
            for added, one in enumerate(those):
                if waited + added >= MOST_PAYLOADS or self._bytes + len(one.payload) > MOST_BYTES:
                    break
                self._queue.append(one)
                self._bytes += len(one.payload)
            if self._queue and not waited:
                self._changed.notify()
            return len(self._queue) - waited

    def taken(self, seconds: float) -> list[Appended]:
        """What waits, up to some MiB; nothing where nothing came within the time, or the queue was closed."""
        with self._changed:
            if not self._queue and not self.closed:
                self._changed.wait(seconds)
            batch: list[Appended] = []
            size = 0
            while self._queue and size < _BYTES_A_COMMIT:
                batch.append(self._queue.popleft())
                size += len(batch[-1].payload)
            self._bytes -= size
            return batch

    def close(self) -> None:
        """Take nothing more."""
        with self._changed:
            self.closed = True
            self._changed.notify()

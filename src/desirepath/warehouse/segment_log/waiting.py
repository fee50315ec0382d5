"""What waits for the disk, within bounds."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
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

    def add(self, payload: bytes, done: Done) -> bool:
        """Let a payload wait; False where too much is waiting already, or the queue is closed."""
        with self._changed:
            if self.closed or len(self._queue) >= MOST_PAYLOADS or self._bytes + len(payload) > MOST_BYTES:
                return False
            self._queue.append(Appended(payload, done))
            self._bytes += len(payload)
            if len(self._queue) == 1:
                self._changed.notify()
            return True

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

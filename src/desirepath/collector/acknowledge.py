"""From the thread that commits to the requests that wait for it."""

from __future__ import annotations

import asyncio
import functools
from collections import deque

from desirepath.collector.parts import EventLog
from desirepath.warehouse.segment_log import Appended

MOST_TOGETHER = 32
"""Requests that are handed to the log in one go, at most; more than these would only make each wait longer."""


class Acknowledgements:
    """Waits for the disk on behalf of requests.

    What comes in one round of the event loop is handed over together: a commit costs the same for one payload as for
    many, and the committing thread does not take turns with a loop that is busy. One commit wakes the loop once.
    """

    def __init__(self, log: EventLog, loop: asyncio.AbstractEventLoop) -> None:
        self._log = log
        self._loop = loop
        self._gathered: list[Appended] = []
        self._ready: deque[tuple[asyncio.Future[None], Exception | None]] = deque()
        self._woken = False

    async def kept(self, payload: bytes) -> None:
        """Return once the payload is durable. Raises what the log says where it is not."""
        future: asyncio.Future[None] = self._loop.create_future()
        self._gathered.append(Appended(payload, functools.partial(self._done, future)))
        if len(self._gathered) == 1:
            self._loop.call_soon(self._hand_over)
        elif len(self._gathered) >= MOST_TOGETHER:
            self._hand_over()
        await future

    def _hand_over(self) -> None:
        gathered, self._gathered = self._gathered, []
        try:
            self._log.append_all(gathered)
        except Exception as error:  # noqa: BLE001 - those whom it concerns are told
            for one in gathered:
                one.done(None, error)

    def _done(self, future: asyncio.Future[None], _: int | None, error: Exception | None) -> None:
        self._ready.append((future, error))
        if not self._woken:
            self._woken = True
            self._wake_the_loop()

    def _wake_the_loop(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._wake)
        except RuntimeError:
            # The loop has ended: nobody waits any more, and what was kept is kept.
            self._woken = False

    def _wake(self) -> None:
        # Before the queue is emptied: what is added from here on wakes the loop anew.
        self._woken = False
        while self._ready:
            future, error = self._ready.popleft()
            if future.done():
                continue
            if error is None:
                future.set_result(None)
            else:
                future.set_exception(error)

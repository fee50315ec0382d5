"""Uvicorn around a door: one process, one event loop, no log of accesses."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import resource
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn

from desirepath.doors.bounded import Shared
from desirepath.doors.limits import Limits
from desirepath.doors.protocol import DoorProtocol

SWEEP_SECONDS = 0.1
TICKS_A_SECOND = 10
SPARE_FILES = 64
"""File handles for all that is no connection."""


class DoorServer(uvicorn.Server):
    """Ends on SIGTERM and SIGINT without raising them again, so that the log can be closed after it.

    `each_second` is called in its loop.
    """

    def __init__(self, config: uvicorn.Config, each_second: Callable[[], object]) -> None:
        super().__init__(config)
        self._each_second = each_second
        self._sweeper: asyncio.Task[None] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        del sig, frame
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._sweeper = asyncio.get_running_loop().create_task(self._sweep())

    async def on_tick(self, counter: int) -> bool:
        if counter % TICKS_A_SECOND == 0:
            self._each_second()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        if self._sweeper is not None:
            self._sweeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeper

    async def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            now = loop.time()
            for connection in tuple(self.server_state.connections):
                if isinstance(connection, DoorProtocol):
                    connection.overdue(now)


def configured(app: Any, shared: Shared) -> uvicorn.Config:  # noqa: ANN401 - an ASGI application
    """How uvicorn runs an application behind the bounds of the doors."""
    return uvicorn.Config(
        app,
        loop="uvloop",
        http=functools.partial(DoorProtocol, shared=shared),  # type: ignore[arg-type]
        ws="none",
        interface="asgi3",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


def raise_file_limit(limits: Limits) -> int:
    """Let the process open as many files as it may have connections; how many connections there is room for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + SPARE_FILES
    room = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < room:
        resource.setrlimit(resource.RLIMIT_NOFILE, (room, hard))
    return min(limits.connections, room - SPARE_FILES)

"""One connection: what it is at, until when, and how it ends."""

from __future__ import annotations

import asyncio
from enum import IntEnum
from typing import Any

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
from uvicorn.server import ServerState

from desirepath.doors.answers import Refused
from desirepath.doors.bounded import BoundedReading, Shared
from desirepath.doors.cut_off import cut_off, on_the_wire

UNREAD_AT_MOST = 256 * 1024
"""Bytes that a client may still send after it was refused, so that it can read why."""


class Phase(IntEnum):
    """What a connection is at."""

    IDLE = 0
    HEAD = 1
    BODY = 2
    ANSWER = 3
    ENDING = 4


class DoorProtocol(BoundedReading):
    """One connection. The application starts once a body is whole, so that a slow client holds nothing but memory.

    Each phase has an absolute end; `overdue` is called for every connection several times a second.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        shared: Shared,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop, shared=shared)
        self.enter(Phase.HEAD, self.limits.head_seconds)
        self._deferred: Any = None
        self._answering: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        if len(self.connections) > self.limits.connections:
            self.refuse(cut_off("connections", self.limits.connections))

    def connection_lost(self, exc: Exception | None) -> None:
        self.forget_body()
        self.pipeline.clear()
        if self._answering is not None:
            self._answering.disconnected = True
        super().connection_lost(exc)

    def eof_received(self) -> bool:  # type: ignore[override]
        """A client that has said all and still listens gets its answer; any other is let go."""
        if self._answering is None:
            return False
        self._answering.keep_alive = False
        return True

    def data_received(self, came: bytes) -> None:
        if self.phase is Phase.ENDING:
            self._ignore(len(came))
            return
        if self.phase is Phase.IDLE:
            self.enter(Phase.HEAD, self.limits.head_seconds)
        message = self.messages
        try:
            self.parser.feed_data(came)
        except httptools.HttpParserUpgrade:
            self.cycle.keep_alive = False
        except httptools.HttpParserError:
            self.refuse(self.stopped or cut_off("not_http"))
        else:
            if message == self.messages and self.phase in {Phase.HEAD, Phase.BODY}:
                self.read += len(came)
                if refused := self.too_long():
                    self.refuse(refused)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if self.expect_100_continue and self._deferred is not None:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.cycle.waiting_for_100_continue = False

    def on_message_complete(self) -> None:
        super().on_message_complete()
        if self._deferred is not None:
            app, self._deferred = self._deferred, None
            self._start_asgi_task(self.cycle, app)

    def on_response_complete(self) -> None:
        """Let the next request of the connection begin, or wait for one."""
        self.server_state.total_requests += 1
        self._answering = None
        if self.transport.is_closing():
            return
        if self.in_head:
            self.enter(Phase.HEAD, self.limits.head_seconds)
        else:
            self.enter(Phase.IDLE, self.limits.idle_seconds)
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())

    def shutdown(self) -> None:
        """Close at once what has not said all; let go of the rest after its answer."""
        if self._answering is not None:
            self._answering.keep_alive = False
        elif self.phase is not Phase.ENDING:
            self.transport.close()

    def overdue(self, now: float) -> None:
        """Close a connection whose time is up: with 408 where part of a request has come, else silently."""
        if now < self.due:
            return
        if self.phase in {Phase.ANSWER, Phase.ENDING}:
            self.transport.abort()
        elif self.phase is Phase.BODY or self.in_head:
            self.refuse(cut_off("too_slow"))
        else:
            self.transport.close()

    def refuse(self, refused: Refused) -> None:
        """Answer what cannot be read further, after what is being answered already, and end the connection."""
        self.shared.count(refused.error)
        self.forget_body()
        if self._answering is not None:
            self.flow.pause_reading()
            self.pipeline.clear()
            self._answering.keep_alive = False
            return
        self.enter(Phase.ENDING, self.limits.ending_seconds)
        self.read = 0
        self.transport.write(on_the_wire(refused, self.shared.request_ids()))
        self.transport.write_eof()

    def make_room(self) -> None:
        """Cut the connection that has been sending its body for longest."""
        connections: Any = self.connections
        sending = [one for one in connections if one.phase is Phase.BODY and one is not self]
        if sending:
            oldest: DoorProtocol = min(sending, key=lambda one: one.due)
            oldest.refuse(cut_off("bodies_limit", self.limits.bodies_bytes))

    def enter(self, phase: Phase, seconds: float) -> None:
        self.phase = phase
        self.due = self.loop.time() + seconds

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:  # noqa: ANN401 - an ASGI application
        if cycle.more_body:
            self._deferred = app
            self.enter(Phase.BODY, self.limits.body_seconds)
            return
        self._answering = cycle
        self.enter(Phase.ANSWER, self.limits.answer_seconds)
        super()._start_asgi_task(cycle, app)

    def _ignore(self, size: int) -> None:
        self.read += size
        if self.read > UNREAD_AT_MOST:
            self.transport.abort()

"""What a request may be, while it is read: bounds on its head, on its body, and on the bodies of all."""

from __future__ import annotations

import asyncio
from typing import Any, NoReturn

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from desirepath.doors.answers import Refused, RequestIds
from desirepath.doors.cut_off import announced_length, cut_off
from desirepath.doors.limits import Limits

WHOLE_BODY = "desirepath.body"
"""Name of the ASGI extension that holds a body that has come in whole."""
CHUNKED_AT_MOST = 8
"""How many times its body a request may be long: chunks of a byte are six bytes long."""


class Shared:
    """What all connections of a door know of each other. `bodies`: bytes of bodies that are still coming in."""

    __slots__ = ("bodies", "limits", "refused", "request_ids")

    def __init__(self, limits: Limits, request_ids: RequestIds) -> None:
        self.limits = limits
        self.request_ids = request_ids
        self.bodies = 0
        self.refused: dict[str, int] = {}

    def count(self, error: str) -> None:
        self.refused[error] = self.refused.get(error, 0) + 1


class BoundedReading(HttpToolsProtocol):
    """Uvicorn's parsing of requests within bounds. What is over them ends the parsing with `Refused` in `stopped`."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        shared: Shared,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.shared = shared
        self.limits = shared.limits
        self.stopped: Refused | None = None
        self.messages = 0
        self.in_head = False
        self.read = 0
        """Bytes since the head of this message began, or its body."""
        self._head_bytes = self._body_bytes = 0

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.messages += 1
        self._head_bytes = self.read = 0
        self.in_head = True

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._count_head(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._count_head(len(name) + len(value) + 4)
        if len(self.headers) > self.limits.headers:
            self._stop(cut_off("header_count", self.limits.headers))

    def on_headers_complete(self) -> None:
        announced = announced_length(self.headers)
        if announced is None:
            self._stop(cut_off("not_http"))
        if announced > self.limits.body_bytes:
            self._stop(cut_off("body_limit", self.limits.body_bytes))
        self.in_head = False
        self.read = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._body_bytes + len(body) > self.limits.body_bytes:
            self._stop(cut_off("body_limit", self.limits.body_bytes))
        self._body_bytes += len(body)
        self.cycle.body += body
        self.shared.bodies += len(body)
        if self.shared.bodies > self.limits.bodies_bytes:
            self.make_room()

    def on_message_complete(self) -> None:
        self.forget_body()
        cycle = self.cycle
        cycle.more_body = False
        cycle.message_event.set()
        # Beside `receive`, which would have nothing to give once the client has gone.
        cycle.scope["extensions"] = {WHOLE_BODY: {"body": bytes(cycle.body)}}
        cycle.body = bytearray()

    def make_room(self) -> None:
        """Called when the bodies that are coming in are too much together."""

    def forget_body(self) -> None:
        """Count the body of this connection no longer."""
        self.shared.bodies -= self._body_bytes
        self._body_bytes = 0

    def too_long(self) -> Refused | None:
        """What is said of a head that does not end, or of a body that is mostly chunk sizes."""
        if self.in_head:
            most = self.limits.head_bytes
            return cut_off("head_limit", most) if self.read > most else None
        most = self.limits.body_bytes
        return cut_off("body_limit", most) if self.read > CHUNKED_AT_MOST * most else None

    def _count_head(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > self.limits.head_bytes:
            self._stop(cut_off("head_limit", self.limits.head_bytes))

    def _stop(self, refused: Refused) -> NoReturn:
        self.stopped = refused
        raise refused

"""A request as the doors look at it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from desirepath.doors.answers import Refused
from desirepath.doors.bounded import WHOLE_BODY

Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
Scope: TypeAlias = dict[str, Any]


class Request:
    """One request to bring events."""

    __slots__ = ("_headers", "id", "kind", "query", "scope")

    def __init__(self, scope: Scope, kind: str, request_id: str) -> None:
        self.scope = scope
        self.kind = kind
        self.id = request_id
        self.query: bytes = scope["query_string"]
        self._headers: dict[bytes, bytes] = dict(scope["headers"])

    def header(self, name: bytes) -> bytes | None:
        return self._headers.get(name)

    def forget_body(self) -> None:
        """Let go of a body that will not be read."""
        self.scope.pop("extensions", None)


async def whole_body(scope: Scope, receive: Receive, limit: int) -> bytes:
    """The body; at once where the connection has brought it whole. Raises Refused: 413 above `limit` bytes."""
    brought = (scope.get("extensions") or {}).pop(WHOLE_BODY, None)
    if brought is not None:
        body: bytes = brought["body"]
        return body
    parts = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "gone", "The client went away before its request was whole.")
        parts += message.get("body", b"")
        if len(parts) > limit:
            raise Refused(413, "body_limit", "The body is too long.", limit=limit)
        more = message.get("more_body", False)
    return bytes(parts)

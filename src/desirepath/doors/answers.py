"""What the doors answer: bodies, headers, and the errors by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from secrets import token_hex
from typing import Any, TypeAlias

import msgspec

Headers: TypeAlias = list[tuple[bytes, bytes]]
Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]

JSON = (b"content-type", b"application/json")
PLAIN = (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")
HARMLESS: Headers = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
ALLOWED = {"only_post": b"OPTIONS, POST", "only_get": b"GET, HEAD"}
"""What an address takes, by the word for having asked otherwise."""

_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: status, body, and the headers beside its length."""

    status: int
    body: bytes
    headers: Sequence[tuple[bytes, bytes]] = ()

    def with_headers(self, more: Iterable[tuple[bytes, bytes]]) -> Answer:
        return Answer(self.status, self.body, [*self.headers, *more])


class Refused(Exception):
    """A request that is not taken. `error` is a stable word, `detail` a sentence that quotes nothing of the request.

    `retry_after` is in whole seconds, for what may be sent again later.
    """

    def __init__(self, status: int, error: str, detail: str, **more: int) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.detail = detail
        self.limit: int | None = more.get("limit")
        self.retry_after: int | None = more.get("retry_after")


class RequestIds:
    """Ids of requests: one chance part by process, one number by request."""

    __slots__ = ("_next", "_prefix")

    def __init__(self) -> None:
        self._prefix = token_hex(4)
        self._next = count(1)

    def __call__(self) -> str:
        return f"{self._prefix}{next(self._next):08x}"


def refusal(refused: Refused, request_id: str) -> Answer:
    """The answer to a request that is not taken."""
    body: dict[str, Any] = {"error": refused.error, "detail": refused.detail}
    if refused.limit is not None:
        body["limit"] = refused.limit
    body["request_id"] = request_id
    headers = [JSON]
    if refused.retry_after is not None:
        headers.append((b"retry-after", str(refused.retry_after).encode()))
    if refused.status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    if refused.error in ALLOWED:
        headers.append((b"allow", ALLOWED[refused.error]))
    return Answer(refused.status, _ENCODER.encode(body), headers)


def document(status: int, body: object) -> Answer:
    """A JSON document as an answer."""
    return Answer(status, _ENCODER.encode(body), (JSON,))


async def sent(answer: Answer, send: Send) -> None:
    """Send an answer through ASGI; one that says nothing of it may not be kept by anybody."""
    said = {name for name, _ in answer.headers}
    headers = [*answer.headers, *(one for one in HARMLESS if one[0] not in said)]
    if answer.status not in {204, 304}:
        headers.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})

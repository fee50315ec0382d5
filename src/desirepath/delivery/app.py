"""Delivery as an ASGI application: from a request to its answer."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from desirepath.delivery.asking_rates import AskingRates
from desirepath.delivery.desk import Desk
from desirepath.delivery.replies import ADDRESSES, Address, published
from desirepath.delivery.said import Said, read_said
from desirepath.delivery.sdk_files import PLACE, SdkFiles
from desirepath.delivery.workspaces import CANNOT_OPEN, Workspaces
from desirepath.doors import origins
from desirepath.doors.answers import JSON, Answer, Refused, RequestIds, Send, document, refusal, sent
from desirepath.doors.asked import Receive, Scope, whole_body
from desirepath.doors.bodies import refuse_unknown_form, unpacked
from desirepath.doors.faults import place_of
from desirepath.doors.limits import KIB, Limits

LOGGER = logging.getLogger("desirepath.delivery")
LIMITS = Limits(body_bytes=64 * KIB, inflated_bytes=64 * KIB, head_bytes=16 * KIB, waiting_of_a_key=256)
GUIDES = "/v1/guides"
KEPT = (b"cache-control", b"max-age=60")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What delivery is made of."""

    workspaces: Workspaces
    rates: AskingRates
    files: SdkFiles = field(default_factory=SdkFiles)
    limits: Limits = LIMITS
    request_ids: RequestIds = field(default_factory=RequestIds)


class Delivery:
    """Answers requests. Knows nothing of connections: `doors.protocol` bounds and times these."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._waiting: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError("delivery speaks HTTP only")
        request_id = self._parts.request_ids()
        try:
            answer = await self._answer(scope, receive)
        except Refused as refused:
            answer = refusal(refused, request_id)
        except CANNOT_OPEN as fault:
            LOGGER.error("request %s: %s", request_id, place_of(fault))  # noqa: TRY400 - the message may quote the request
            told = Refused(503, "store", "What is remembered cannot be read or written now.", retry_after=5)
            answer = refusal(told, request_id)
        except Exception as fault:  # noqa: BLE001 - the last door: a fault of ours is told without what was sent
            LOGGER.error("request %s: %s", request_id, place_of(fault))  # noqa: TRY400 - the message may quote the request
            answer = refusal(Refused(500, "fault", "A fault of delivery."), request_id)
        await sent(self._readable(answer, scope), send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        path: str = scope["path"]
        asked: dict[bytes, bytes] = dict(scope["headers"])
        if path == "/healthz":
            return _read(scope, lambda: document(200, {"delivers": True}))
        client = scope.get("client")
        self._parts.rates.count_address(client[0] if client else None, asked, time.monotonic())
        if path.startswith(PLACE):
            return _read(scope, lambda: self._parts.files.answer(path, asked))
        if scope["method"] == "OPTIONS" and (path == GUIDES or path in ADDRESSES):
            return Answer(204, b"")
        if path == GUIDES:
            return _read(scope, lambda: self._guides(scope["query_string"], asked))
        address = ADDRESSES.get(path)
        if address is None:
            raise Refused(404, "no_such_address", "There is nothing at this address.")
        if scope["method"] != "POST":
            raise Refused(405, "only_post", "This address is sent to with POST.")
        return await self._reply(address, await self._body(scope, receive, asked), asked)

    async def _body(self, scope: Scope, receive: Receive, asked: dict[bytes, bytes]) -> bytes:
        limits, encoding = self._parts.limits, asked.get(b"content-encoding", b"")
        refuse_unknown_form(asked.get(b"content-type", b""), encoding)
        return unpacked(await whole_body(scope, receive, limits.body_bytes), encoding, limits.inflated_bytes)

    async def _reply(self, address: Address[Any], body: bytes, asked: dict[bytes, bytes]) -> Answer:
        said: Said = read_said(body, address.kind)
        desk = self._desk(said.key, asked)
        waiting = self._waiting.get(desk.workspace, 0)
        if waiting >= self._parts.limits.waiting_of_a_key:
            raise Refused(503, "overload", "Too many requests wait.", limit=waiting, retry_after=1)
        self._waiting[desk.workspace] = waiting + 1
        try:
            return await asyncio.get_running_loop().run_in_executor(desk.thread, address.answer, desk, said)
        finally:
            self._waiting[desk.workspace] -= 1

    def _desk(self, key: str, asked: dict[bytes, bytes]) -> Desk:
        """The desk of a key. Raises Refused: 401 and 403 where it may not be used, 429 where it is used too much."""
        found = self._parts.workspaces.of(key)
        if found is None:
            raise Refused(401, "unknown_key", "The request has no write key that is in force.")
        workspace, held = found
        origin = asked.get(b"origin")
        if origin is not None and not origins.fits(origin, held.origins):
            raise Refused(403, "wrong_origin", "This write key may not be used from this page.")
        self._parts.rates.count_key(held.id, time.monotonic())
        return self._parts.workspaces.desk(workspace)

    def _guides(self, query: bytes, asked: dict[bytes, bytes]) -> Answer:
        named = parse_qs(query.decode("latin-1"))
        desk = self._desk(named.get("key", [""])[0], asked)
        guides, application = published(desk), named.get("application", [""])[0]
        if desk.published is None or (guides.applications and application not in guides.applications):
            raise Refused(404, "nothing_published", "Nothing is published for this application.")
        etag = b'"%s"' % hashlib.sha256(desk.published.envelope).hexdigest()[:32].encode()
        if asked.get(b"if-none-match") == etag:
            return Answer(304, b"", [KEPT, (b"etag", etag)])
        return Answer(200, desk.published.envelope, [JSON, KEPT, (b"etag", etag)])

    def _readable(self, answer: Answer, scope: Scope) -> Answer:
        """The answer with what lets a page of a registered origin read it."""
        asked: dict[bytes, bytes] = dict(scope["headers"])
        origin = asked.get(b"origin")
        if origin is None or answer.status == 403 or scope["path"].startswith(PLACE):
            return answer
        allowed = self._parts.workspaces.origins
        if scope["method"] == "OPTIONS":
            wanted = asked.get(b"access-control-request-headers", b"")
            return answer.with_headers(origins.preflight(origin, wanted, allowed))
        return answer.with_headers(origins.seen_by(origin, allowed))


def _read(scope: Scope, answer: Callable[[], Answer]) -> Answer:
    """The answer to what is only read. Raises Refused (405)."""
    if scope["method"] not in {"GET", "HEAD"}:
        raise Refused(405, "only_get", "This address is read with GET.")
    return answer()

"""The collector as an ASGI application: from a request to its answer, once what it brought is durable."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field

from desirepath.collector import routes
from desirepath.collector.acknowledge import Acknowledgements
from desirepath.collector.credentials import key_in_body, key_in_head
from desirepath.collector.metrics import Metrics
from desirepath.collector.parts import EventDoor, EventLog, Taken
from desirepath.collector.reading import Looking
from desirepath.collector.taken import SEGMENTS, taken
from desirepath.collector.unreadable import KeptUnread, Unreadable
from desirepath.doors import origins
from desirepath.doors.answers import Answer, Refused, RequestIds, Send, refusal, sent
from desirepath.doors.asked import Receive, Request, Scope, whole_body
from desirepath.doors.bodies import refuse_unknown_form, unpacked
from desirepath.doors.faults import place_of
from desirepath.doors.keys import KeyRing
from desirepath.doors.limits import Limits
from desirepath.doors.rates import Bucket, Rates, retry_after
from desirepath.warehouse.collected import encoded
from desirepath.warehouse.segment_log.errors import LogBusy, LogFull, LogUnwritable
from desirepath.warehouse.write_keys import WriteKey

LOGGER = logging.getLogger("desirepath.collector")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a collector is made of. `share` is this process's part of what each key may send."""

    door: EventDoor
    log: EventLog
    keys: KeyRing
    limits: Limits = field(default_factory=Limits)
    metrics: Metrics = field(default_factory=Metrics)
    request_ids: RequestIds = field(default_factory=RequestIds)
    share: float = 1.0


class Collector:
    """Takes requests. Knows nothing of connections: `protocol` bounds and times these."""

    def __init__(self, parts: Parts, looking: Looking) -> None:
        self._parts = parts
        self._door = parts.door
        self._looking = looking
        self._rates = Rates(parts.share)
        self._acknowledgements: Acknowledgements | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError("the collector speaks HTTP only")
        request_id = self._parts.request_ids()
        try:
            answer = await self._answer(scope, receive, request_id)
        except Refused as refused:
            self._parts.metrics.count_refused(refused.error)
            answer = refusal(refused, request_id)
        except Exception as fault:  # noqa: BLE001 - the last door: a fault of ours is told without what was sent
            LOGGER.error("request %s: %s", request_id, place_of(fault))  # noqa: TRY400 - the message may quote the request
            self._parts.metrics.count_refused("fault")
            answer = refusal(Refused(500, "fault", "A fault of the collector."), request_id)
        await sent(answer if answer.status == 403 else self._readable(answer, scope), send)

    async def _answer(self, scope: Scope, receive: Receive, request_id: str) -> Answer:
        kind = routes.TAKES.get(scope["path"])
        method = scope["method"]
        if kind is None:
            return self._looking.answer(scope)
        if method == "POST":
            return await self._take(Request(scope, kind, request_id), receive)
        if method == "OPTIONS":
            return Answer(204, b"")
        raise Refused(405, "only_post", "Events are sent with POST.")

    async def _take(self, request: Request, receive: Receive) -> Answer:
        parts, began = self._parts, time.perf_counter()
        text = key_in_head(request.header(b"authorization"), request.query)
        key = None if text is None else self._allowed(text, request)
        bucket = None if key is None else await self._within_rate(key, request)
        refuse_unknown_form(request.header(b"content-type") or b"", request.header(b"content-encoding") or b"")
        sent_body = await whole_body(request.scope, receive, parts.limits.body_bytes)
        body = unpacked(sent_body, request.header(b"content-encoding") or b"", parts.limits.inflated_bytes)
        if key is None or bucket is None:
            key = self._allowed(key_in_body(body), request)
            bucket = await self._within_rate(key, request)
        brought, refused = self._brought(body, request.kind, key.id)
        bucket.take(max(brought.batch.received, 1), len(body))
        await self._keep(brought, bucket)
        parts.metrics.kept(brought, time.perf_counter() - began)
        if refused is not None:
            raise refused
        if request.kind != routes.OWN:
            return SEGMENTS
        return taken(brought.batch.received - len(brought.rejected), brought.rejected, request.id)

    def _brought(self, body: bytes, kind: str, key_id: str) -> tuple[Taken, Refused | None]:
        """What the door makes of a body; one that it cannot read is kept as a single bad event."""
        now = time.time_ns() // 1000
        try:
            if kind == routes.OWN:
                return self._door.own(body, key_id, now), None
            return self._door.segment(body, kind, key_id, now), None
        except Unreadable as unreadable:
            told = Refused(unreadable.status, unreadable.error, unreadable.detail)
            return KeptUnread(unreadable.batch), told

    def _allowed(self, text: bytes, request: Request) -> WriteKey:
        key = self._parts.keys.of(text)
        if key is None:
            raise Refused(401, "unknown_key", "The request has no write key that is in force.")
        origin = request.header(b"origin")
        if origin is not None and not origins.fits(origin, key.origins):
            raise Refused(403, "wrong_origin", "This write key may not be used from this page.")
        return key

    async def _within_rate(self, key: WriteKey, request: Request) -> Bucket:
        now, limits = time.monotonic(), self._parts.limits
        bucket = self._rates.of(key.id, key.rate, now)
        wait = bucket.seconds_until(now)
        if wait > 0:
            await _slowed_down(bucket, request, limits.refusal_seconds)
            raise Refused(429, "rate", "This write key sends too much.", retry_after=retry_after(wait))
        if bucket.waiting >= limits.waiting_of_a_key:
            await _slowed_down(bucket, request, limits.refusal_seconds)
            told = "Too many requests of this write key wait."
            raise Refused(429, "waiting", told, limit=limits.waiting_of_a_key, retry_after=1)
        return bucket

    async def _keep(self, brought: Taken, bucket: Bucket) -> None:
        if self._acknowledgements is None:
            self._acknowledgements = Acknowledgements(self._parts.log, asyncio.get_running_loop())
        bucket.waiting += 1
        try:
            await self._acknowledgements.kept(encoded(brought.batch))
        except asyncio.CancelledError:
            raise
        except Exception as error:
            raise _unavailable(error) from error
        finally:
            bucket.waiting -= 1

    def _readable(self, answer: Answer, scope: Scope) -> Answer:
        """The answer with what lets a page of a registered origin read it."""
        asked: dict[bytes, bytes] = dict(scope["headers"])
        origin = asked.get(b"origin")
        if origin is None:
            return answer
        allowed = self._parts.keys.origins
        if scope["method"] == "OPTIONS":
            return answer.with_headers(
                origins.preflight(origin, asked.get(b"access-control-request-headers", b""), allowed)
            )
        return answer.with_headers(origins.seen_by(origin, allowed))


WHY_NOT: dict[type[Exception], tuple[str, str, int]] = {
    LogBusy: ("overload", "Too much is waiting for the disk.", 1),
    LogFull: ("disk_full", "The disk of the collector is full.", 5),
    LogUnwritable: ("disk_failed", "The disk of the collector cannot be written to.", 5),
}


async def _slowed_down(bucket: Bucket, request: Request, seconds: float) -> None:
    """Let a flooding client wait for its refusal, the longer the more of its requests wait: others have the time."""
    request.forget_body()
    bucket.refused += 1
    try:
        await asyncio.sleep(min(seconds * (1 + bucket.refused / 32), 25 * seconds))
    finally:
        bucket.refused -= 1


def _unavailable(error: Exception) -> Refused:
    word, detail, seconds = WHY_NOT.get(type(error), ("log", "The collector cannot keep events now.", 5))
    return Refused(503, word, detail, retry_after=seconds)

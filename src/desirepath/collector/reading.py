"""What may be read of a collector: whether it accepts, its counts, and the settings of Segment's browser library."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Mapping
from typing import Any

from desirepath.collector import routes
from desirepath.collector.laid_down import LaidDown
from desirepath.collector.metrics import Metrics
from desirepath.collector.parts import EventLog
from desirepath.collector.segment_settings import settings_of
from desirepath.collector.standing import Open, Standing, as_text
from desirepath.doors.answers import PLAIN, Answer, Refused, document
from desirepath.doors.keys import KeyRing

LOOPBACK = ("127.", "::1", "::ffff:127.")
FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-real-ip", b"via")
"""Headers of a proxy: what comes through one on this machine does not come from this machine."""


class Looking:
    """Answers what is asked with GET. `token` lets others than this machine read the metrics.

    Where several processes take events, `laid_down` is what all of them counted.
    """

    def __init__(self, log: EventLog, keys: KeyRing, metrics: Metrics, token: str | None = None) -> None:
        self._log = log
        self._keys = keys
        self._metrics = metrics
        self._token = token
        self.laid_down: LaidDown | None = None
        self.connections: Callable[[], int] = lambda: 0
        self.cut_off: Mapping[str, int] = {}

    def answer(self, scope: dict[str, Any]) -> Answer:
        """The answer to a request for something that is no place for events. Raises Refused: 404, 405, 401, 403."""
        path: str = scope["path"]
        found = {"/healthz": self._health, "/metrics": self._counts}.get(path)
        settings = routes.SETTINGS.fullmatch(path) if found is None else None
        if found is None and settings is None:
            raise Refused(404, "no_such_address", "There is nothing at this address.")
        if scope["method"] not in {"GET", "HEAD"}:
            raise Refused(405, "only_get", "This address is read with GET.")
        asked: dict[bytes, bytes] = dict(scope["headers"])
        if settings is not None:
            return self._settings(settings[1], asked, scope["scheme"])
        return found(asked, scope) if found is not None else document(404, {})

    def _health(self, _asked: dict[bytes, bytes], _scope: dict[str, Any]) -> Answer:
        stands = self._standing().open
        if stands.accepts:
            return document(200, {"accepts": True})
        return document(503, {"accepts": False, "why": stands.why})

    def _counts(self, asked: dict[bytes, bytes], scope: dict[str, Any]) -> Answer:
        if not (_from_here(asked, scope) or self._has_token(asked)):
            raise Refused(403, "metrics", "The metrics are shown to this machine, or with their token.")
        return Answer(200, as_text(self._standing()).encode(), (PLAIN,))

    def lay_down(self) -> None:
        """Let the other processes know how this one stands, where there are others."""
        if self.laid_down is not None:
            self.laid_down.lay_down(self._own_standing())

    def _standing(self) -> Standing:
        own = self._own_standing()
        return own if self.laid_down is None else self.laid_down.all_with(own)

    def _own_standing(self) -> Standing:
        counted = self._metrics.counted(self.cut_off)
        return Standing(time.time(), counted, Open.of(self._log.state(), self.connections()))

    def _settings(self, write_key: str, asked: dict[bytes, bytes], scheme: str) -> Answer:
        if self._keys.of(write_key.encode()) is None:
            raise Refused(401, "unknown_key", "The request has no write key that is in force.")
        named = asked.get(b"x-forwarded-proto", scheme.encode())
        protocol = "https" if named == b"https" else "http"
        return document(200, settings_of(write_key, asked.get(b"host", b""), protocol))

    def _has_token(self, asked: dict[bytes, bytes]) -> bool:
        given = asked.get(b"authorization", b"").removeprefix(b"Bearer ")
        return self._token is not None and hmac.compare_digest(given, self._token.encode())


def _from_here(asked: dict[bytes, bytes], scope: dict[str, Any]) -> bool:
    client = scope.get("client")
    return client is not None and client[0].startswith(LOOPBACK) and not any(name in asked for name in FORWARDED)

"""How much each key may send: token buckets of events and of bytes."""

from __future__ import annotations

import math

from desirepath.warehouse.write_keys import Rate

BURST_SECONDS = 2.0


class Bucket:
    """What one key may still send now. It may go into debt by one request, as events are counted after parsing.

    `waiting` requests of the key wait for the disk, `refused` ones for their refusal.
    """

    __slots__ = ("_at", "bytes", "events", "rate", "refused", "waiting")

    def __init__(self, rate: Rate, now: float) -> None:
        self.rate = rate
        self._at = now
        self.events = rate.events * BURST_SECONDS
        self.bytes = rate.bytes * BURST_SECONDS
        self.waiting = 0
        self.refused = 0

    def seconds_until(self, now: float) -> float:
        """Seconds until the key may send again; 0 where it may now."""
        passed, self._at = max(now - self._at, 0.0), now
        rate = self.rate
        self.events = min(self.events + passed * rate.events, rate.events * BURST_SECONDS)
        self.bytes = min(self.bytes + passed * rate.bytes, rate.bytes * BURST_SECONDS)
        if self.events > 0 and self.bytes > 0:
            return 0.0
        return max(_wait(self.events, rate.events), _wait(self.bytes, rate.bytes))

    def take(self, events: int, size: int) -> None:
        self.events -= events
        self.bytes -= size


class Rates:
    """A bucket for each key; a key whose rate was changed begins anew.

    `share` is the part of a rate that is taken here, where several processes take events.
    """

    def __init__(self, share: float = 1.0) -> None:
        self._share = share
        self._buckets: dict[str, Bucket] = {}

    def of(self, key_id: str, rate: Rate, now: float) -> Bucket:
        bucket = self._buckets.get(key_id)
        part = rate if self._share == 1.0 else Rate(rate.events * self._share, rate.bytes * self._share)
        if bucket is None or bucket.rate != part:
            bucket = self._buckets[key_id] = Bucket(part, now)
        return bucket


def retry_after(seconds: float) -> int:
    """Whole seconds for a Retry-After, from 1 to 60."""
    return min(max(math.ceil(seconds), 1), 60)


def _wait(left: float, rate: float) -> float:
    return 0.0 if left > 0 else (1.0 - left) / rate if rate > 0 else 60.0

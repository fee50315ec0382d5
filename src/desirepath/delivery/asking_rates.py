"""How many requests a write key and an address may send."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from desirepath.doors.answers import Refused
from desirepath.doors.rates import Bucket, Rates, retry_after
from desirepath.warehouse.write_keys import Rate

_MOST_BYTES = 1024.0 * 1024 * 1024
FORWARDED = b"x-forwarded-for"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingLimits:
    """Requests a second, on average; twice as many in one go. `addresses` is how many are remembered."""

    of_a_key: float = 1_000.0
    of_an_address: float = 50.0
    addresses: int = 10_000


class AskingRates:
    """Counts requests. `proxies` are the addresses of those whose word is taken for whom they ask."""

    def __init__(self, limits: AskingLimits, proxies: frozenset[str]) -> None:
        self._of_a_key = Rate(limits.of_a_key, _MOST_BYTES)
        self._of_an_address = Rate(limits.of_an_address, _MOST_BYTES)
        self._most = limits.addresses
        self._proxies = proxies
        self._keys = Rates()
        self._addresses: OrderedDict[str, Bucket] = OrderedDict()

    def count_address(self, client: str | None, asked: dict[bytes, bytes], now: float) -> None:
        """Count a request of an address. Raises Refused (429). A proxy's own requests are not counted."""
        address = self._asking(client, asked)
        if address is None:
            return
        bucket = self._addresses.pop(address, None) or Bucket(self._of_an_address, now)
        self._addresses[address] = bucket
        if len(self._addresses) > self._most:
            self._addresses.popitem(last=False)
        _take(bucket, now, "This address asks too much.")

    def count_key(self, key_id: str, now: float) -> None:
        """Count a request with a key. Raises Refused (429)."""
        _take(self._keys.of(key_id, self._of_a_key, now), now, "This write key asks too much.")

    def _asking(self, client: str | None, asked: dict[bytes, bytes]) -> str | None:
        if client is None or client not in self._proxies:
            return client
        # Only the last entry was written by the proxy; what stands before it anybody could have sent.
        last = asked.get(FORWARDED, b"").rpartition(b",")[2].strip()
        return last.decode("latin-1")[:64] or None


def _take(bucket: Bucket, now: float, told: str) -> None:
    wait = bucket.seconds_until(now)
    if wait > 0:
        raise Refused(429, "rate", told, retry_after=retry_after(wait))
    bucket.take(1, 0)

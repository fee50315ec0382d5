"""A process that sends batches over many kept connections: `python -m bench.collecting.clients` PORT KEY SECONDS
CONNECTIONS RATE prints one JSON document.

At a rate of 0 each connection sends its next batch as soon as the last is answered. At another, so many events a second
fall due over all of them, and a batch is late from when it was due, not from when it could be sent.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from base64 import b64encode
from datetime import UTC, datetime
from itertools import count, cycle
from typing import Any

import uvloop

EVENTS = 20
WARM_UP = 0.5
"""Seconds that are not counted."""
EVENT = (
    '{"type":"track","event":"Order step done","messageId":"@request%016x","userId":"person-%05d",'
    '"timestamp":"@now","properties":{"case":"case-%07d","step":"approve",'
    '"region":"north","team":"purchasing 7","note":"second approval of a purchase order above the limit",'
    '"amount":"1840.50"}}'
)
BODIES = 1_000
"""Written beforehand, so that the load takes as little as it can from those on whom it is. Only the ids are new."""


class Requests:
    """Batches of events, each with an id that no other has."""

    def __init__(self, key: str) -> None:
        self._number = count(time.time_ns())
        basic = b64encode(f"{key}:".encode()).decode()
        head = (
            "POST /v1/batch HTTP/1.1\r\nhost: collector\r\n"
            f"authorization: Basic {basic}\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
        )
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        event = EVENT.replace("@now", now)
        numbers = ((number, number % 9_973, number % 1_000_003) for number in count(next(self._number)))
        bodies = (
            f'{{"batch":[{",".join(event % next(numbers) for _ in range(EVENTS))}],"sentAt":"{now}"}}'
            for _ in range(BODIES)
        )
        added = EVENTS * (len(f"{0:016x}") - len("@request"))
        self._written = cycle([(head % (len(one) + added) + one).encode().split(b"@request") for one in bodies])

    def __call__(self) -> bytes:
        return (b"%016x" % next(self._number)).join(next(self._written))


class Client(asyncio.Protocol):
    """One connection: sends, waits, notes how long it took, sends again, at once or after `every` seconds."""

    def __init__(
        self, requests: Requests, taken: list[tuple[float, float]], failed: list[bytes], every: float = 0.0
    ) -> None:
        self._requests = requests
        self._every = every
        self._taken = taken
        self._failed = failed
        self._said = b""
        self._began = self._due = 0.0
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        if self._every:
            # Spread over the first interval, as clients that know nothing of each other are.
            self._due = time.perf_counter() + self._every * random.random()
            self._send_when_due()
        else:
            self._send()

    def data_received(self, data: bytes) -> None:
        self._said += data
        head, found, body = self._said.partition(b"\r\n\r\n")
        if not found or len(body) < int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]):
            return
        now = time.perf_counter()
        if head.startswith(b"HTTP/1.1 2"):
            self._taken.append((now, now - self._began))
        else:
            self._failed.append(self._said[:300])
        self._said = b""
        self._send_when_due() if self._every else self._send()

    def _send_when_due(self) -> None:
        late = self._due - time.perf_counter()
        asyncio.get_running_loop().call_later(max(late, 0.0), self._send)

    def _send(self) -> None:
        request = self._requests()
        self._began = self._due if self._every else time.perf_counter()
        self._due += self._every
        if not self._transport.is_closing():
            self._transport.write(request)


async def sent_for(port: int, key: str, seconds: float, connections: int, rate: float) -> dict[str, object]:
    """Events a second, latencies in milliseconds at the half and at 99 in 100, failures."""
    every = connections * EVENTS / rate if rate else 0.0
    taken: list[tuple[float, float]] = []
    failed: list[bytes] = []
    loop, requests = asyncio.get_running_loop(), Requests(key)
    made = [
        await loop.create_connection(lambda: Client(requests, taken, failed, every), "127.0.0.1", port)
        for _ in range(connections)
    ]
    began = time.perf_counter() + WARM_UP
    await asyncio.sleep(WARM_UP + seconds)
    for transport, _ in made:
        transport.abort()
    latencies = sorted(took for at, took in taken if began <= at <= began + seconds)
    return {
        "events_per_second": len(latencies) * EVENTS / seconds,
        "p50_ms": latencies[len(latencies) // 2] * 1000,
        "p99_ms": latencies[len(latencies) * 99 // 100] * 1000,
        "requests": len(taken),
        "failed": len(failed),
        "first_failure": failed[0].decode("latin-1") if failed else "",
    }


if __name__ == "__main__":
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    port, key, seconds, connections, rate = sys.argv[1:]
    print(json.dumps(asyncio.run(sent_for(int(port), key, float(seconds), int(connections), float(rate)))))

"""Clients that never give up: each sends the same batch until it is acknowledged, and remembers what was."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from collections import deque
from dataclasses import dataclass, field

IN_A_BATCH = 20
AGAIN_SECONDS = 0.05


@dataclass(slots=True)
class SteadySenders:
    """So many connections to one address. `acknowledged` counts each one's batches, which it sends in order.

    An event's id is its sender's number, its batch's and its place in it, so that all that were acknowledged can be
    named without being kept. `sent` counts batches as they leave, those that are sent again included.
    """

    port: int
    key: str
    connections: int
    acknowledged: list[int] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    latencies: deque[float] = field(default_factory=lambda: deque(maxlen=50_000))
    sent: int = 0
    stopping: bool = False

    async def send(self) -> None:
        """Send until `stopping`; every batch that was begun is acknowledged before the end."""
        self.acknowledged = self.acknowledged or [0] * self.connections
        await asyncio.gather(*(self._sender(number) for number in range(self.connections)))

    async def _sender(self, number: int) -> None:
        connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        while not self.stopping:
            request = self._request(number, self.acknowledged[number])
            while True:
                try:
                    connection = connection or await asyncio.open_connection("127.0.0.1", self.port)
                    status = await self._exchanged(connection, request)
                except (OSError, asyncio.IncompleteReadError, ValueError):
                    status = "no answer"
                self.answers[status] = self.answers.get(status, 0) + 1
                if status == "200":
                    self.acknowledged[number] += 1
                    break
                if connection is not None:
                    connection[1].close()
                connection = None
                await asyncio.sleep(AGAIN_SECONDS)
        if connection is not None:
            connection[1].close()

    async def _exchanged(self, connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], request: bytes) -> str:
        reader, writer = connection
        self.sent += 1
        loop = asyncio.get_running_loop()
        begun = loop.time()
        writer.write(request)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                await reader.readexactly(int(line.split(b":")[1]))
        self.latencies.append(loop.time() - begun)
        return head[9:12].decode("ascii")

    def _request(self, number: int, batch: int) -> bytes:
        return self._head(body := body_of(number, batch)) + body

    def _head(self, body: bytes) -> bytes:
        basic = b64encode(f"{self.key}:".encode()).decode()
        return (
            f"POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {basic}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()


def event_id(number: int, batch: int, place: int) -> str:
    """The id of one event of a sender."""
    return f"{number:03d}-{batch:08d}-{place:02d}"


def body_of(number: int, batch: int) -> bytes:
    """A batch of one sender."""
    minute = batch % 40_000
    at = f"2026-01-{12 + minute // 1440 % 15:02d}T{minute // 60 % 24:02d}:{minute % 60:02d}:00Z"
    events = [
        {
            "type": "track",
            "event": "Step Done",
            "messageId": event_id(number, batch, place),
            "userId": f"buyer-{number}@example.com",
            "timestamp": at,
            "properties": {"step": "submit", "request_id": f"R-{number}-{batch}-{place}", "amount_band": "small"},
        }
        for place in range(IN_A_BATCH)
    ]
    return json.dumps({"batch": events}, separators=(",", ":")).encode()

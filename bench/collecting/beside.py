"""What another key feels of 2,000 slow clients and of a key that floods: `python -m bench.collecting.beside`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from bench.collecting.clients import Client, Requests
from bench.collecting.load import ROLLOUT, started
from desirepath.warehouse.write_keys import Rate, create_key, file_of_keys

SLOW, FLOODING, HEALTHY = 2_000, 32, 4
SECONDS, PAUSE = 5.0, 0.02
"""How long it goes, and how long a healthy connection rests between two requests."""


async def slow(port: int) -> None:
    """Half a head, then nothing."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /v1/batch HTTP/1.1\r\nhost: a\r\n")
    await asyncio.sleep(SECONDS + 5)
    writer.close()


async def healthy(port: int, requests: Requests, latencies: list[float], until: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        began = time.perf_counter()
        writer.write(requests())
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
        assert head.startswith(b"HTTP/1.1 200 "), head
        latencies.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE)
    writer.close()


async def felt(port: int, flooding: str, other: str) -> tuple[list[float], int, int]:
    """Latencies of the other key in seconds, and how many requests of the flooding one were taken and refused."""
    crowd = [asyncio.create_task(slow(port)) for _ in range(SLOW)]
    await asyncio.sleep(1.0)
    taken: list[tuple[float, float]] = []
    failed: list[bytes] = []
    loop, flood = asyncio.get_running_loop(), Requests(flooding)
    made = [
        await loop.create_connection(lambda: Client(flood, taken, failed), "127.0.0.1", port) for _ in range(FLOODING)
    ]
    latencies: list[float] = []
    until = time.perf_counter() + SECONDS
    await asyncio.gather(*(healthy(port, Requests(other), latencies, until) for _ in range(HEALTHY)))
    for transport, _ in made:
        transport.abort()
    for one in crowd:
        one.cancel()
    return sorted(latencies), len(taken), len(failed)


def measured(folder: Path) -> tuple[list[float], int, int]:
    rollout, warehouse = folder / "rollout.yaml", folder / "warehouse"
    rollout.write_text(ROLLOUT, encoding="utf-8")
    _, flooding = create_key(file_of_keys(warehouse), "flood", (), Rate(events=1_000.0))
    _, other = create_key(file_of_keys(warehouse), "other")
    program = str(Path(sys.executable).with_name("desirepath"))
    with started([program, "collect", str(rollout), "--warehouse", str(warehouse), "--port", "0"]) as (_, port):
        return asyncio.run(felt(port, flooding, other))


if __name__ == "__main__":
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    with tempfile.TemporaryDirectory() as temporary:
        latencies, taken, refused = measured(Path(temporary))
    p50, p99 = latencies[len(latencies) // 2] * 1000, latencies[len(latencies) * 99 // 100] * 1000
    print(f"another key: {len(latencies)} requests, p50 {p50:.2f} ms, p99 {p99:.2f} ms")
    print(f"the flooding key: {taken:,} taken, {refused:,} refused; {SLOW:,} slow clients")

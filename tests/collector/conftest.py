"""A collector over real HTTP, on a loopback port, in a thread of its own."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desirepath.collector.app import Parts
from desirepath.collector.running import RunningCollector
from desirepath.doors.keys import KeyRing
from desirepath.doors.limits import Limits
from desirepath.doors.listening import listening
from desirepath.warehouse.write_keys import Rate, create_key
from tests.collector.stand_ins import MemoryLog, OpenDoor

PAGE = "https://erp.example.com"
SIGHT = "told-to-the-watch"


@dataclass
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Served:
    """A running collector, and a key of it."""

    port: int
    key: str
    key_id: str
    key_file: Path
    log: MemoryLog
    parts: Parts

    def basic(self, key: str | None = None) -> str:
        return "Basic " + b64encode(f"{key or self.key}:".encode()).decode()

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answered:
        """One request; names of headers with _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answered(answer.status, told, answer.read())
        finally:
            connection.close()

    def post(self, path: str, body: bytes, **headers: str) -> Answered:
        return self.ask("POST", path, body, **{"authorization": self.basic()} | headers)

    def raw(self, *pieces: bytes, wait: float = 0.0, patience: float = 5.0) -> bytes:
        """Bytes as they are, piece by piece; what comes back until the collector closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as client:
            try:
                for piece in pieces:
                    client.sendall(piece)
                    time.sleep(wait)
            except (BrokenPipeError, ConnectionResetError):
                pass
            return until_closed(client)

    def said_at_once(self, request: bytes) -> bytes:
        """What comes back for a request after which nothing more is sent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as client:
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
            return until_closed(client)


def until_closed(client: socket.socket) -> bytes:
    """What a connection gives until it is closed; fails where it is not within its timeout."""
    found = b""
    try:
        while piece := client.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


@contextmanager
def served(
    folder: Path, *, door: Any = None, limits: Limits | None = None, rate: Rate | None = None
) -> Iterator[Served]:
    key_file = folder / "warehouse.keys" / "write-keys.json"
    key, text = create_key(key_file, "purchasing", (PAGE,), rate)
    log = MemoryLog()
    parts = Parts(door=door or OpenDoor(), log=log, keys=KeyRing(key_file), limits=limits or Limits())
    listener = listening("127.0.0.1", 0)
    collector = RunningCollector(parts, listener, SIGHT)
    thread = threading.Thread(target=collector.run, daemon=True)
    thread.start()
    try:
        yield Served(listener.getsockname()[1], text, key.id, key_file, log, parts)
    finally:
        collector.stop()
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("collector")) as found:
        yield found


@pytest.fixture
def collector_with(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """A collector of one's own: limits, rate."""
    running: list[Any] = []

    def begin(**options: Any) -> Served:
        running.append(served(tmp_path / str(len(running)), **options))
        return running[-1].__enter__()

    yield begin
    for one in running:
        one.__exit__(None, None, None)

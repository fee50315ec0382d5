"""Delivery over real HTTP, on a loopback port, in a thread of its own."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desirepath.delivery.asking_rates import AskingLimits
from desirepath.delivery.running import Delivering, RunningDelivery
from desirepath.doors.listening import listening
from tests.delivery.made import NOW, PAGE, Made, made

UNBOUNDED = AskingLimits(of_a_key=1e9, of_an_address=1e9)


@dataclass
class Hands:
    """A clock that stands until it is moved, in milliseconds since 1970."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now


@dataclass
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """Delivery that runs, and the home that it serves."""

    port: int
    made: Made
    clock: Hands
    running: RunningDelivery
    files: Path = field(default_factory=Path)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answered:
        """One request; names of headers with _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answered(answer.status, told, answer.read())
        finally:
            connection.close()

    def say(self, address: str, /, **said: Any) -> Answered:
        """Send something as a page does: JSON as plain text, with the origin of the page."""
        body = json.dumps({"key": self.made.key} | said).encode()
        return self.ask("POST", address, body, content_type="text/plain;charset=UTF-8", origin=PAGE)

    def claim(self, guide: str, person: str = "4711", minutes: int = 0) -> Any:
        return self.say("/v1/claims", person=person, guide=guide, minutes_from_utc=minutes).told

    def guides(self, **headers: str) -> Answered:
        return self.ask("GET", f"/v1/guides?key={self.made.key}&application=purchasing", **headers)

    def raw(self, *pieces: bytes, patience: float = 5.0) -> bytes:
        """Bytes as they are; what comes back until delivery closes."""
        found = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as client:
            try:
                for piece in pieces:
                    client.sendall(piece)
                while piece := client.recv(65536):
                    found += piece
            except (BrokenPipeError, ConnectionResetError):
                pass
        return found


@contextmanager
def served(folder: Path, **options: Any) -> Iterator[Served]:
    home = made(folder / "home")
    home.publish()
    clock = Hands()
    delivering = Delivering(**{"home": home.home, "clock": clock, "asking": UNBOUNDED} | options)
    listener = listening("127.0.0.1", 0)
    running = RunningDelivery(delivering, listener)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    try:
        yield Served(listener.getsockname()[1], home, clock, running, delivering.files.folder)
    finally:
        running.stop()
        thread.join(10)
        listener.close()
        assert not thread.is_alive()


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def shared_delivery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("delivery")) as found:
        yield found


@pytest.fixture
def delivery_with(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Delivery of one's own: limits, asking, files."""
    running: list[Any] = []

    def begin(**options: Any) -> Served:
        running.append(served(tmp_path / str(len(running)), **options))
        return running[-1].__enter__()

    yield begin
    for one in running:
        one.__exit__(None, None, None)

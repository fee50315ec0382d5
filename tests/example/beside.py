"""The example application with real delivery behind it, from a console's home of its own."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desirepath.console.example import FILE, ExamplePorts, example_beside, free_port
from desirepath.delivery.running import Delivering, RunningDelivery
from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.published_guides import next_sequence, publish
from example.application.guidance import Guidance
from example.application.serve import served

WORKSPACE = "demo"


@dataclass(frozen=True)
class Guided:
    """An application that is guided: its address, and the home that its guides are published from."""

    address: str
    home: Path


@contextmanager
def guided(home: Path, guides: Guides | None, collect: int = 1) -> Iterator[Guided]:
    """Serve both while the block lasts; `collect` is the collector's port, where there is one."""
    home.mkdir(parents=True, exist_ok=True)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        ports = ExamplePorts(application=free_port(0), deliver=int(listener.getsockname()[1]), collect=collect)
        assert example_beside(home, WORKSPACE, ports) is not None
        if guides is not None:
            assert guides.sequence == next_sequence(home, WORKSPACE)
            publish(home, guides)
        delivery = RunningDelivery(Delivering(home=home), listener)
        thread = threading.Thread(target=delivery.run, daemon=True)
        thread.start()
        told = Guidance(**json.loads((home / FILE).read_text(encoding="utf-8")))
        try:
            with served(told, port=ports.application) as address:
                yield Guided(address, home)
        finally:
            delivery.stop()
            thread.join(10)

"""A site behind what a proxy does: `/desirepath/…` is passed on to real delivery, the rest is the site's."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desirepath.console.example import FILE, ExamplePorts, example_beside, free_port
from desirepath.delivery.running import Delivering, RunningDelivery
from desirepath.warehouse.published_guides import publish
from example.application.answers import StartResponse, given
from example.application.guidance import MOUNTED, Guidance
from example.application.passed_on import passed_on
from example.application.serve import Wsgi, running
from example.people.written import document, right_guide


@dataclass(frozen=True)
class Built:
    """What a site is told of the workspace, and where it will be."""

    told: Guidance
    ports: ExamplePorts


@contextmanager
def delivery(home: Path) -> Iterator[Built]:
    """Delivery of one guide: field help at `#cost_centre`, for the buyers of EMEA."""
    home.mkdir()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        ports = ExamplePorts(application=free_port(0), deliver=int(listener.getsockname()[1]), collect=1)
        assert example_beside(home, "demo", ports) is not None
        publish(home, document(right_guide(), workspace="demo", now=datetime.now(UTC) - timedelta(minutes=5)))
        running = RunningDelivery(Delivering(home=home), listener)
        thread = threading.Thread(target=running.run, daemon=True)
        thread.start()
        try:
            yield Built(Guidance(**json.loads((home / FILE).read_text(encoding="utf-8"))), ports)
        finally:
            running.stop()
            thread.join(10)


@contextmanager
def site_behind(built: Built, site: Wsgi) -> Iterator[str]:
    """The address of the site while the block lasts."""

    def whole(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        if str(environ["PATH_INFO"]).startswith(f"{MOUNTED}/"):
            return given(passed_on(environ, built.told), start)
        return site(environ, start)

    with running(whole, built.ports.application) as address:
        yield address

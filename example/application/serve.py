"""The application on a local address."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

from example.application.answers import StartResponse
from example.application.guidance import Guidance
from example.application.shelf import Shelf
from example.application.wsgi import Application

HOST = "127.0.0.1"
THREADS = 8
_LOOKS_EVERY = 0.1
"""Seconds until a server that is to end sees it."""
Wsgi = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
Asked = Callable[[], Guidance | None]
"""Gives the guidance that is built in at the moment."""


def serve(port: int, guidance: Asked, started: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; port 0 takes a free one. `started` is told the address. Raises OSError."""
    application = Application(Shelf(f"R{int(time.time()):x}"), guidance)
    server = create_server(application, host=HOST, port=port, threads=THREADS, ident=None)
    started(f"http://{HOST}:{server.effective_port}")
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()


@contextmanager
def served(guidance: Guidance | None = None, prefix: str = "R", port: int = 0) -> Iterator[str]:
    """The address of the application, which runs while the block lasts."""
    with running(Application(Shelf(prefix), lambda: guidance), port) as address:
        yield address


@contextmanager
def running(site: Wsgi, port: int = 0) -> Iterator[str]:
    """The address of a site, which runs while the block lasts and leaves no connection behind."""
    open_sockets: dict[int, object] = {}
    server = create_server(site, map=open_sockets, host=HOST, port=port, threads=THREADS, ident=None)
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            wasyncore.loop(timeout=_LOOKS_EVERY, map=open_sockets, count=1)

    thread = threading.Thread(target=run, name="example", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.effective_port}"
    finally:
        over.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(open_sockets, ignore_all=True)

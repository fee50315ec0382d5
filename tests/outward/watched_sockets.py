"""What this process connects to: every address is written down, and nothing but loopback is let through.

Python tells its audit hooks of each connection before it is made, whichever library makes it. A hook cannot be taken out
again, so there is one, which does something only while somebody watches.
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any


class KeptInside(OSError):
    """A connection to another machine that a test would have made."""


@dataclass
class Watched:
    """The addresses that were connected to, in their order; how many connections reached listeners, by address."""

    port: int = 0
    connects: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    asked_names: list[str] = field(default_factory=list)


_WATCHING: list[Watched] = []


def _hook(event: str, given: tuple[Any, ...]) -> None:
    if not _WATCHING or event not in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        return
    if event != "socket.connect":
        _WATCHING[-1].asked_names.append(str(given[0]))
        return
    where = given[1]
    if not isinstance(where, tuple):
        return
    _WATCHING[-1].connects.append(str(where[0]))
    if where[0] not in ("127.0.0.1", "127.0.0.2", "::1"):
        raise KeptInside(f"not connected to {where[0]}")


sys.addaudithook(_hook)


@contextmanager
def watching() -> Iterator[Watched]:
    """Watch for as long as the block lasts, with listeners of one port on both loopbacks that count who comes."""
    watched, over = Watched(), threading.Event()
    with _listening(watched, over):
        _WATCHING.append(watched)
        try:
            yield watched
        finally:
            _WATCHING.remove(watched)


@contextmanager
def _listening(watched: Watched, over: threading.Event) -> Iterator[None]:
    first = socket.create_server(("127.0.0.1", 0))
    watched.port = first.getsockname()[1]
    listeners = [first]
    with suppress(OSError):  # a machine without version 6 has one door less
        listeners.append(socket.create_server(("::1", watched.port), family=socket.AF_INET6))
    threads = [threading.Thread(target=_counted, args=(one, watched, over), daemon=True) for one in listeners]
    for one in threads:
        one.start()
    try:
        yield
    finally:
        over.set()
        for thread, listener in zip(threads, listeners, strict=True):
            thread.join(5)
            listener.close()


def _counted(listener: socket.socket, watched: Watched, over: threading.Event) -> None:
    listener.settimeout(0.05)
    while not over.is_set():
        try:
            reached, _ = listener.accept()
        except TimeoutError:
            continue
        watched.reached.append(str(listener.getsockname()[0]))
        reached.close()

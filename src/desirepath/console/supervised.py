"""Processes that work beside the pages: started with them, started anew where they die, ended with them."""

from __future__ import annotations

import logging
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

_LOG = logging.getLogger(__name__)
LOOKS_EVERY = 1.0
SLOWEST_RESTART = 60.0
ENDS_WITHIN = 10.0


@dataclass(frozen=True, slots=True)
class Beside:
    """A process: what it is called, and its command."""

    name: str
    command: tuple[str, ...]


@dataclass(slots=True)
class _Watched:
    beside: Beside
    running: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    again_at: float = field(default_factory=time.monotonic)

    def look(self) -> None:
        """Start it where it is due, and note where it died."""
        if self.running is not None and self.running.poll() is not None:
            _LOG.warning("%s ended with status %s; it is started again", self.beside.name, self.running.returncode)
            self.running, self.deaths = None, self.deaths + 1
            self.again_at = time.monotonic() + min(2.0**self.deaths, SLOWEST_RESTART)
        if self.running is None and time.monotonic() >= self.again_at:
            self.running = subprocess.Popen(self.beside.command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own programs

    def end(self) -> None:
        """Ask it to end, and end it where it does not."""
        if self.running is None:
            return
        self.running.terminate()
        try:
            self.running.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()


@contextmanager
def kept_going(beside: Sequence[Beside], more: Callable[[], Sequence[Beside]] | None = None) -> Iterator[None]:
    """Keep these processes going while the block lasts, and those that `more` names at each look."""
    over = threading.Event()
    watched: dict[Beside, _Watched] = {one: _Watched(one) for one in beside}

    def watch() -> None:
        while not over.is_set():
            if more is not None:
                _follow(watched, [*beside, *more()])
            for one in list(watched.values()):
                one.look()
            over.wait(LOOKS_EVERY)

    thread = threading.Thread(target=watch, name="beside", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for one in watched.values():
            one.end()


def _follow(watched: dict[Beside, _Watched], wanted: Sequence[Beside]) -> None:
    """End what is no longer wanted, and take in what is new."""
    for one in [one for one in watched if one not in wanted]:
        watched.pop(one).end()
    for one in wanted:
        watched.setdefault(one, _Watched(one))

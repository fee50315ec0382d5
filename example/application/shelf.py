"""Where requests are kept: in memory, for as long as the application runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from example.application.requests import Request


@dataclass(slots=True)
class Shelf:
    """All requests, by id. `prefix` begins every id, so that two runs do not name two requests alike."""

    prefix: str
    _kept: dict[str, Request] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, made: Callable[[str], Request]) -> Request:
        """Put a new request there, made with the id that it gets."""
        with self._lock:
            request = made(f"{self.prefix}-{len(self._kept) + 1}")
            self._kept[request.id] = request
            return request

    def find(self, number: str) -> Request | None:
        """The request of this id, if there is one."""
        return self._kept.get(number)

    def change(self, number: str, how: Callable[[Request], Request]) -> Request:
        """Change a request as it is now, by one at a time. Raises KeyError, and whatever `how` raises."""
        with self._lock:
            self._kept[number] = how(self._kept[number])
            return self._kept[number]

    def all(self) -> tuple[Request, ...]:
        """Every request, the latest first."""
        with self._lock:
            return tuple(reversed(self._kept.values()))

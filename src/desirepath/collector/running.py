"""A collector from its parts: put together, served, stopped."""

from __future__ import annotations

import dataclasses
import socket
from collections.abc import Callable

from desirepath.collector.app import Collector, Parts
from desirepath.collector.laid_down import LaidDown
from desirepath.collector.reading import Looking
from desirepath.doors.bounded import Shared
from desirepath.doors.listening import address_of
from desirepath.doors.server import DoorServer, configured, raise_file_limit


class RunningCollector:
    """A collector that listens once it runs. `stop` may be called from any thread.

    Where it is one of several processes, `laid_down` is what all of them counted.
    """

    def __init__(
        self, parts: Parts, listener: socket.socket, token: str | None = None, laid_down: LaidDown | None = None
    ) -> None:
        limits = dataclasses.replace(parts.limits, connections=raise_file_limit(parts.limits))
        shared = Shared(limits, parts.request_ids)
        looking = Looking(parts.log, parts.keys, parts.metrics, token)
        self._listener = listener
        looking.laid_down = laid_down

        def each_second() -> None:
            parts.keys.refresh()
            looking.lay_down()

        self._server = DoorServer(configured(Collector(parts, looking), shared), each_second)
        looking.connections = lambda: len(self._server.server_state.connections)
        looking.cut_off = shared.refused

    @property
    def address(self) -> str:
        return address_of(self._listener)

    def run(self, started: Callable[[str], None] = lambda _: None) -> None:
        """Serve until stopped, by `stop`, SIGTERM or SIGINT; what was begun is answered first."""
        started(self.address)
        self._server.run(sockets=[self._listener])

    def stop(self) -> None:
        self._server.should_exit = True

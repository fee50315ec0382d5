"""Delivery from a console's home: put together, served, stopped."""

from __future__ import annotations

import dataclasses
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desirepath.delivery.app import LIMITS, Delivery, Parts
from desirepath.delivery.asking_rates import AskingLimits, AskingRates
from desirepath.delivery.desk import now_in_milliseconds
from desirepath.delivery.sdk_files import SdkFiles
from desirepath.delivery.workspaces import Workspaces
from desirepath.doors.bounded import Shared
from desirepath.doors.limits import Limits
from desirepath.doors.listening import address_of, listening
from desirepath.doors.server import DoorServer, configured, raise_file_limit
from desirepath.vocabulary.errors import BadInput, Mistake

PROXY_VARIABLE = "DESIREPATH_PROXY"
SWITCH_SECONDS = 0.001
"""How long the loop may keep the threads of desks from their turn."""
_THIS_MACHINE = ("127.0.0.1", "::1")
_TIDIES_EVERY = 3_600
"""Seconds between looks for what is to be forgotten; each desk forgets once a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """The home whose workspaces are served, where, and within which limits. `clock`: milliseconds since 1970."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 8740
    limits: Limits = LIMITS
    asking: AskingLimits = field(default_factory=AskingLimits)
    files: SdkFiles = field(default_factory=SdkFiles)
    clock: Callable[[], int] = now_in_milliseconds


class RunningDelivery:
    """Delivery that listens once it runs. `stop` may be called from any thread."""

    def __init__(self, delivering: Delivering, listener: socket.socket) -> None:
        limits = dataclasses.replace(delivering.limits, connections=raise_file_limit(delivering.limits))
        self.workspaces = Workspaces(delivering.home, delivering.clock)
        rates = AskingRates(delivering.asking, proxies())
        parts = Parts(workspaces=self.workspaces, rates=rates, files=delivering.files, limits=limits)
        self._listener = listener
        self._seconds = 0
        self._server = DoorServer(configured(Delivery(parts), Shared(limits, parts.request_ids)), self._each_second)

    @property
    def address(self) -> str:
        return address_of(self._listener)

    def run(self, started: Callable[[str], None] = lambda _: None) -> None:
        """Serve until stopped, by `stop`, SIGTERM or SIGINT; what was begun is answered first."""
        started(self.address)
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self.workspaces.close()

    def stop(self) -> None:
        self._server.should_exit = True

    def _each_second(self) -> None:
        self.workspaces.refresh()
        self._seconds += 1
        if self._seconds % _TIDIES_EVERY == 0:
            self.workspaces.tidy()


def deliver(delivering: Delivering, started: Callable[[str], None]) -> None:
    """Serve pages until SIGTERM or SIGINT; `started` is told the address. Raises BadInput for a port that is taken."""
    try:
        listener = listening(delivering.host, delivering.port)
    except OSError as error:
        what = f"nothing can listen on {delivering.host}, port {delivering.port}: {error.strerror or error}"
        raise BadInput(Mistake(code="cannot_listen", what=what, mend="Name another with `--port`.")) from error
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        RunningDelivery(delivering, listener).run(started)
    finally:
        listener.close()


def proxies() -> frozenset[str]:
    """Whose word is taken for whom they ask: what DESIREPATH_PROXY names, else this machine."""
    named = os.environ.get(PROXY_VARIABLE, "")
    return frozenset(one.strip() for one in named.split(",") if one.strip()) or frozenset(_THIS_MACHINE)

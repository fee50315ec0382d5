"""`desirepath serve`: the console and what works beside it, in one place, ended together."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from desirepath.console.deliveries import DeliveryPlace, delivery_beside
from desirepath.console.home import HOME_VARIABLE, Home
from desirepath.console.supervised import Beside, kept_going
from desirepath.vocabulary.errors import BadInput, Mistake

THREADS = 8
LARGEST_REQUEST = 2_200_000_000
"""Bytes: the largest upload that is taken, and what a form adds to it."""
Started = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Where a console lives and listens. Port 0 takes a free one. Without `works`, nothing is diagnosed beside it.

    Collectors of its workspaces listen from `collect_port` on, delivery to all of their pages at `deliver_port`; with
    None there are none.
    """

    home: Path
    host: str = "127.0.0.1"
    port: int = 8900
    works: bool = True
    collect_port: int | None = 8750
    deliver_port: int | None = None


def made_ready(home: Path) -> Home:
    """The home with its database as this version wants it, and Django set up on it."""
    os.environ[HOME_VARIABLE] = str(home.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desirepath.console.settings")
    made = Home(home.absolute()).made()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    return made


def serve(serving: Serving, started: Started) -> None:
    """Serve until SIGTERM or Ctrl-C. `started` is told the address. Raises BadInput where the port cannot be had."""
    made_ready(serving.home)
    from waitress.server import create_server

    from desirepath.console.wsgi import application

    with _port_named(serving):
        server = create_server(
            application,
            host=serving.host,
            port=serving.port,
            threads=THREADS,
            ident=None,
            channel_timeout=60,
            max_request_body_size=LARGEST_REQUEST,
            **trusted_proxy(os.environ),
        )
    address = f"http://{serving.host}:{server.effective_port}"
    with kept_going(_beside(serving), _collectors_of(serving)), _ended_by_signals():
        started(address)
        try:
            server.run()
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            server.close()


def _beside(serving: Serving) -> list[Beside]:
    """What works beside the pages from their start to their end."""
    beside = [Beside("worker", (sys.executable, "-m", "desirepath.console.worker"))] if serving.works else []
    if serving.deliver_port is not None:
        place = DeliveryPlace(host=serving.host, port=serving.deliver_port)
        beside.append(delivery_beside(serving.home.absolute(), place))
    return beside


def _collectors_of(serving: Serving) -> Callable[[], Sequence[Beside]] | None:
    """What names the collectors that are wanted, for as long as the console is served."""
    if serving.collect_port is None:
        return None
    from desirepath.console.collectors import Collectors

    return Collectors(Home(serving.home.absolute()), serving.host, serving.collect_port).wanted


def trusted_proxy(environ: Mapping[str, str]) -> dict[str, Any]:
    """Whose word is taken for where a request comes from: behind TLS the proxy's, else nobody's.

    Without it everybody behind a proxy would be one address, and one who guesses passwords would shut out all.
    """
    if environ.get("DESIREPATH_HTTPS") != "1":
        return {}
    says = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": environ.get("DESIREPATH_PROXY", "127.0.0.1"), "trusted_proxy_headers": says}


@contextmanager
def _port_named(serving: Serving) -> Iterator[None]:
    try:
        yield
    except (OSError, OverflowError) as error:
        what = f"port {serving.port} cannot be used: {getattr(error, 'strerror', None) or error}"
        mend = "Name another with `--port`; 0 takes a free one."
        raise BadInput(Mistake(code="port_in_use", what=what, mend=mend)) from error


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGTERM ends as Ctrl-C does."""

    def end(_: int, __: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def first_link(address: str) -> str | None:
    """The link that makes the first administrator, where there is nobody yet."""
    from desirepath.console.accounts.handed_keys import FIRST, hand_key
    from desirepath.console.accounts.reads import people_there

    return None if people_there() else f"{address}/first/{hand_key(FIRST)}/"

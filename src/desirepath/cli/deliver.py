"""The command `desirepath deliver`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def deliver(
    home: Annotated[
        Path, typer.Option("--home", metavar="DIR", envvar="DESIREPATH_HOME", help="Folder that the console lives in.")
    ] = Path("desirepath-home"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8740,
) -> None:
    """Serve guidance to pages over HTTP.

    The SDK, the signed guides that the console published, answers from help articles, and what keeps guides rare for
    each person. Pages name themselves with the write keys of their workspace. Ends with Ctrl-C or SIGTERM.
    """
    from desirepath.delivery.running import Delivering
    from desirepath.delivery.running import deliver as deliver_to_pages

    def started(address: str) -> None:
        typer.echo(f"Serving guidance at {address} (Ctrl-C ends)")

    deliver_to_pages(Delivering(home=home, host=host, port=port), started)

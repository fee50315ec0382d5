"""Where delivery listens beside the console, kept in a small file for the pages that name it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from desirepath.console.supervised import Beside
from desirepath.runs.whole_files import write_whole

FILE = "delivery.json"
_PROGRAM = (sys.executable, "-c", "from desirepath.cli.main import main; main()")
"""The command line, without asking where it was installed to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPlace:
    """The host and the port that delivery was served at last."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """Where the proxy of an application sends to."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def kept_place(folder: Path) -> DeliveryPlace | None:
    """What is kept in a console's folder; None where delivery was never served from it, or it cannot be read."""
    try:
        read = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return DeliveryPlace(host=read["host"], port=read["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def delivery_beside(folder: Path, place: DeliveryPlace) -> Beside:
    """The process that delivers from a console's folder; its place is kept. Raises BadInput."""
    if kept_place(folder) != place:
        write_whole({folder / FILE: json.dumps({"host": place.host, "port": place.port})})
    options = ("--home", str(folder), "--host", place.host, "--port", str(place.port))
    return Beside("delivery", (*_PROGRAM, "deliver", *options))

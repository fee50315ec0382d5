"""The example application beside a console: what it is told of its workspace, and the process that it runs in."""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import desirepath
from desirepath.console.collector_ports import ports_with
from desirepath.console.supervised import Beside
from desirepath.runs.whole_files import write_whole
from desirepath.warehouse.published_guides import warehouse_folder
from desirepath.warehouse.signing import SigningKey
from desirepath.warehouse.write_keys import create_key, file_of_keys

APPLICATION = "purchasing"
HOST = "127.0.0.1"
FILE = "example.json"
"""In a console's folder: what the application is told."""
_SHIPPED = Path(desirepath.__file__).parent / "shipped"
_SOURCES = Path(desirepath.__file__).parents[2]
_RUN = "import sys; sys.path.insert(0, {!r}); from example.application.__main__ import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamplePorts:
    """Where the application, delivery and the first collector listen, on this computer only."""

    application: int
    deliver: int
    collect: int

    @property
    def address(self) -> str:
        """The application's own address."""
        return f"http://{HOST}:{self.application}"


def example_beside(home: Path, workspace: str, ports: ExamplePorts) -> Beside | None:
    """The application with the guidance of a workspace built in, on a write key made for it; None where it is not there.

    `home` is the console's folder. Raises BadInput where no key can be made.
    """
    folder = _folder()
    if folder is None:
        return None
    write_whole({home / FILE: json.dumps(_told(home, workspace, ports), indent=1)})
    options = ("--silent", "--port", str(ports.application), "--guidance", str(home / FILE))
    return Beside("example application", (sys.executable, "-c", _RUN.format(str(folder)), *options))


def free_port(wanted: int) -> int:
    """This port where nothing listens there, else one that is free; 0 takes a free one."""
    for port in (wanted, 0):
        with socket.socket() as tried:
            try:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind((HOST, port))
            except OSError:
                continue
            return int(tried.getsockname()[1])
    return wanted


def _told(home: Path, workspace: str, ports: ExamplePorts) -> dict[str, str]:
    origins = (ports.address, ports.address.replace(HOST, "localhost"))
    _, key = create_key(file_of_keys(warehouse_folder(home, workspace)), APPLICATION, origins)
    collectors = ports_with(home, (workspace,), host=HOST, first_port=ports.collect)
    return {
        "key": key,
        "workspace": workspace,
        "trust": SigningKey.of_home(home).public,
        "deliver": f"http://{HOST}:{ports.deliver}",
        "collect": collectors.address(workspace) or "",
    }


def _folder() -> Path | None:
    """The folder that holds the package `example`: with the program where it was installed, else its sources'."""
    return next((one for one in (_SHIPPED, _SOURCES) if (one / "example" / "application").is_dir()), None)

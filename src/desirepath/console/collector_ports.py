"""Where the collector of each workspace listens: kept in a small file, so that what was given to an application stays."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desirepath.runs.whole_files import write_whole

FILE = "collectors.json"
_ANY_HOST = ("0.0.0.0", "::")  # noqa: S104 - compared with, never bound to
_ANSWERS_WITHIN = 0.3
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectorPorts:
    """The host and the first port, and the place of each workspace after it, by its name in addresses."""

    host: str
    first_port: int
    places: Mapping[str, int]

    def port(self, workspace: str) -> int | None:
        """The port of a workspace; None where it has no place, or there is no port so high."""
        place = self.places.get(workspace)
        return None if place is None or self.first_port + place > _LAST_PORT else self.first_port + place

    def address(self, workspace: str) -> str | None:
        """Where applications of a workspace send to, or None."""
        port = self.port(workspace)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return None if port is None else f"http://{host}:{port}"

    def takes(self, workspace: str) -> bool:
        """Whether something listens there now."""
        port = self.port(workspace)
        if port is None:
            return False
        host = "127.0.0.1" if self.host in _ANY_HOST else self.host
        try:
            with socket.create_connection((host, port), _ANSWERS_WITHIN):
                return True
        except OSError:
            return False


def kept_ports(folder: Path) -> CollectorPorts | None:
    """What is kept in a console's folder; None where no collector was ever served from it, or it cannot be read."""
    try:
        read = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return CollectorPorts(host=read["host"], first_port=read["first_port"], places=read["places"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def ports_with(folder: Path, workspaces: tuple[str, ...], *, host: str, first_port: int) -> CollectorPorts:
    """The ports with a place for each of these workspaces: those that had one keep it, others come after the last."""
    before = kept_ports(folder)
    places = dict(before.places) if before is not None else {}
    for workspace in workspaces:
        places.setdefault(workspace, max(places.values(), default=-1) + 1)
    made = CollectorPorts(host=host, first_port=first_port, places=places)
    if made != before:
        write_whole({folder / FILE: json.dumps({"host": host, "first_port": first_port, "places": places}, indent=1)})
    return made

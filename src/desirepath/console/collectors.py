"""The collectors that a console keeps going: one for each workspace with a rollout that says what is collected."""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, close_old_connections

from desirepath.connectors.rollout_file import read_rollout
from desirepath.console.collector_ports import ports_with
from desirepath.console.home import Home
from desirepath.console.rollouts.reads import rollouts_of
from desirepath.console.supervised import Beside
from desirepath.console.workspaces.reads import all_workspaces
from desirepath.vocabulary.errors import BadInput

_LOG = logging.getLogger(__name__)
_PROGRAM = (sys.executable, "-c", "from desirepath.cli.main import main; main()")
"""The command line, without asking where it was installed to."""


@dataclass(frozen=True, slots=True)
class _File:
    """A rollout file: the hash of its text, and whether it says what is collected; None where it has mistakes."""

    path: Path
    sha256: str
    collects: bool | None


@dataclass(slots=True)
class Collectors:
    """Names the processes that are wanted now, as long as a console is served. Ports follow on the first one."""

    home: Home
    host: str
    first_port: int
    _files: dict[Path, _File] = field(default_factory=dict)
    _last: dict[str, Beside] = field(default_factory=dict)

    def wanted(self) -> Sequence[Beside]:
        """A collector for each workspace, called after what is in its files: another text, another process.

        While a file has mistakes, the collector of its workspace goes on as it is. So do all while the database
        cannot be read.
        """
        try:
            self._last = self._of({one.slug: self._files_of(one.id) for one in all_workspaces()})
        except (DatabaseError, OSError, BadInput):
            _LOG.exception("looking which collectors are wanted")
        finally:
            close_old_connections()
        return tuple(self._last.values())

    def _of(self, files: dict[str, tuple[_File, ...]]) -> dict[str, Beside]:
        stays = {
            slug for slug, found in files.items() if slug in self._last and any(one.collects is None for one in found)
        }
        wanted = {slug: self._last[slug] for slug in stays}
        collecting = {slug: here for slug, found in files.items() if (here := [one for one in found if one.collects])}
        begins = tuple(slug for slug in collecting if slug not in stays)
        if begins:
            ports = ports_with(self.home.folder, begins, host=self.host, first_port=self.first_port)
            found = ((slug, ports.port(slug)) for slug in begins)
            wanted |= {slug: self._beside(slug, port, collecting[slug]) for slug, port in found if port is not None}
        return wanted

    def _beside(self, slug: str, port: int, files: Sequence[_File]) -> Beside:
        whole = hashlib.sha256("".join(f"{one.path}\n{one.sha256}\n" for one in files).encode()).hexdigest()
        options = ("--warehouse", str(self.home.warehouse(slug)), "--host", self.host, "--port", str(port))
        named = ("--workers", "1", "--name", slug.lower())
        rollouts = (str(one.path) for one in files)
        return Beside(f"collector of {slug} ({whole[:12]})", (*_PROGRAM, "collect", *rollouts, *options, *named))

    def _files_of(self, workspace: int) -> tuple[_File, ...]:
        found = (self._seen(one.file) for one in rollouts_of(workspace))
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one.path))

    def _seen(self, path: Path) -> _File | None:
        """The file, read again only where its text is another; None where it is not there yet."""
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except FileNotFoundError:
            return None
        known = self._files.get(path)
        if known is None or known.sha256 != digest:
            known = self._files[path] = _File(path, digest, _collects(path))
        return known


def _collects(path: Path) -> bool | None:
    try:
        return read_rollout(path).collect is not None
    except BadInput:
        return None

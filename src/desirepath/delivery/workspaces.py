"""The workspaces of a console's home, found by the write keys that pages send."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from desirepath.delivery.desk import Desk
from desirepath.doors.keys import KeyRing
from desirepath.vocabulary.errors import BadInput
from desirepath.warehouse.published_guides import warehouse_folder
from desirepath.warehouse.write_keys import WriteKey, file_of_keys

LOGGER = logging.getLogger("desirepath.delivery")


class Workspaces:
    """All that have write keys. A desk is opened when the first of its keys is used, and stays open."""

    def __init__(self, home: Path, clock: Callable[[], int]) -> None:
        self._home = home
        self._clock = clock
        self._rings: dict[str, KeyRing] = {}
        self._desks: dict[str, Desk] = {}
        self.origins: frozenset[str] = frozenset()
        self.refresh()

    def of(self, key: str) -> tuple[str, WriteKey] | None:
        """The workspace of a key that is in force, and the key."""
        text = key.encode("utf-8", "replace")
        found = [(slug, held) for slug, ring in self._rings.items() if (held := ring.of(text)) is not None]
        return found[0] if found else None

    def desk(self, workspace: str) -> Desk:
        """The desk of a workspace. Raises BadInput, OSError and sqlite3.Error where it cannot be opened."""
        found = self._desks.get(workspace)
        if found is None:
            found = self._desks[workspace] = Desk(self._home, workspace, self._clock)
            found.thread.submit(found.tidy)
        return found

    def refresh(self) -> None:
        """See which workspaces there are, which keys are in force, and what is published."""
        for slug in self._slugs():
            self._refresh_keys(slug)
        self.origins = frozenset(origin for ring in self._rings.values() for origin in ring.origins)
        for desk in self._desks.values():
            desk.refresh()

    def tidy(self) -> None:
        """Have all desks forget what is old; each in its own thread."""
        for desk in self._desks.values():
            desk.thread.submit(desk.tidy)

    def close(self) -> None:
        for desk in self._desks.values():
            desk.close()

    def _slugs(self) -> list[str]:
        folder = self._home / "workspaces"
        return sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []

    def _refresh_keys(self, slug: str) -> None:
        ring = self._rings.get(slug)
        if ring is not None:
            ring.refresh()
            return
        file = file_of_keys(warehouse_folder(self._home, slug))
        if file.exists():
            try:
                self._rings[slug] = KeyRing(file)
            except BadInput as unreadable:
                # The others are served; this one is looked at again in a second.
                LOGGER.error("%s", unreadable)  # noqa: TRY400 - the message says all, and holds nothing of a key


CANNOT_OPEN = (BadInput, OSError, sqlite3.Error)
"""What opening a desk, or using its store, can raise."""

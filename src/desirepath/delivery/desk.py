"""One workspace as delivery serves it: what is published, how persons are named, and what is remembered of them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

from desirepath.connectors.person_ids import PersonHash
from desirepath.delivery.help_search import HelpDesk
from desirepath.vocabulary.errors import BadInput
from desirepath.vocabulary.guidance.published import Guides
from desirepath.warehouse.guidance_records import count_refusal
from desirepath.warehouse.guidance_store import GuidanceStore
from desirepath.warehouse.lake.layout import person_key_of
from desirepath.warehouse.published_guides import (
    Published,
    delivery_folder,
    published_file,
    read_published,
    warehouse_folder,
)
from desirepath.warehouse.signing import Because, ContentRefused

LOGGER = logging.getLogger("desirepath.delivery")
KEPT_DAYS = 400
_DAY = 86_400_000
_State: TypeAlias = tuple[int, int, int] | None


class Desk:
    """One workspace. Everything that looks at the store is done in `thread`, one after the other.

    `clock` gives milliseconds since 1970.
    """

    def __init__(self, home: Path, workspace: str, clock: Callable[[], int]) -> None:
        """Raises BadInput where the key of persons cannot be had, OSError and sqlite3.Error where the store cannot."""
        self.workspace = workspace
        self.clock = clock
        self.store = GuidanceStore(delivery_folder(home, workspace))
        key = person_key_of(warehouse_folder(home, workspace))
        self._persons = PersonHash.kept_in(key, create=True)
        self.thread = ThreadPoolExecutor(1, f"delivery of {workspace}")
        self.published: Published | None = None
        self.help: HelpDesk | None = None
        self._home = home
        self._seen: _State = None
        self._cleaned_at = 0
        self.refresh()

    @property
    def guides(self) -> Guides | None:
        """The published document, where there is one."""
        return None if self.published is None else self.published.guides

    def name_of(self, person: str) -> str:
        """The name of a person in the lake, by their id as the application has it; as the collector names them."""
        return self._persons.of(person.strip())

    def refresh(self) -> None:
        """Read what is published again if the file has changed. One that is refused leaves what was there before."""
        state = _state(published_file(self._home, self.workspace))
        if state == self._seen:
            return
        self._seen = state
        try:
            at_least = 0 if self.guides is None else self.guides.sequence
            self.published = read_published(self._home, self.workspace, at_least=at_least)
        except ContentRefused as refused:
            self.thread.submit(self._refused, refused.because)
            return
        except (OSError, BadInput):
            LOGGER.exception("reading what is published for %s", self.workspace)
            self._seen = None
            return
        self.help = None if self.guides is None else HelpDesk(self.guides)

    def tidy(self) -> None:
        """Once a day, forget whom nothing was heard of for long."""
        now = self.clock()
        if now - self._cleaned_at > _DAY:
            self._cleaned_at = now
            self.store.forget_before(now - KEPT_DAYS * _DAY)
            self.store.forget_counted(now)

    def close(self) -> None:
        self.thread.shutdown()
        self.store.close()

    def _refused(self, because: Because) -> None:
        LOGGER.error("what is published for %s is refused: %s", self.workspace, because)
        count_refusal(self.store, because, "", self.clock())


def now_in_milliseconds() -> int:
    """The time of this machine, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def _state(file: Path) -> _State:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino

"""Bodies that are no batch at all: told to the client, and kept with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from desirepath.collector.taken import RejectedEvent
from desirepath.warehouse.collected import Batch


class Unreadable(Exception):
    """A body that is no batch. `error` is a stable word, `detail` a sentence that quotes nothing of the body.

    Who raises it sets `batch`: the body as the log may keep it.
    """

    batch: Batch

    def __init__(self, status: int, error: str, detail: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.detail = detail


@dataclass(frozen=True, slots=True)
class KeptUnread:
    """An unread body as it is kept and counted."""

    batch: Batch
    rejected: tuple[RejectedEvent, ...] = ()
    scrubbed: int = 0
    skewed: int = 0

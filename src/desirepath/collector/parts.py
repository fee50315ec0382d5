"""What the HTTP side of the collector needs of the door behind it and of the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desirepath.collector.taken import RejectedEvent
from desirepath.warehouse.collected import Batch
from desirepath.warehouse.segment_log import Appended


class Taken(Protocol):
    """What came of one body: what goes into the log, and what is told to the client."""

    @property
    def batch(self) -> Batch: ...
    @property
    def rejected(self) -> Sequence[RejectedEvent]: ...
    @property
    def scrubbed(self) -> int: ...
    @property
    def skewed(self) -> int: ...


class EventDoor(Protocol):
    """Makes a batch of a body. Raises Unreadable for a body that is no batch at all."""

    def own(self, body: bytes, key_id: str, received_at: int) -> Taken: ...
    def segment(self, body: bytes, kind: str, key_id: str, received_at: int) -> Taken: ...


class StateOfLog(Protocol):
    """Whether the log accepts, and how it stands."""

    @property
    def accepts(self) -> bool: ...
    @property
    def why(self) -> str: ...
    @property
    def last_sequence(self) -> int: ...
    @property
    def segments(self) -> int: ...
    @property
    def bytes(self) -> int: ...
    @property
    def waiting(self) -> int: ...


class EventLog(Protocol):
    """Keeps payloads; the `done` of each is called from another thread once it is on the disk, or cannot be."""

    def append_all(self, those: Sequence[Appended]) -> None: ...
    def state(self) -> StateOfLog: ...

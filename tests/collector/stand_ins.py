"""The simplest door and log that are real: events are taken as they are, payloads are kept in memory."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desirepath.collector.unreadable import Unreadable
from desirepath.warehouse.collected import BadEvent, Batch
from desirepath.warehouse.segment_log import Appended


@dataclass(frozen=True)
class Rejected:
    index: int
    reason: str
    detail: str


@dataclass(frozen=True)
class Accepted:
    batch: Batch
    rejected: tuple[Rejected, ...] = ()
    scrubbed: int = 0
    skewed: int = 0


@dataclass(frozen=True)
class State:
    accepts: bool = True
    why: str = ""
    last_sequence: int = 0
    segments: int = 1
    bytes: int = 0
    waiting: int = 0


def unreadable(error: str, body: bytes, key_id: str, received_at: int) -> Unreadable:
    found = Unreadable(400, error, "It cannot be read.")
    found.batch = Batch(key_id, received_at, 1, {}, [BadEvent(0, error, found.detail, body)])
    return found


class OpenDoor:
    """Takes every event but those that are `{"bad": true}`."""

    def own(self, body: bytes, key_id: str, received_at: int) -> Accepted:
        return self._taken(body, "events", key_id, received_at)

    def segment(self, body: bytes, kind: str, key_id: str, received_at: int) -> Accepted:
        return self._taken(body, "batch" if kind == "batch" else "", key_id, received_at)

    def _taken(self, body: bytes, under: str, key_id: str, received_at: int) -> Accepted:
        try:
            document: Any = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise unreadable("not_json", body, key_id, received_at) from error
        events = document.get(under) if under and isinstance(document, dict) else [document]
        if not isinstance(events, list) or not all(isinstance(one, dict) for one in events):
            raise unreadable("no_events", body, key_id, received_at)
        bad = [place for place, one in enumerate(events) if one.get("bad")]
        batch = Batch(
            key_id, received_at, len(events), {}, [BadEvent(place, "bad", "It says so.", None) for place in bad]
        )
        return Accepted(batch, tuple(Rejected(place, "bad", "It says so.") for place in bad))


class MemoryLog:
    """Keeps payloads once `commit` is called from another thread, or at once; `error` makes it refuse."""

    def __init__(self) -> None:
        self.payloads: list[bytes] = []
        self.error: Exception | None = None
        self.held: list[Callable[[], None]] | None = None
        self.stands = State()
        self._lock = threading.Lock()

    def append_all(self, those: Sequence[Appended]) -> None:
        for one in those:
            self._append(one.payload, one.done)

    def _append(self, payload: bytes, done: Callable[[int | None, Exception | None], None]) -> None:
        def commit() -> None:
            with self._lock:
                if self.error is not None:
                    done(None, self.error)
                    return
                self.payloads.append(payload)
                done(len(self.payloads), None)

        if self.held is None:
            threading.Thread(target=commit, daemon=True).start()
        else:
            self.held.append(commit)

    def state(self) -> State:
        return self.stands

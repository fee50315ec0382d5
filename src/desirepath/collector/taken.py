"""What a client is told of events that were taken, and of those that were not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desirepath.doors.answers import JSON, Answer, document


class RejectedEvent(Protocol):
    """What is told of one event that was refused."""

    @property
    def index(self) -> int: ...
    @property
    def reason(self) -> str: ...
    @property
    def detail(self) -> str: ...


def taken(accepted: int, rejected: Sequence[RejectedEvent], request_id: str) -> Answer:
    """The answer of our own interface: 202, what was taken, and what was refused with its place."""
    told = [{"index": one.index, "reason": one.reason, "detail": one.detail} for one in rejected]
    return document(202, {"accepted": accepted, "rejected": told, "request_id": request_id})


SEGMENTS = Answer(200, b'{"success":true}', (JSON,))
"""The answer that Segment's clients expect."""

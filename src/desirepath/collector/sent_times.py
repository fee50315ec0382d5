"""When an event happened, told by clients whose clocks may be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import repeat
from operator import sub

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MINUTE, _DAY = 60_000_000, 86_400_000_000
SMALLEST_SKEW = _MINUTE
"""Less than this is the time that a request is on its way."""
LONGEST_AHEAD = _DAY
EARLIEST = 946_684_800_000_000
"""2000-01-01 in UTC microseconds: a clock before it was never set."""


def microseconds_in(text: object) -> int | None:
    """UTC microseconds of a time in ISO 8601 with its zone; None for anything else."""
    if text.__class__ is not str:
        return None
    try:
        moment = datetime.fromisoformat(text)  # type: ignore[arg-type]
    except ValueError:
        return None
    return None if moment.tzinfo is None else (moment - _EPOCH) // _MICROSECOND


def moments_in(texts: Sequence[object]) -> list[int] | None:
    """As `microseconds_in`, of all of them; None where there is one that says nothing readable."""
    try:
        # A time without a zone has no distance from one with a zone.
        since = list(map(sub, map(datetime.fromisoformat, texts), repeat(_EPOCH)))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return [one.days * _DAY + one.seconds * 1_000_000 + one.microseconds for one in since]


def written(microseconds: int) -> str:
    """UTC microseconds as ISO 8601."""
    return (_EPOCH + microseconds * _MICROSECOND).isoformat()


def skew_of(sent_at: object, received_at: int) -> int:
    """Microseconds to add to the times of a request: how much later it was received than its client says it sent it.

    A client sends a time each time that it sends, so that the difference is the fault of its clock, whichever way;
    events that waited for the network are not touched, as their request was sent late too. Differences up to a minute
    are left alone, and so is a request that says nothing readable.
    """
    sent = microseconds_in(sent_at)
    if sent is None or abs(received_at - sent) <= SMALLEST_SKEW:
        return 0
    return received_at - sent


def is_possible(at: int, received_at: int) -> bool:
    """Whether something can have happened then: not before 2000, and not more than a day ahead."""
    return EARLIEST <= at <= received_at + LONGEST_AHEAD

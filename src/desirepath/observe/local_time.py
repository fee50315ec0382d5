"""The rollout's local days, as arithmetic on UTC microseconds.

Engines disagree about time zones, and asking them row by row is slow. A zone's offset changes a few times a
year, so that the local day is the instant plus an offset that is constant between known instants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt

SECOND = 1_000_000
DAY = 86_400 * SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone between two instants: `offsets` holds (from this instant on, offset), both in microseconds."""

    name: str
    offsets: tuple[tuple[int, int], ...]

    def local_day(self, at: ir.IntegerValue) -> ir.IntegerValue:
        """The local calendar day of an instant, as days since 1970-01-01."""
        *later, (_, first_offset) = reversed(self.offsets)
        branches = [(at >= start, at + offset) for start, offset in later]
        local = ibis.cases(*branches, else_=at + first_offset) if branches else at + first_offset
        return _whole_days(local)

    def local_days(self, at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The same of an array of instants."""
        return (at + self._offsets_of(at)) // DAY

    def ends_of_days(self, at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The last instant of each one's local day; on a day that changes its offset, an hour off at most."""
        offsets = self._offsets_of(at)
        return ((at + offsets) // DAY + 1) * DAY - offsets - 1

    def _offsets_of(self, at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        starts, offsets = (np.array(column, np.int64) for column in zip(*self.offsets, strict=True))
        return offsets[np.maximum(np.searchsorted(starts, at, side="right") - 1, 0)]

    def local_day_of(self, at: int) -> int:
        """The same of one known instant."""
        offset = next((offset for start, offset in reversed(self.offsets) if at >= start), self.offsets[0][1])
        return (at + offset) // DAY

    def start_of(self, day: date) -> int:
        """The instant at which a local day begins."""
        return microseconds(datetime.combine(day, time.min, ZoneInfo(self.name)))


def _whole_days(local: ir.IntegerValue) -> ir.IntegerValue:
    # Engines differ in how they round a negative quotient, and divide as floats: times before 1970 are moved
    # above zero, and the remainder is taken off first, so that the quotient is a whole number either way.
    days_back = 200 * 366
    shifted = local + days_back * DAY
    return ((shifted - shifted % DAY) / DAY).cast("int64") - days_back


def zone_between(name: str, first_at: int, last_at: int) -> Zone:
    """The zone with every change of its offset from `first_at` to `last_at`."""
    zone = ZoneInfo(name)
    offsets = [(first_at, _offset(zone, first_at))]
    at = first_at
    while at < last_at:
        following = min(at + 7 * DAY, last_at)
        if _offset(zone, following) != offsets[-1][1]:
            change = _first_change(zone, at, following, offsets[-1][1])
            offsets.append((change, _offset(zone, change)))
            at = change
        else:
            at = following
    return Zone(name, tuple(offsets))


def _first_change(zone: ZoneInfo, low: int, high: int, known: int) -> int:
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(zone, middle) == known else (low, middle)
    return high


def _offset(zone: ZoneInfo, at: int) -> int:
    return (moment(at).astimezone(zone).utcoffset() or timedelta()) // timedelta(microseconds=1)


def microseconds(when: datetime) -> int:
    """UTC microseconds since 1970 of an aware moment."""
    return (when - _EPOCH) // timedelta(microseconds=1)


def moment(at: int) -> datetime:
    """The UTC moment of so many microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=at)


def days_since_1970(day: date) -> int:
    """A calendar day as `Zone.local_day` counts it."""
    return (day - date(1970, 1, 1)).days

"""Packs are made by themselves on a morning of the rollout's time zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desirepath.console.packs.rhythm import Rhythm, rhythm_read
from desirepath.vocabulary.errors import BadInput

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("rhythm", "now", "next_at"),
    [
        (Rhythm("month", 1), datetime(2026, 11, 27, 12, tzinfo=UTC), datetime(2026, 12, 1, 5, tzinfo=UTC)),
        (Rhythm("month", 28), datetime(2026, 1, 31, 12, tzinfo=UTC), datetime(2026, 2, 28, 5, tzinfo=UTC)),
        (Rhythm("month", 5), datetime(2026, 12, 5, 4, 59, tzinfo=UTC), datetime(2026, 12, 5, 5, tzinfo=UTC)),
        (Rhythm("month", 5), datetime(2026, 12, 5, 5, tzinfo=UTC), datetime(2027, 1, 5, 5, tzinfo=UTC)),
        (Rhythm("week", 0), datetime(2026, 11, 27, 12, tzinfo=UTC), datetime(2026, 11, 30, 5, tzinfo=UTC)),
        (Rhythm("week", 6), datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2026, 11, 29, 5, tzinfo=UTC)),
        (Rhythm("week", 0), datetime(2026, 3, 25, 12, tzinfo=UTC), datetime(2026, 3, 30, 4, tzinfo=UTC)),  # summer time
    ],
)
def test_the_next_morning_lies_ahead_in_the_time_of_the_rollout(
    rhythm: Rhythm, now: datetime, next_at: datetime
) -> None:
    assert rhythm.next_after(now, BERLIN) == next_at


def test_it_is_the_day_of_the_rollout_and_not_of_the_server() -> None:
    late_sunday_in_london = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
    assert Rhythm("week", 0).next_after(late_sunday_in_london, "Asia/Tokyo") == datetime(2026, 12, 6, 21, tzinfo=UTC)


@pytest.mark.parametrize("rhythm", [Rhythm("month", 28), Rhythm("week", 0)])
def test_a_rhythm_is_read_as_it_is_written(rhythm: Rhythm) -> None:
    assert rhythm_read(str(rhythm)) == rhythm


def test_a_rhythm_of_never_is_none() -> None:
    assert rhythm_read("never") is None


@pytest.mark.parametrize("written", ["", "month-0", "month-29", "week-7", "week--1", "day-1", "month-²", "month-001"])
def test_what_is_no_rhythm_is_refused(written: str) -> None:
    with pytest.raises(BadInput):
        rhythm_read(written)

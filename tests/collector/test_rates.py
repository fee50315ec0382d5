"""How much a key may send, by a clock that the test moves."""

from __future__ import annotations

import pytest

from desirepath.doors.rates import Bucket, Rates, retry_after
from desirepath.warehouse.write_keys import Rate


def test_a_key_begins_with_two_seconds_worth() -> None:
    bucket = Bucket(Rate(events=10.0, bytes=1000.0), now=0.0)
    assert (bucket.events, bucket.bytes) == (20.0, 2000.0)
    assert bucket.seconds_until(0.0) == 0.0


def test_a_key_in_debt_waits_until_one_event_fits() -> None:
    bucket = Bucket(Rate(events=10.0, bytes=1e9), now=0.0)
    bucket.take(40, 1)
    # A debt of 20 events and the one to come, at 10 a second.
    assert bucket.seconds_until(0.0) == pytest.approx(2.1)
    assert bucket.seconds_until(1.0) == pytest.approx(1.1)
    assert bucket.seconds_until(2.1) == 0.0


def test_the_longer_of_two_waits_counts() -> None:
    bucket = Bucket(Rate(events=10.0, bytes=100.0), now=0.0)
    bucket.take(30, 1199)
    assert bucket.seconds_until(0.0) == pytest.approx(10.0)


def test_a_key_that_rests_long_saves_no_more_than_two_seconds_worth() -> None:
    bucket = Bucket(Rate(events=10.0, bytes=100.0), now=0.0)
    bucket.seconds_until(1e6)
    assert (bucket.events, bucket.bytes) == (20.0, 200.0)


def test_a_clock_that_steps_back_takes_nothing_away() -> None:
    bucket = Bucket(Rate(events=10.0, bytes=100.0), now=100.0)
    assert bucket.seconds_until(50.0) == 0.0
    assert bucket.events == 20.0


def test_each_key_has_a_bucket_of_its_own_and_a_new_rate_begins_anew() -> None:
    rates, slow = Rates(), Rate(events=1.0)
    first = rates.of("key_1", slow, 0.0)
    assert rates.of("key_1", slow, 5.0) is first
    assert rates.of("key_2", slow, 5.0) is not first
    assert rates.of("key_1", Rate(events=2.0), 5.0) is not first


@pytest.mark.parametrize(("seconds", "told"), [(0.01, 1), (1.0, 1), (1.2, 2), (1e9, 60)])
def test_retry_after_is_in_whole_seconds_up_to_a_minute(seconds: float, told: int) -> None:
    assert retry_after(seconds) == told

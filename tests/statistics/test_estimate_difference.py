"""Two estimates apart: by hand, and beside the difference that knows the moments."""

import pytest

from desirepath.statistics.estimate_difference import difference
from desirepath.statistics.moments import Moments
from desirepath.statistics.shares import difference_of_shares, mean_of_shares
from desirepath.vocabulary.estimate import Estimate


def estimate(value: float, low: float, high: float, n: int = 50, unit: str = "share of users") -> Estimate:
    return Estimate(value=value, low=low, high=high, n=n, unit=unit, method="by hand")


def test_the_bounds_that_face_each_other_make_up_each_bound_of_the_difference() -> None:
    found = difference(estimate(0.7, 0.66, 0.78, n=40), estimate(0.5, 0.44, 0.53, n=25))
    # Down: 0.04 and 0.03 at right angles are 0.05. Up: 0.08 and 0.06 are 0.10.
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.15, 0.3))
    assert found.n == 65
    assert found.unit == "share of users"


def test_a_difference_of_shares_does_not_go_beyond_one() -> None:
    found = difference(estimate(1.0, 0.5, 1.0), estimate(0.0, 0.0, 0.6))
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(1 - (0.5**2 + 0.6**2) ** 0.5)


def test_days_may_lie_further_apart_than_shares() -> None:
    found = difference(estimate(20, 17, 24, unit="days"), estimate(5, 2, 9, unit="days"))
    assert (found.value, found.low, found.high) == (15, 10, 20)


def test_days_are_not_taken_from_shares() -> None:
    with pytest.raises(ValueError, match="share of users and days"):
        difference(estimate(0.5, 0.4, 0.6), estimate(5, 4, 6, unit="days"))


def test_two_shares_of_persons_lie_as_far_apart_as_their_moments_say() -> None:
    one, other = Moments(40, 30.5, 26.25), Moments(25, 9.0, 6.5)
    found = difference(*(_as_estimate(moments) for moments in (one, other)))
    referee = difference_of_shares(one, other)
    assert (found.value, found.low, found.high) == pytest.approx((referee.value, referee.low, referee.high))


def _as_estimate(moments: Moments) -> Estimate:
    interval = mean_of_shares(moments)
    return estimate(interval.value, interval.low, interval.high, n=int(moments.n))

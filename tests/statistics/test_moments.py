from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.statistics.moments import Moments
from tests.statistics.people import moments_of

numbers = st.lists(st.floats(0, 1000), min_size=2, max_size=30)


def test_one_to_four_have_mean_two_and_a_half_and_variance_five_thirds() -> None:
    moments = Moments(4, 10, 30)
    assert moments.mean == 2.5
    assert moments.variance == pytest.approx(5 / 3)


def test_a_single_number_has_no_variance() -> None:
    assert Moments(1, 7, 49).variance == 0


def test_equal_numbers_have_none_either_whatever_rounding_leaves() -> None:
    assert moments_of([0.1] * 1000).variance == 0


@given(numbers)
def test_the_variance_is_that_of_the_standard_library(values: list[float]) -> None:
    expected = statistics.variance(values)
    assert moments_of(values).variance == pytest.approx(expected, rel=1e-6, abs=1e-6 * max(values) ** 2)


@given(numbers, numbers)
def test_two_groups_add_up_to_both_together(some: list[float], others: list[float]) -> None:
    both = moments_of(some) + moments_of(others)
    assert both.mean == pytest.approx(moments_of(some + others).mean)


def test_nothing_counted_has_no_mean() -> None:
    with pytest.raises(ValueError, match="nothing was counted"):
        _ = Moments(0, 0, 0).mean


@pytest.mark.parametrize(
    "sums", [(-1, 0, 0), (2, 1, -1), (0, 1, 1), (2, 10, 3), (float("nan"), 0, 0), (1, float("inf"), 0)]
)
def test_sums_that_no_numbers_have_are_refused(sums: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"moments|never negative|not zero|too small"):
        Moments(*sums)


@pytest.mark.parametrize("persons", [2, 10, 80, 5000])
@pytest.mark.parametrize("share", [1 / 7, 1 / 29, 3 / 11, 28 / 29, 0.001])
def test_equal_numbers_added_in_whole_units_have_hardly_any_variance(persons: int, share: float) -> None:
    # As an engine adds them: each number and each square rounded to a whole number of 2 to the power of -30.
    total, squares = (persons * round(number * 2**30) / 2**30 for number in (share, share**2))
    assert Moments(persons, total, squares).variance == pytest.approx(0, abs=2e-8)

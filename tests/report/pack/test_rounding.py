"""Numbers that are told on are rounded to what their interval bears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.report.pack.rounding import Rounded, told_roundly


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (12_040, 9_020, 14_980, Rounded(12_000, 9_000, 15_000)),
        (1_911, 883, 2_940, Rounded(2_000, 800, 3_000)),
        (482.1, 255.9, 708.3, Rounded(500, 200, 800)),
        (1_234_567, 1_230_000, 1_240_000, Rounded(1_200_000, 1_200_000, 1_300_000)),
        (7.4, 2.2, 12.6, Rounded(7, 2, 13)),
    ],
)
def test_a_number_has_two_digits_and_never_more_than_its_interval_bears(
    value: float, low: float, high: float, said: Rounded
) -> None:
    assert told_roundly(value, low, high) == said


@pytest.mark.parametrize(("value", "low", "high"), [(5, -1, 11), (0.4, 0.1, 0.7), (-3, -4, -2), (5, 0, 9)])
def test_what_may_be_none_or_is_below_one_is_not_told(value: float, low: float, high: float) -> None:
    assert told_roundly(value, low, high) is None


@given(st.floats(1, 1e9), st.floats(0, 0.99), st.floats(0, 5))
def test_the_bounds_are_only_ever_widened(value: float, below: float, above: float) -> None:
    low, high = value * (1 - below), value * (1 + above)
    said = told_roundly(value, low, high)
    assert said is not None
    assert said.low <= low
    assert said.high >= high - 1e-6 * high
    assert said.value > 0

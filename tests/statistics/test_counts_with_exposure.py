from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from desirepath.statistics.counts_with_exposure import CountExcess, excess_over_others, excess_since
from desirepath.statistics.daily_baseline import Days
from desirepath.statistics.two_counts import TwoCounts


def week_days(counts: list[float], exposure: float = 100.0) -> Days:
    return Days(np.array(counts, dtype=float), np.full(len(counts), exposure), np.arange(len(counts)) % 7)


def since(before: Days, after: Days) -> CountExcess:
    found = excess_since(before, after)
    assert found is not None
    return found


def test_twice_as_many_as_expected_are_told_with_the_excess() -> None:
    found = since(week_days([4, 5, 6, 5] * 14), week_days([10] * 14))
    assert found.expected == pytest.approx(70)
    assert found.observed == 140
    assert found.excess.value == pytest.approx(70)
    assert found.ratio_low < 2 < found.ratio_high
    assert 0 < found.excess.low < 70 < found.excess.high
    assert found.higher < 1e-4


def test_twice_the_people_make_twice_the_tickets_and_no_excess() -> None:
    found = since(week_days([4, 5, 6, 5] * 14), week_days([10] * 14, exposure=200))
    assert found.expected == pytest.approx(140)
    assert found.excess.value == pytest.approx(0)
    assert found.higher == pytest.approx(0.5, abs=0.05)


def test_a_window_of_mondays_is_held_against_mondays() -> None:
    week = [20, 5, 5, 5, 5, 1, 1]
    mondays = Days(np.array([20.0, 20.0]), np.array([100.0, 100.0]), np.array([0, 0]))
    assert since(week_days(week * 8), mondays).expected == pytest.approx(40)


def test_a_short_baseline_tells_only_workdays_from_weekends() -> None:
    week = [9, 5, 5, 5, 6, 1, 1]
    monday = Days(np.array([6.0]), np.array([100.0]), np.array([0]))
    assert since(week_days(week * 4), monday).expected == pytest.approx(6)


def test_an_outage_in_the_baseline_does_not_hide_what_comes_after() -> None:
    quiet = [3, 5, 4, 6, 5, 2, 3] * 8
    outage = [*quiet[:20], 80, 70, *quiet[22:]]
    plain, spiked = since(week_days(quiet), week_days([8] * 7)), since(week_days(outage), week_days([8] * 7))
    assert plain.spikes == 0
    assert spiked.spikes == pytest.approx(2 / 56, abs=0.002)
    assert spiked.expected == pytest.approx(plain.expected, rel=0.05)
    assert spiked.higher < 0.001


@pytest.mark.parametrize(("count", "base", "times"), [(7, 10, 0.3), (0, 4, 1.0), (3, 0, 0.5), (40, 30, 1.0)])
def test_two_plain_counts_agree_with_the_binomial_of_scipy(count: int, base: int, times: float) -> None:
    referee = stats.binom(count + base, times / (1 + times))
    expected = referee.sf(count) + referee.pmf(count) / 2
    assert TwoCounts(count, base, times, 1.0, 1e9).higher(1.0) == pytest.approx(expected, rel=1e-5)


def test_with_nothing_before_and_three_since_there_is_no_upper_ratio() -> None:
    found = since(week_days([0] * 28), week_days([1, 0, 1, 0, 1, 0, 0]))
    assert found.expected == 0
    assert math.isinf(found.ratio_high)
    assert 0 < found.excess.low <= 3


def test_nothing_before_and_nothing_since_is_no_excess() -> None:
    found = since(week_days([0] * 28), week_days([0] * 7))
    assert found.excess.value == 0
    assert found.higher >= 0.25


@given(st.lists(st.integers(0, 12), min_size=14, max_size=60), st.lists(st.integers(0, 30), min_size=1, max_size=20))
def test_zero_lies_outside_the_excess_where_p_is_below_five_percent(before: list[int], after: list[int]) -> None:
    found = since(week_days(list(map(float, before))), week_days(list(map(float, after))))
    outside = not found.excess.low - 1e-9 <= 0 <= found.excess.high + 1e-9
    assert outside == (found.p < 0.05) or found.p == pytest.approx(0.05, abs=1e-6)
    assert found.excess.low <= found.excess.value <= found.excess.high


def test_one_more_than_usual_is_rarer_than_once_in_forty() -> None:
    baseline = week_days([4, 5, 6, 5] * 14)
    usual = since(baseline, week_days([5] * 7)).usual_at_most
    spread = (usual / 7, (usual + 1) / 7)
    assert [since(baseline, week_days([mean] * 7)).higher > 0.025 for mean in spread] == [True, False]


def test_what_moves_all_alike_is_no_excess_of_a_group() -> None:
    mood = np.array([1, 9, 3, 4, 8, 2, 5] * 4, dtype=float)
    found = excess_over_others(week_days((2 * mood).tolist(), 100), week_days((6 * mood).tolist(), 300))
    assert found is not None
    assert found.excess.value == pytest.approx(0)
    assert found.p == pytest.approx(1, abs=0.1)


def test_a_group_with_twice_the_rate_of_the_others_stands_out() -> None:
    mood = np.array([1, 9, 3, 4, 8, 2, 5] * 4, dtype=float)
    found = excess_over_others(week_days((4 * mood).tolist(), 100), week_days((6 * mood).tolist(), 300))
    assert found is not None
    assert found.expected == pytest.approx(2 * mood.sum())
    assert found.higher < 0.001


def test_two_weeks_with_exposure_are_needed() -> None:
    assert excess_since(week_days([1] * 13), week_days([1])) is None
    assert excess_since(week_days([1] * 20), week_days([0], exposure=0)) is None
    assert excess_over_others(week_days([1] * 13), week_days([1] * 13)) is None


def test_days_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        week_days([1], exposure=0)
    with pytest.raises(ValueError, match="numbered from 0 to 6"):
        Days(np.ones(1), np.ones(1), np.array([7]))
    with pytest.raises(ValueError, match="same days"):
        excess_over_others(week_days([1] * 20), week_days([1] * 21))

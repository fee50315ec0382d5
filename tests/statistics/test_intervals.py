from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from desirepath.statistics.interval import Interval
from desirepath.statistics.moments import Moments
from desirepath.statistics.rates import mean_of_counts
from desirepath.statistics.ratios import ratio_of_sums
from desirepath.statistics.shares import (
    difference_of_shares,
    mean_of_shares,
    share_of_cases,
    standard_error_of_mean,
)
from tests.statistics.people import moments_of

shares = st.lists(st.floats(0, 1), min_size=1, max_size=40)
counts = st.lists(st.integers(0, 30), min_size=1, max_size=40)


def test_an_interval_that_does_not_hold_its_value_is_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Interval(0.5, 0.6, 0.7, "none")


@pytest.mark.parametrize(("successes", "trials"), [(0, 10), (3, 10), (10, 10), (81, 263)])
def test_wilson_agrees_with_statsmodels(successes: int, trials: int) -> None:
    low, high = proportion_confint(successes, trials, method="wilson")
    found = share_of_cases(successes, trials)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize(("successes", "trials"), [(1, 0), (-1, 5), (6, 5)])
def test_more_successes_than_trials_are_no_share(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share_of_cases(successes, trials)


def test_many_persons_with_one_case_each_have_the_plain_interval() -> None:
    plain, found = share_of_cases(300, 1000), mean_of_shares(Moments(1000, 300, 300))
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=3e-4)


def test_persons_whose_shares_vary_half_as_much_have_the_interval_of_twice_as_many() -> None:
    # 0.5 ± √0.125 each: variance 0.125, half of the 0.25 of single answers.
    half_as_much = moments_of([0.5 - math.sqrt(0.125), 0.5 + math.sqrt(0.125)] * 1000)
    single_answers = Moments(4000, 2000, 2000)
    found, expected = mean_of_shares(half_as_much), mean_of_shares(single_answers)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-4)


def test_ten_persons_who_all_succeeded_may_still_be_a_share_of_two_thirds() -> None:
    # Wilson at 10 of 10 with Student's quantile for 9: 10 / (10 + 2.2622²).
    found = mean_of_shares(Moments(10, 10, 10))
    assert found.value == found.high == 1
    assert found.low == pytest.approx(10 / (10 + 2.2621571628**2))


def test_persons_who_are_all_at_one_half_are_taken_for_single_answers() -> None:
    alike, single = mean_of_shares(Moments(40, 20, 10)), mean_of_shares(Moments(40, 20, 20))
    assert alike.high == pytest.approx(single.high, abs=0.005)


@given(shares)
def test_the_interval_of_a_share_lies_between_0_and_1_and_mirrors(values: list[float]) -> None:
    found, mirrored = mean_of_shares(moments_of(values)), mean_of_shares(moments_of([1 - value for value in values]))
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert mirrored.value == pytest.approx(1 - found.value)
    assume(0.01 < found.value < 0.99)
    assume(moments_of(values).variance > 1e-6)
    assert (mirrored.low, mirrored.high) == pytest.approx((1 - found.high, 1 - found.low), abs=1e-6)


def test_a_mean_above_one_is_no_share() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        mean_of_shares(Moments(2, 4, 8))


def test_the_difference_agrees_with_newcombe_in_statsmodels() -> None:
    low, high = confint_proportions_2indep(560, 1000, 480, 1000, method="newcomb")
    found = difference_of_shares(Moments(1000, 560, 560), Moments(1000, 480, 480))
    assert found.value == pytest.approx(0.08)
    assert (found.low, found.high) == pytest.approx((low, high), abs=3e-4)


@given(shares, shares)
def test_the_difference_turns_round_with_its_groups(some: list[float], others: list[float]) -> None:
    one, other = moments_of(some), moments_of(others)
    there, back = difference_of_shares(one, other), difference_of_shares(other, one)
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low), abs=1e-9)


def test_a_group_in_which_all_succeeded_is_not_known_for_certain() -> None:
    # 12 of 12, drawn in to 13 of 14: √(13/14 · 1/14 / 12), and 11/9 of that variance for its own doubt.
    assert standard_error_of_mean(Moments(12, 12, 12)) == pytest.approx(math.sqrt(13 / 196 / 12 * 11 / 9))


def test_many_poisson_counts_have_about_the_exact_poisson_interval() -> None:
    # 1000 persons, 500 counted, variance 0.5. Garwood's exact interval by the chi-square quantiles.
    found = mean_of_counts(Moments(1000, 500, 250 + 0.5 * 999))
    exact = (stats.chi2.ppf(0.025, 1000) / 2000, stats.chi2.ppf(0.975, 1002) / 2000)
    assert (found.low, found.high) == pytest.approx(exact, abs=0.002)


def test_nothing_counted_among_twenty_leaves_room_for_a_fifth() -> None:
    found = mean_of_counts(Moments(20, 0, 0))
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(2.093024054**2 / 20)


def test_one_person_with_all_the_tickets_makes_the_interval_wide() -> None:
    spread_out, one_alone = mean_of_counts(moments_of([2] * 10 + [1] * 20)), mean_of_counts(moments_of([40] + [0] * 29))
    assert one_alone.high - one_alone.low > 4 * (spread_out.high - spread_out.low)


@given(counts)
def test_the_interval_of_a_count_holds_its_value_and_is_finite(values: list[int]) -> None:
    found = mean_of_counts(moments_of(values))
    assert 0 <= found.low <= found.value <= found.high < math.inf


def test_a_negative_mean_is_no_count() -> None:
    with pytest.raises(ValueError, match="not negative"):
        mean_of_counts(Moments(2, -1, 1))


def test_with_one_ticket_each_the_ratio_is_the_mean_of_shares() -> None:
    ratio = ratio_of_sums(n=50, sum_x=50, sum_y=20, sum_xx=50, sum_yy=20, sum_xy=20)
    mean = mean_of_shares(Moments(50, 20, 20))
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx((mean.value, mean.low, mean.high))


def test_ten_tickets_of_one_kind_each_count_as_one_answer_each() -> None:
    # 50 persons with ten tickets, all or none in the category: no more is known than from one ticket each.
    whole = ratio_of_sums(n=50, sum_x=500, sum_y=200, sum_xx=5000, sum_yy=2000, sum_xy=2000)
    single = ratio_of_sums(n=50, sum_x=50, sum_y=20, sum_xx=50, sum_yy=20, sum_xy=20)
    assert (whole.low, whole.high) == pytest.approx((single.low, single.high))


@pytest.mark.parametrize("part", [0, 30])
def test_a_category_of_none_or_all_tickets_has_an_interval(part: int) -> None:
    found = ratio_of_sums(n=30, sum_x=30, sum_y=part, sum_xx=30, sum_yy=part, sum_xy=part)
    assert found.value in (found.low, found.high)
    assert 0.05 < found.high - found.low < 0.2


def test_a_part_larger_than_its_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        ratio_of_sums(n=3, sum_x=3, sum_y=4, sum_xx=3, sum_yy=4, sum_xy=4)

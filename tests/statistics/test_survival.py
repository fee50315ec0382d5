from __future__ import annotations

import numpy as np
import pytest
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import median_survival_times

from desirepath.statistics.survival import cumulative_incidence, kaplan_meier, median_with_interval


def test_the_curve_of_five_persons_by_hand() -> None:
    # Done on day 1, 3 and 4; still waiting when last seen on day 2 and 5: 4/5, then 2/3, then 1/2 of it.
    curve = kaplan_meier([1, 2, 3, 4, 5], [True, False, True, True, False])
    assert curve.times == (1, 3, 4)
    assert curve.share == pytest.approx((4 / 5, 8 / 15, 4 / 15))


def test_the_median_is_the_first_time_by_which_half_are_done() -> None:
    found = median_with_interval([1, 2, 3, 4, 5, 6], [True] * 6)
    assert found is not None
    assert found.value == 3


def test_a_median_that_was_never_reached_is_none() -> None:
    assert median_with_interval([1, 2, 3, 4], [True, False, False, False]) is None
    assert median_with_interval([], []) is None
    assert median_with_interval([4, 4], [False, False]) is None


def test_an_upper_bound_that_was_never_reached_is_none() -> None:
    found = median_with_interval([1, 2, 3, 4, 5, 6], [True, True, True, True, False, False])
    assert found is not None
    assert found.high is None


@pytest.mark.parametrize("seed", range(20))
def test_curve_and_median_agree_with_lifelines(seed: int) -> None:
    dice = np.random.default_rng(seed)
    times = np.ceil(dice.exponential(20, 80 + seed) * 4) / 4
    last_seen = np.ceil(dice.uniform(5, 60, 80 + seed) * 4) / 4
    durations, finished = np.minimum(times, last_seen), times <= last_seen
    referee = KaplanMeierFitter().fit(durations, finished)
    curve, median = kaplan_meier(durations, finished), median_with_interval(durations, finished)
    at = list(curve.times)
    assert curve.share == pytest.approx(referee.survival_function_.loc[at].iloc[:, 0], abs=1e-6)
    assert curve.low == pytest.approx(referee.confidence_interval_.loc[at].iloc[:, 0], abs=1e-6)
    assert curve.high == pytest.approx(referee.confidence_interval_.loc[at].iloc[:, 1], abs=1e-6)
    bounds = median_survival_times(referee.confidence_interval_).iloc[0]
    assert median is not None
    expected = (referee.median_survival_time_, bounds.iloc[0], bounds.iloc[1])
    assert (median.value, median.low, np.inf if median.high is None else median.high) == pytest.approx(expected)


def test_a_row_with_weight_three_is_three_persons() -> None:
    weighed = median_with_interval([2, 5, 7, 9], [True, True, False, True], [3, 4, 2, 1])
    written_out = median_with_interval([2] * 3 + [5] * 4 + [7] * 2 + [9], [True] * 7 + [False] * 2 + [True])
    assert weighed == written_out


def test_leavers_are_not_taken_to_be_proficient_one_day() -> None:
    # Of four, one is proficient on day 1, one leaves on day 2, one is proficient on day 3, one still waits.
    found = cumulative_incidence([1, 2, 3, 4], [1, 2, 1, 0])
    assert found.times == (1, 2, 3)
    assert found.share == pytest.approx((1 / 4, 1 / 4, 1 / 2))


def test_incidence_agrees_with_lifelines() -> None:
    dice = np.random.default_rng(5)
    durations = np.round(dice.exponential(20, 120), 6)
    causes = dice.integers(0, 3, 120)
    referee = AalenJohansenFitter(calculate_variance=False).fit(durations, causes, event_of_interest=1)
    found = cumulative_incidence(durations.tolist(), causes.tolist())
    assert found.share == pytest.approx(referee.cumulative_density_.loc[list(found.times)].iloc[:, 0], abs=1e-6)


def test_without_other_causes_incidence_is_one_minus_kaplan_meier() -> None:
    durations, finished = [1, 2, 2, 5, 8], [True, True, False, True, False]
    done = cumulative_incidence(durations, [int(done) for done in finished])
    assert done.share == pytest.approx([1 - left for left in kaplan_meier(durations, finished).share])


@pytest.mark.parametrize(
    ("durations", "finished", "weights"),
    [
        ([-1], [True], None),
        ([float("nan")], [True], None),
        ([1, 2], [True], None),
        ([1], [True], [1, 1]),
        ([1], [True], [-1]),
    ],
)
def test_times_that_cannot_be_are_refused(
    durations: list[float], finished: list[bool], weights: list[float] | None
) -> None:
    with pytest.raises(ValueError, match=r"durations|weights"):
        kaplan_meier(durations, finished, weights)


def test_a_negative_cause_is_refused() -> None:
    with pytest.raises(ValueError, match="causes"):
        cumulative_incidence([1, 2], [1, -1])

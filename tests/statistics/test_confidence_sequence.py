from __future__ import annotations

import math

import numpy as np
import pytest

from desirepath.statistics.confidence_sequence import (
    Arm,
    arm_of_ratio,
    arm_of_values,
    difference_at_any_time,
    multiple,
)
from desirepath.statistics.tallies import tally


@pytest.mark.parametrize(("persons", "tight_at"), [(40, 400), (400, 400), (4000, 400)])
def test_the_reach_is_that_of_the_paper(persons: int, tight_at: int) -> None:
    # σ √(2 (nρ² + 1) / (n²ρ²) · log(√(nρ² + 1) / α)), with ρ the one that is tight at the time given.
    doubt = 0.05
    rho = math.sqrt((-2 * math.log(doubt) + math.log(-2 * math.log(doubt)) + 1) / tight_at)
    time = persons * rho**2
    referee = math.sqrt(2 * (time + 1) / (persons * time) * math.log(math.sqrt(time + 1) / doubt))
    assert multiple(persons / tight_at) / math.sqrt(persons) == pytest.approx(referee)


def test_it_is_tightest_near_the_time_it_was_made_for() -> None:
    assert multiple(1) == pytest.approx(3.035, abs=0.001)
    assert multiple(0.05) > 4.5
    assert multiple(1) < multiple(20)
    assert multiple(1, level=0.99) > multiple(1)


def test_an_arm_of_shares_has_the_variance_of_its_mean() -> None:
    arm = arm_of_values([0.2, 0.4, 0.6])
    assert (arm.mean, arm.variance, arm.persons) == pytest.approx((0.4, 0.04 / 3, 3))


def test_an_arm_of_cases_takes_persons_as_clusters() -> None:
    # Two of two and none of two: as two persons, not as four cases.
    arm = arm_of_ratio(tally([2, 0], [2, 2]))
    assert (arm.mean, arm.variance, arm.persons) == pytest.approx((0.5, 0.25, 2))


def test_with_equal_numbers_of_cases_the_ratio_is_the_mean_of_shares() -> None:
    counts = np.array([1, 4, 2, 0, 5, 3])
    ratio, mean = arm_of_ratio(tally(counts, np.full(6, 5))), arm_of_values(counts / 5)
    assert (ratio.mean, ratio.variance) == pytest.approx((mean.mean, mean.variance))


def test_who_has_no_case_is_in_no_arm() -> None:
    assert arm_of_ratio(tally([1, 0, 1], [2, 0, 2])).persons == 2


def test_knowing_the_time_before_narrows_the_interval() -> None:
    dice = np.random.default_rng(5)
    before = dice.normal(size=400)
    after = before + 0.3 * dice.normal(size=400)
    shown = np.arange(400) < 200
    slope, level = np.polyfit(before, after, 1)
    left = after - slope * before - level
    plain = difference_at_any_time(arm_of_values(after[shown]), arm_of_values(after[~shown]), tight_at=400)
    adjusted = difference_at_any_time(arm_of_values(left[shown]), arm_of_values(left[~shown]), tight_at=400)
    assert plain is not None
    assert adjusted is not None
    assert adjusted.high - adjusted.low < 0.4 * (plain.high - plain.low)


def test_an_arm_of_nine_has_no_interval() -> None:
    assert difference_at_any_time(Arm(0.5, 0.01, 9), Arm(0.5, 0.01, 90), tight_at=100) is None
    assert difference_at_any_time(Arm(0.5, 0.01, 10), Arm(0.5, 0.01, 90), tight_at=100) is not None


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="tight at"):
        difference_at_any_time(Arm(0.5, 0.01, 90), Arm(0.5, 0.01, 90), tight_at=5)
    with pytest.raises(ValueError, match="without a case"):
        arm_of_ratio(tally([0], [0]))
    with pytest.raises(ValueError, match="finite numbers"):
        arm_of_values([])
    with pytest.raises(ValueError, match="no arm"):
        Arm(0.5, -1.0, 10)
    with pytest.raises(ValueError, match="nothing was seen"):
        multiple(0)

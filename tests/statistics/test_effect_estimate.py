from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from desirepath.statistics.confidence_sequence import Arm
from desirepath.statistics.effect_estimate import EffectEstimate, at_any_time, evidence, of_arms, read_once


def estimate(value: float, error: float, freedom: float = math.inf) -> EffectEstimate:
    return EffectEstimate(
        value=value,
        standard_error=error,
        freedom=freedom,
        units=100,
        with_it=0.1,
        without=0.1 - value,
        method="made up",
    )


def test_the_ordinary_interval_of_two_arms_is_that_of_welch() -> None:
    dice = np.random.default_rng(1)
    one, other = dice.normal(0.3, 0.2, 30), dice.normal(0.2, 0.5, 80)
    arms = [Arm(float(x.mean()), float(x.var(ddof=1) / len(x)), len(x)) for x in (one, other)]
    found = of_arms(arms[0], arms[1], "made up")
    assert found is not None
    referee = stats.ttest_ind(one, other, equal_var=False).confidence_interval()
    interval = read_once(found)
    assert (interval.low, interval.high) == pytest.approx((referee.low, referee.high))


def test_an_arm_of_nine_gives_no_effect() -> None:
    assert of_arms(Arm(0.5, 0.01, 9), Arm(0.5, 0.01, 90), "made up") is None


def test_at_any_time_the_interval_is_wider_by_a_half_to_two_thirds_where_it_is_tightest() -> None:
    found = estimate(-0.05, 0.01)
    once, always = read_once(found), at_any_time(found, 1.0)
    assert (always.high - always.low) / (once.high - once.low) == pytest.approx(1.55, abs=0.02)


@pytest.mark.parametrize("progress", [0.1, 1.0, 3.0])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.999])
def test_the_e_value_reaches_one_in_alpha_where_the_interval_leaves_out_zero(progress: float, level: float) -> None:
    edge = at_any_time(estimate(0.0, 0.01, 50), progress, level).high
    assert evidence(estimate(edge * 1.0001, 0.01, 50), progress) > 1 / (1 - level)
    assert evidence(estimate(edge * 0.9999, 0.01, 50), progress) < 1 / (1 - level)


def test_few_degrees_of_freedom_widen_the_interval() -> None:
    assert at_any_time(estimate(0, 0.01, 9), 1).high > 1.2 * at_any_time(estimate(0, 0.01), 1).high


def test_what_is_no_effect_is_refused() -> None:
    with pytest.raises(ValueError, match="no effect has such"):
        estimate(math.nan, 0.1)

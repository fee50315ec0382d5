"""Effects by the time since the start, and whether groups went together before it."""

import numpy as np
import pytest

from desirepath.statistics.event_time import by_event_time, pre_trend
from desirepath.statistics.group_time import Base, group_time_effects
from desirepath.statistics.wave_cases import NEVER, WaveCases
from tests.statistics.test_group_time import one_case_each, referee

WAVES = np.repeat([6, 8, NEVER], 60)


def drawn(dice: np.random.Generator, *, drift: float) -> WaveCases:
    """Shares of cases of waves whose level falls by `drift` a period while that of those who wait stays."""
    periods = np.arange(12)
    going = np.where(WAVES[:, np.newaxis] == NEVER, 0.0, drift * periods)
    chance = 0.4 + dice.normal(0, 0.05, (180, 1)) - going
    cases = dice.poisson(3, (180, 12))
    return WaveCases(WAVES, periods, dice.binomial(cases, np.clip(chance, 0, 1)).astype(float), cases.astype(float))


def test_effects_by_the_time_since_the_start_are_those_of_diff_diff() -> None:
    cases = one_case_each(np.random.default_rng(3))
    table = referee(cases).aggregate("event_study").to_dataframe()
    theirs = dict(zip(table["event_time"], table["att"], strict=True))
    ours = by_event_time(group_time_effects(cases, Base.PERIOD_BEFORE))
    assert {one.since for one in ours} == set(theirs)
    for one in ours:
        assert one.estimate.value == pytest.approx(theirs[one.since], abs=1e-4)


def test_groups_that_go_together_are_seldom_said_to_go_apart() -> None:
    found = [pre_trend(group_time_effects(drawn(np.random.default_rng([seed, 1]), drift=0.0))) for seed in range(200)]
    told = sum(one.p < 0.05 for one in found)
    # At most 5 of 100, as far as 200 of them can tell.
    assert told <= 200 * 0.05 + 3 * (200 * 0.05 * 0.95) ** 0.5


def test_groups_that_drift_apart_are_found_out() -> None:
    found = [pre_trend(group_time_effects(drawn(np.random.default_rng([seed, 2]), drift=0.04))) for seed in range(20)]
    assert all(one.p < 0.05 for one in found)
    assert sum(one.looked == "drift" for one in found) >= 18


def test_with_one_period_before_nothing_is_said_of_a_trend() -> None:
    cases = drawn(np.random.default_rng(4), drift=0.0)
    kept = cases.periods >= 5
    short = WaveCases(
        np.where(WAVES == NEVER, NEVER, 6), cases.periods[kept], cases.numerator[:, kept], cases.denominator[:, kept]
    )
    assert pre_trend(group_time_effects(short)) is None

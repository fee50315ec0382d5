from __future__ import annotations

import numpy as np
import pytest

from desirepath.statistics.adjusted_arms import adjusted_arms
from desirepath.statistics.effect_estimate import at_any_time, of_arms
from desirepath.statistics.power import Pace, days_until_told, error_after, pace_of
from desirepath.statistics.tallies import tally


def test_the_pace_of_persons_is_what_they_did_in_a_day() -> None:
    pace = pace_of(tally([2, 1, 0], [4, 2, 4]), 5)
    assert (pace.persons, pace.share) == (3, pytest.approx(0.3))
    assert pace.cases_a_day == pytest.approx(10 / 15)


def test_persons_who_differ_no_more_than_dice_have_no_spread() -> None:
    dice = np.random.default_rng(1)
    alike = pace_of(tally(dice.binomial(10, 0.3, 5000), np.full(5000, 10)), 10)
    apart = pace_of(tally(dice.binomial(10, dice.beta(3, 7, 5000)), np.full(5000, 10)), 10)
    assert alike.spread < 0.03
    assert apart.spread == pytest.approx((0.3 * 0.7 / 11) ** 0.5, rel=0.1)


def test_half_held_out_is_told_sooner_than_a_tenth() -> None:
    pace = Pace(persons=2000, cases_a_day=0.2, share=0.2, spread=0.15)
    half, tenth = (days_until_told(pace, 0.05, held_out, due=21) for held_out in (0.5, 0.1))
    assert half is not None
    assert tenth is not None
    assert half < tenth
    assert days_until_told(pace, 0.08, 0.5, due=21) < half


def test_a_handful_of_people_never_tells_a_small_effect() -> None:
    assert days_until_told(Pace(persons=12, cases_a_day=0.1, share=0.2, spread=0.15), 0.02, 0.5, due=21) is None


def test_what_cannot_be_planned_for_is_refused() -> None:
    pace = Pace(persons=12, cases_a_day=0.1, share=0.2, spread=0.15)
    with pytest.raises(ValueError, match="cannot be planned"):
        days_until_told(pace, 0.0, 0.5, due=21)
    with pytest.raises(ValueError, match="cannot be planned"):
        days_until_told(pace, 0.1, 1.0, due=21)
    with pytest.raises(ValueError, match="no pace"):
        pace_of(tally([0], [0]), 5)


@pytest.mark.parametrize("days_before", [0, 40])
def test_the_planned_day_tells_the_effect_in_about_eight_of_ten(days_before: int) -> None:
    pace = Pace(persons=600, cases_a_day=0.3, share=0.25, spread=0.15, days_before=days_before)
    day = days_until_told(pace, 0.07, 0.5, due=21)
    assert day is not None
    dice, told, runs, errors = np.random.default_rng(2), 0, 200, []
    alike = 0.25 * 0.75 / 0.15**2 - 1
    for _ in range(runs):
        own = dice.beta(0.25 * alike, 0.75 * alike, 600)
        cases, earlier = dice.poisson(0.3 * day, 600), dice.poisson(0.3 * days_before, 600)
        shown = dice.random(600) < 0.5
        after = tally(dice.binomial(cases, np.where(shown, own * (1 - 0.07 / 0.25), own)), cases)
        arms = adjusted_arms(after, tally(dice.binomial(earlier, own), earlier), shown, ~shown)
        assert arms is not None
        found = of_arms(arms.shown, arms.held_out, "made up")
        assert found is not None
        errors.append(found.standard_error)
        told += at_any_time(found, day / 21).high < 0
    assert 0.7 <= told / runs <= 0.95
    assert np.mean(errors) == pytest.approx(error_after(pace, day, 0.5), rel=0.1)


def test_what_is_known_of_people_already_lets_an_effect_be_told_sooner() -> None:
    known, unknown = (Pace(persons=400, cases_a_day=0.3, share=0.2, spread=0.15, days_before=days) for days in (60, 0))
    assert days_until_told(known, 0.08, 0.5, due=21) < days_until_told(unknown, 0.08, 0.5, due=21)

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from desirepath.statistics.adjusted_arms import adjusted_arms, arms_of_products, counts_of_persons, products
from desirepath.statistics.confidence_sequence import arm_of_ratio
from desirepath.statistics.tallies import tally


def nothing(persons: int) -> np.ndarray:
    return np.zeros(persons)


def test_without_a_time_before_the_arms_are_plain_ratios_with_persons_as_clusters() -> None:
    after = tally([2, 0, 1, 1, 3, 0, 0], [2, 1, 2, 4, 3, 2, 0])
    shown = np.array([True, True, True, False, False, False, True])
    arms = adjusted_arms(after, tally(nothing(7), nothing(7)), shown, ~shown)
    assert arms is not None
    plain = [arm_of_ratio(tally([2, 0, 1], [2, 1, 2])), arm_of_ratio(tally([1, 3, 0], [4, 3, 2]))]
    for arm, other in zip((arms.shown, arms.held_out), plain, strict=True):
        assert (arm.mean, arm.variance, arm.persons) == pytest.approx((other.mean, other.variance, other.persons))
    assert arms.taken_out == 0


def test_the_adjusted_difference_is_that_of_a_regression_on_the_time_before() -> None:
    dice = np.random.default_rng(3)
    own = dice.beta(2, 6, 400)
    before, after = dice.binomial(10, own), dice.binomial(10, own)
    shown = np.arange(400) % 2 == 0
    arms = adjusted_arms(tally(after, np.full(400, 10)), tally(before, np.full(400, 10)), shown, ~shown)
    assert arms is not None
    design = sm.add_constant(np.column_stack([shown.astype(float), before - before.mean()]))
    referee = sm.OLS(after / 10, design).fit(cov_type="HC1")
    assert arms.shown.mean - arms.held_out.mean == pytest.approx(referee.params[1], abs=1e-10)
    error = np.sqrt(arms.shown.variance + arms.held_out.variance)
    assert error == pytest.approx(referee.bse[1], rel=0.01)
    assert arms.taken_out == pytest.approx(np.corrcoef(before, after)[0, 1] ** 2, abs=0.02)


def test_who_is_in_no_arm_counts_nowhere() -> None:
    after, before = tally([1, 0, 9, 1], [2, 2, 9, 1]), tally([1, 1, 9, 0], [2, 2, 9, 1])
    shown, held_out = np.array([True, False, False, False]), np.array([False, True, False, True])
    with_others = adjusted_arms(after, before, shown, held_out)
    assert with_others is not None
    assert (with_others.shown.persons, with_others.held_out.persons) == (1, 2)
    assert with_others.held_out.mean == pytest.approx(1 / 3)


def test_an_arm_without_a_case_gives_nothing() -> None:
    shown = np.array([True, False])
    assert adjusted_arms(tally([1, 0], [2, 0]), tally([0, 0], [0, 0]), shown, ~shown) is None


def test_twenty_cases_of_one_person_do_not_make_the_arm_surer() -> None:
    shown = np.arange(40) < 20
    few = adjusted_arms(tally(np.arange(40) % 2, np.ones(40)), tally(nothing(40), nothing(40)), shown, ~shown)
    many = adjusted_arms(
        tally(20 * (np.arange(40) % 2), np.full(40, 20)), tally(nothing(40), nothing(40)), shown, ~shown
    )
    assert few is not None
    assert many is not None
    assert many.shown.variance == pytest.approx(few.shown.variance)


def test_an_arm_in_which_all_agree_is_as_unsure_as_if_one_more_did_not() -> None:
    shown = np.arange(60) < 30
    arms = adjusted_arms(tally(nothing(60), np.full(60, 3)), tally(nothing(60), nothing(60)), shown, ~shown)
    assert arms is not None
    assert arms.shown.mean == 0
    assert arms.shown.variance == pytest.approx(1 / 32 * 31 / 32 / 30)


def test_what_is_added_up_of_parts_is_what_all_persons_come_to() -> None:
    dice = np.random.default_rng(9)
    cases, before = dice.integers(0, 9, 300), dice.integers(0, 9, 300)
    first, earlier = tally(dice.binomial(cases, 0.3), cases), tally(dice.binomial(before, 0.3), before)
    shown, counts = np.arange(300) % 3 == 0, counts_of_persons(first, earlier)
    whole = adjusted_arms(first, earlier, shown, ~shown)
    parts = [(products(part[:, mine]), products(part[:, ~mine])) for part, mine in _halves(counts, shown)]
    added = arms_of_products(parts[0][0] + parts[1][0], parts[0][1] + parts[1][1])
    assert whole is not None
    assert added is not None
    for arm, other in ((whole.shown, added.shown), (whole.held_out, added.held_out)):
        assert (arm.mean, arm.variance, arm.persons) == pytest.approx((other.mean, other.variance, other.persons))


def _halves(counts: np.ndarray, shown: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(counts[:, :150], shown[:150]), (counts[:, 150:], shown[150:])]


def test_a_habit_that_all_share_takes_nothing_out() -> None:
    # Everybody had a third of three cases before: what is left of that is rounding, and no reason to adjust.
    dice = np.random.default_rng(2)
    shown, cases = np.arange(90) < 45, np.full(90, 7)
    arms = adjusted_arms(tally(dice.binomial(7, 0.4, 90), cases), tally(np.ones(90), np.full(90, 3)), shown, ~shown)
    assert arms is not None
    assert arms.taken_out == 0

"""Effects of waves, group by group and period by period."""

import math

import numpy as np
import pandas as pd
import pytest
from diff_diff import CallawaySantAnna

from desirepath.statistics.effect_estimate import read_once
from desirepath.statistics.group_time import Base, GroupTimes, averaged, group_time_effects, overall
from desirepath.statistics.wave_cases import NEVER, WaveCases, wave_cases

PERSONS, PERIODS = 120, 8
STARTS = np.repeat([3, 5, NEVER], [40, 35, 45])


def one_case_each(dice: np.random.Generator) -> WaveCases:
    """Every person has one case in every period, its outcome any number; effects grow with time."""
    since = np.arange(PERIODS) - np.where(STARTS == NEVER, PERIODS, STARTS)[:, np.newaxis]
    outcome = dice.normal(size=(PERSONS, 1)) + 0.3 * np.arange(PERIODS) + dice.normal(size=(PERSONS, PERIODS))
    outcome += np.where(since >= 0, 1 + 0.2 * since, 0.0)
    return WaveCases(STARTS, np.arange(PERIODS), outcome - outcome.min(), np.ones((PERSONS, PERIODS)))


def referee(cases: WaveCases) -> object:
    """The same, read by diff-diff."""
    persons, periods = cases.numerator.shape
    table = pd.DataFrame(
        {
            "person": np.repeat(np.arange(persons), periods),
            "period": np.tile(cases.periods, persons),
            "outcome": cases.numerator.ravel(),
            "start": np.repeat(np.where(cases.start == NEVER, 0, cases.start), periods),
        }
    )
    reader = CallawaySantAnna(control_group="not_yet_treated", estimation_method="reg")
    return reader.fit(table, "outcome", "person", "period", "start")


def test_one_group_and_one_that_waits_give_the_difference_of_the_differences() -> None:
    # Two periods; the treated go from 2 of 4 to 1 of 4, those who wait from 2 of 4 to 3 of 4.
    cases = WaveCases(
        start=np.array([1, 1, NEVER, NEVER]),
        periods=np.array([0, 1]),
        numerator=np.array([[1, 1], [1, 0], [1, 2], [1, 1]], float),
        denominator=np.full((4, 2), 2.0),
    )
    (effect,) = group_time_effects(cases).treated
    assert effect.value == pytest.approx((1 / 4 - 2 / 4) - (3 / 4 - 2 / 4))
    assert (effect.start, effect.period, effect.cases, effect.waiting) == (1, 1, 4, 2)


def test_group_time_effects_are_those_of_diff_diff() -> None:
    cases = one_case_each(np.random.default_rng(3))
    ours, theirs = group_time_effects(cases, Base.PERIOD_BEFORE), referee(cases)
    told = {(one.start, one.period): one.value for one in ours.effects}
    assert told.keys() == theirs.group_time_effects.keys()
    for key, found in theirs.group_time_effects.items():
        assert told[key] == pytest.approx(found["effect"], abs=1e-4)
    assert overall(ours).value == pytest.approx(theirs.overall_att, abs=1e-4)


def test_errors_are_those_of_diff_diff_but_for_the_correction_for_few_persons() -> None:
    cases = one_case_each(np.random.default_rng(3))
    ours, theirs = group_time_effects(cases, Base.PERIOD_BEFORE), referee(cases)
    size = np.array([40, 35, 45])
    # Where one group waits, as from period 5 on; over more, theirs takes the waiting ones for one group.
    for one in (one for one in ours.treated if one.period >= 5):
        uncorrected = ours.levels.variance(one.weight) * (size - 1) / size
        their_error = theirs.group_time_effects[one.start, one.period]["se"]
        assert math.sqrt(uncorrected.sum()) == pytest.approx(their_error, abs=1e-4)


def test_the_longer_time_before_gives_a_smaller_error() -> None:
    cases = one_case_each(np.random.default_rng(4))
    longer, shorter = (overall(group_time_effects(cases, base)) for base in (Base.ALL_BEFORE, Base.PERIOD_BEFORE))
    assert longer.standard_error < shorter.standard_error


def test_a_group_that_has_it_is_never_taken_for_one_that_waits() -> None:
    found = group_time_effects(one_case_each(np.random.default_rng(5)))
    first, later = (found.levels.starts == start for start in (3, 5))
    for one in found.treated:
        then = found.levels.periods == one.period
        assert one.period < 5 or one.start != 3 or not one.weight[later][:, then].any()
        assert one.start != 5 or not one.weight[first].any()


def test_effects_that_are_planted_are_recovered_where_groups_differ_in_level_and_in_effect() -> None:
    held, errors = 0, []
    for seed in range(200):
        cases, truth = shares(np.random.default_rng([seed, 7]), effect=-0.1)
        found = overall(group_time_effects(cases))
        interval = read_once(found)
        held += interval.low <= truth <= interval.high
        errors.append(found.value - truth)
    # 95 of 100, as far as 200 of them can tell (three standard errors of that share).
    assert held / 200 == pytest.approx(0.95, abs=0.046)
    assert abs(np.mean(errors)) < 3 * np.std(errors) / math.sqrt(200)


def shares(dice: np.random.Generator, *, effect: float) -> tuple[WaveCases, float]:
    """Persons of three waves and one that waits, with their own pace and share, a season, and an effect by wave."""
    start = np.repeat([6, 8, 10, NEVER], 60)
    periods = np.arange(12)
    level = np.repeat([0.2, 0.25, 0.3, 0.35], 60)
    season = 0.05 * np.sin(periods)
    chance = np.clip(level + dice.normal(0, 0.05, 240), 0.15, 0.5)[:, np.newaxis] + season
    has_it = periods >= start[:, np.newaxis]
    planted = np.where(has_it, effect * np.repeat([0.5, 1.0, 1.4, 0.0], 60)[:, np.newaxis], 0.0)
    cases = dice.poisson(dice.gamma(2, 1.5, (240, 1)), (240, 12)).astype(float)
    numerator = dice.binomial(cases.astype(int), np.clip(chance + planted, 0, 1)).astype(float)
    by_wave = [planted[start == wave][has_it[start == wave]].mean() for wave in (6, 8, 10)]
    treated = [cases[start == wave][has_it[start == wave]].sum() for wave in (6, 8, 10)]
    return WaveCases(start, periods, numerator, cases), float(np.average(by_wave, weights=treated))


def test_nothing_is_told_where_nobody_waits_or_nothing_was_before() -> None:
    dice = np.random.default_rng(6)
    cases, _ = shares(dice, effect=0.0)
    together = WaveCases(np.full(240, 6), cases.periods, cases.numerator, cases.denominator)
    assert overall(group_time_effects(together)) is None
    from_the_start = WaveCases(np.repeat([0, NEVER], 120), cases.periods, cases.numerator, cases.denominator)
    assert overall(group_time_effects(from_the_start)) is None


def test_nothing_is_told_with_fewer_than_ten_persons_on_a_side() -> None:
    cases, _ = shares(np.random.default_rng(8), effect=0.0)
    few = np.r_[0:9, 180:240]
    found = group_time_effects(WaveCases(cases.start[few], cases.periods, cases.numerator[few], cases.denominator[few]))
    assert found.effects
    assert overall(found) is None


def test_a_mean_over_nothing_is_none() -> None:
    cases, _ = shares(np.random.default_rng(9), effect=0.0)
    found: GroupTimes = group_time_effects(cases)
    assert averaged(found.levels, []) is None


def test_rows_of_a_person_and_period_add_up() -> None:
    cases = wave_cases(["a", "a", "b"], [1, 1, NEVER], [0, 0, 2], [1, 0, 1], [1, 1, 1])
    assert cases.numerator.tolist() == [[1, 0], [0, 1]]
    assert cases.denominator.tolist() == [[2, 0], [0, 1]]
    assert cases.periods.tolist() == [0, 2]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ((["a"], [1, 2], [0], [1], [1]), "columns of one length"),
        ((["a", "a"], [1, 2], [0, 1], [1, 1], [1, 1]), "one wave"),
        ((["a"], [1], [0], [-1], [1]), "never negative"),
        ((["a"], [1], [0], [1], [0]), "cannot have one that qualifies"),
    ],
)
def test_columns_that_cannot_be_are_refused(columns: tuple[list, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        wave_cases(*columns)

"""The change of level of a daily series less a control's."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import signal, stats

from desirepath.statistics.correlated_days import Days, Strength, coefficient
from desirepath.statistics.effect_estimate import EffectEstimate, read_once
from desirepath.statistics.interrupted_series import (
    FEWEST_BEFORE,
    FEWEST_SINCE,
    LevelChange,
    TwoSeries,
    by_day,
    level_change,
    level_changes,
    placebo,
    unlikely,
)
from desirepath.statistics.tallies import Floats

DAYS = np.arange(-60, 40)
SINCE = np.where(DAYS >= 0, 1.0, 0.0)
CASES = np.where(DAYS % 2 == 0, 100.0, 50.0)
RUNS = 200


def exactly(treated: Floats | float, control: Floats | float) -> TwoSeries:
    """Both sides have just these shares of their cases, which differ from day to day."""
    return TwoSeries(DAYS, treated * CASES, CASES, control * CASES[::-1], CASES[::-1])


def by_chance(dice: np.random.Generator, effect: float | Floats = 0.0, kept: float = 0.6) -> TwoSeries:
    """Cases by day of two sides, each with a trend and with days that hang together; the effect is added to one."""
    sides = []
    for level, trend, added in ((0.35, 0.02, effect * SINCE), (0.3, -0.03, 0.0 * SINCE)):
        shocks = signal.lfilter([0.02 * math.sqrt(1 - kept**2)], [1, -kept], dice.normal(size=len(DAYS) + 50))[50:]
        cases = dice.poisson(150, len(DAYS)) + 1
        sides.append((dice.binomial(cases, level + trend * DAYS / 100 + shocks + added).astype(float), cases * 1.0))
    (given_up, cases), (beside, control) = sides
    return TwoSeries(DAYS, given_up, cases, beside, control)


def read(series: TwoSeries) -> EffectEstimate:
    found = level_change(series, 0, 500)
    assert found is not None
    return found.estimate


def test_without_a_change_nothing_is_found() -> None:
    assert read(exactly(0.3, 0.2)).value == pytest.approx(0, abs=1e-9)
    by_luck = read(by_chance(np.random.default_rng(1)))
    assert abs(by_luck.value) < 3 * by_luck.standard_error < 0.1


def test_a_change_of_one_side_is_recovered() -> None:
    found = read(exactly(0.3 - 0.1 * SINCE, 0.2))
    assert found.value == pytest.approx(-0.1)
    # The share of the treated since then, and what it would have been.
    assert (found.with_it, found.without) == (pytest.approx(0.2), pytest.approx(0.3))
    assert found.units == 500


def test_a_change_of_the_control_alone_counts_the_other_way_round() -> None:
    assert read(exactly(0.3, 0.2 - 0.1 * SINCE)).value == pytest.approx(0.1)


def test_a_change_of_both_sides_falls_out() -> None:
    assert read(exactly(0.3 - 0.1 * SINCE, 0.4 - 0.1 * SINCE)).value == pytest.approx(0, abs=1e-9)


def test_sides_that_drift_apart_in_straight_lines_do_not_look_like_a_change() -> None:
    drifting = read(exactly(0.3 + 0.002 * DAYS, 0.4 - 0.001 * DAYS))
    assert drifting.value == pytest.approx(0, abs=1e-9)
    both = read(exactly(0.3 + 0.002 * DAYS + 0.05 * SINCE, 0.4 - 0.001 * DAYS))
    assert both.value == pytest.approx(0.05)


def test_a_season_that_both_sides_share_falls_out_exactly() -> None:
    season = 0.05 * np.sin(2 * np.pi * DAYS / 120) + np.where(DAYS % 7 == 0, 0.03, 0.0)
    scattered = by_chance(np.random.default_rng(2), -0.05)
    moved = replace(
        scattered,
        numerator=scattered.numerator + season * scattered.denominator,
        control_numerator=scattered.control_numerator + season * scattered.control_denominator,
    )
    assert read(moved).value == pytest.approx(read(scattered).value)
    assert read(moved).standard_error == pytest.approx(read(scattered).standard_error)


def test_the_level_is_the_ratio_of_sums_since_the_start() -> None:
    series = by_chance(np.random.default_rng(3), -0.05)
    found = read(series)
    assert found.with_it == pytest.approx(series.numerator[60:].sum() / series.denominator[60:].sum())
    assert found.without == pytest.approx(found.with_it - found.value)
    assert found.freedom == 100 - 3


def test_both_sides_count_alike_and_their_exchange_turns_the_sign() -> None:
    one = by_chance(np.random.default_rng(10), -0.05)
    few = np.where(DAYS % 3 == 0, 10.0, 1.0)
    one = replace(one, control_numerator=one.control_numerator / few, control_denominator=one.control_denominator / few)
    other = TwoSeries(DAYS, one.control_numerator, one.control_denominator, one.numerator, one.denominator)
    assert read(other).value == pytest.approx(-read(one).value)
    assert read(other).standard_error == pytest.approx(read(one).standard_error)


def test_a_day_of_few_cases_moves_the_change_less_than_one_of_many() -> None:
    series = exactly(0.3, 0.2)
    # On the eleventh day of forty since the start, all of the control's cases qualify.
    moved = [
        read(
            replace(
                series,
                control_numerator=np.where(DAYS == 10, cases, series.control_numerator),
                control_denominator=np.where(DAYS == 10, cases, series.control_denominator),
            )
        ).value
        for cases in (1.0, 100.0)
    ]
    assert moved[1] < 5 * moved[0] < 0


def test_each_day_is_read_as_if_nothing_came_after_it() -> None:
    # Few cases since the start: days to come scatter otherwise than those before, and must not matter yet.
    series = by_chance(np.random.default_rng(4), -0.05)
    few = np.where(DAYS >= 10, 5.0, 1.0)
    series = replace(series, numerator=series.numerator / few, denominator=series.denominator / few)
    told = level_changes(series, 0, 500)
    assert [one.day for one in told] == list(range(FEWEST_SINCE - 1, 40))
    for one in told:
        assert parts(one) == pytest.approx(parts(level_change(series.of(series.day <= one.day), 0, 500)))


def parts(found: LevelChange | None) -> tuple[float, ...]:
    assert found is not None
    one = found.estimate
    return found.day, one.value, one.standard_error, one.freedom, one.with_it, one.without, found.correlation


def test_days_that_hang_together_are_told_from_days_that_do_not() -> None:
    together, apart = (
        np.mean(
            [
                level_change(by_chance(np.random.default_rng([seed, 5]), 0.0, kept), 0, 1).correlation
                for seed in range(20)
            ]
        )
        for kept in (0.8, 0.0)
    )
    assert apart < 0.15 < together


def test_the_placebo_finds_what_jumped_before_anything_was_shipped() -> None:
    # Of sixty days before, the thirty-first is the middle: day -30.
    jumped = exactly(0.3 + np.where(DAYS >= -30, 0.1, 0.0), 0.2)
    found = placebo(jumped, 0, 500)
    assert found is not None
    assert found.value == pytest.approx(0.1)
    assert unlikely(found) < 0.001


def test_the_placebo_does_not_see_the_change_at_the_start() -> None:
    series = by_chance(np.random.default_rng(6))
    changed = replace(series, numerator=series.numerator * np.where(DAYS >= 0, 0.5, 1.0))
    assert placebo(series, 0, 500) == placebo(changed, 0, 500)


def test_the_placebo_seldom_finds_anything_where_nothing_jumped() -> None:
    found = [placebo(by_chance(np.random.default_rng([seed, 7]), -0.1), 0, 500) for seed in range(RUNS)]
    alarms = sum(one is not None and unlikely(one) < 0.05 for one in found)
    assert None not in found
    # 5 in 100, as far as 200 of them can tell.
    assert alarms <= stats.binom.ppf(0.999, RUNS, 0.05)


def test_with_too_few_days_before_or_since_nothing_is_read() -> None:
    series = exactly(0.3 - 0.1 * SINCE, 0.2)
    enough = (DAYS >= -FEWEST_BEFORE) & (DAYS < FEWEST_SINCE)
    assert level_change(series.of(enough), 0, 500) is not None
    assert level_change(series.of(enough & (DAYS > -FEWEST_BEFORE)), 0, 500) is None
    assert level_change(series.of(enough & (DAYS < FEWEST_SINCE - 1)), 0, 500) is None
    assert level_changes(series.of(DAYS < 0), 0, 500) == ()


def test_the_placebo_needs_as_many_days_before_the_start_as_any_reading() -> None:
    series = exactly(0.3, 0.2)
    earliest = -(FEWEST_BEFORE + FEWEST_SINCE)
    assert placebo(series.of(earliest <= DAYS), 0, 500) is not None
    assert placebo(series.of(earliest < DAYS), 0, 500) is None


def test_without_a_control_nothing_is_read() -> None:
    nobody = replace(exactly(0.3, 0.2), control_numerator=0 * CASES, control_denominator=0 * CASES)
    assert level_change(nobody, 0, 500) is None
    assert placebo(nobody, 0, 500) is None


def test_a_day_on_which_one_side_had_no_case_is_left_out() -> None:
    scattered = by_chance(np.random.default_rng(8), -0.05)
    gone = np.isin(DAYS, (-20, 7))
    empty = replace(
        scattered,
        numerator=np.where(gone, 0.0, scattered.numerator),
        denominator=np.where(gone, 0.0, scattered.denominator),
    )
    assert read(empty) == read(scattered.of(~gone))
    assert [one.day for one in level_changes(empty, 0, 500)] == [4, 5, 6, *range(8, 40)]


@pytest.mark.parametrize(("value", "error", "chance"), [(0.0, 0.1, 1.0), (0.0, 0.0, 1.0), (0.1, 0.0, 0.0)])
def test_how_unlikely_a_change_is_where_that_can_be_said_without_counting(
    value: float, error: float, chance: float
) -> None:
    assert unlikely(estimate(value, error)) == chance


def test_how_unlikely_a_change_is_follows_student() -> None:
    # The tables of Student's t: 2.228 with 10 days of freedom leaves 5 in 100 outside, on both sides.
    assert unlikely(estimate(0.2228, 0.1)) == pytest.approx(0.05, abs=1e-4)
    assert unlikely(estimate(-0.2228, 0.1)) == pytest.approx(0.05, abs=1e-4)


def estimate(value: float, error: float) -> EffectEstimate:
    return EffectEstimate(
        value=value, standard_error=error, freedom=10, units=1, with_it=value, without=0.0, method="by hand"
    )


def test_rows_of_a_day_and_side_add_up() -> None:
    found = by_day(
        np.array([3, 1, 3, 3, 1]),
        np.array([1.0, 0.0, 1.0, 0.0, 1.0]),
        np.array([1.0, 1.0, 2.0, 1.0, 1.0]),
        np.array([True, True, True, False, True]),
    )
    assert found.day.tolist() == [1, 3]
    assert (found.numerator.tolist(), found.denominator.tolist()) == ([1, 2], [2, 3])
    assert (found.control_numerator.tolist(), found.control_denominator.tolist()) == ([0, 0], [0, 1])
    assert found.known.day.tolist() == [3]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"day": np.array([0, 0])}, "days ascend"),
        ({"day": np.array([1, 0])}, "days ascend"),
        ({"day": np.array([0, 1, 2])}, "columns of one length"),
        ({"control_numerator": np.ones(1)}, "columns of one length"),
        ({"numerator": np.array([1.0, -1.0])}, "never negative"),
        ({"control_denominator": np.array([math.nan, 1.0])}, "finite numbers"),
        ({"denominator": np.array([math.inf, 1.0])}, "finite numbers"),
    ],
)
def test_series_that_cannot_be_are_refused(change: dict[str, np.ndarray], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        replace(TwoSeries(np.arange(2), np.ones(2), np.ones(2), np.ones(2), np.ones(2)), **change)


@pytest.mark.parametrize("effect", [-0.1, 0.0])
def test_the_interval_holds_the_truth_19_times_in_20_where_days_hang_together(effect: float) -> None:
    held, held_apart, errors = 0, 0, []
    for seed in range(RUNS):
        series = by_chance(np.random.default_rng([seed, 9]), effect)
        found = read(series)
        held += holds(found, effect)
        held_apart += holds(as_if_days_stood_apart(series), effect)
        errors.append(found.value - effect)
    low, high = stats.binom.ppf([0.0005, 0.9995], RUNS, 0.95)
    assert low <= held <= high
    assert abs(np.mean(errors)) < 3 * np.std(errors) / math.sqrt(RUNS)
    # Were each day taken for one of its own, too few intervals would hold the truth.
    assert held_apart < low


def holds(found: EffectEstimate, truth: float) -> bool:
    interval = read_once(found)
    return interval.low <= truth <= interval.high


def as_if_days_stood_apart(series: TwoSeries) -> EffectEstimate:
    response = series.numerator / series.denominator - series.control_numerator / series.control_denominator
    design = np.column_stack([np.ones(len(DAYS)), DAYS / 100, SINCE])
    noise = 1 / series.denominator + 1 / series.control_denominator
    days = Days(series.day, response, noise, design)
    (found,) = coefficient(days, 2, (Strength(0.0, 0.0),), np.array([len(DAYS)]))
    return replace(estimate(found.value, found.standard_error), freedom=found.freedom)

"""A coefficient over days that scatter unequally and hang together."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import linalg

from desirepath.statistics.correlated_days import Coefficient, Days, Strength, coefficient
from desirepath.statistics.tallies import Floats

APART = Strength(0.0, 0.0)
SOME = (Strength(0.3, 0.5), Strength(0.6, 0.25), Strength(0.6, 1.0), Strength(0.8, 0.75))


def at_the_end(days: Days, which: int, *among: Strength) -> Coefficient:
    (found,) = coefficient(days, which, among, np.array([len(days.day)]))
    return found


def level_of(response: list[float], noise: list[float]) -> Days:
    """Days in a row whose level alone is asked for."""
    many = len(response)
    return Days(np.arange(many), np.array(response), np.array(noise), np.ones((many, 1)))


def made_up(seed: int, many: int = 60, kept: float = 0.5) -> Days:
    """A level, a trend and a step two thirds on; some days are missing, and all scatter differently."""
    dice = np.random.default_rng([seed, 11])
    day = np.sort(dice.choice(2 * many, many, replace=False))
    noise = dice.uniform(0.3, 3.0, many)
    wander = linalg.cholesky(kept ** np.abs(day[:, np.newaxis] - day), lower=True) @ dice.normal(size=many)
    since = np.arange(many) >= 2 * many // 3
    design = np.column_stack([np.ones(many), day / many, since])
    response = design @ [2.0, 0.5, -1.0] + 0.5 * (wander + np.sqrt(noise) * dice.normal(size=many))
    return Days(day, response, noise, design)


def first(days: Days, many: int) -> Days:
    return Days(days.day[:many], days.response[:many], days.noise[:many], days.design[:many])


def test_equal_days_that_do_not_hang_together_give_ordinary_least_squares() -> None:
    # Means of 2 before and 7 since; four squares of 1 over two days of freedom, halved on each side: 2 · (1/2 + 1/2).
    design = np.array([[1, 0], [1, 0], [1, 1], [1, 1]], float)
    found = at_the_end(Days(np.arange(4), np.array([1.0, 3.0, 6.0, 8.0]), np.full(4, 0.2), design), 1, APART)
    assert found.value == pytest.approx(5)
    assert found.standard_error == pytest.approx(math.sqrt(2))
    assert (found.freedom, found.correlation) == (2, 0)


def test_a_day_with_twice_the_noise_counts_half() -> None:
    # (1 · 0 + 1/2 · 3) / 1.5 = 1; what is left is 1 · 1² + 1/2 · 2² = 3, over the weight 1.5.
    found = at_the_end(level_of([0.0, 3.0], [1.0, 2.0]), 0, APART)
    assert found.value == pytest.approx(1)
    assert found.standard_error == pytest.approx(math.sqrt(2))


def test_the_unit_of_the_noise_does_not_matter() -> None:
    days = made_up(1)
    other_unit = Days(days.day, days.response, 1000 * days.noise, days.design)
    assert at_the_end(other_unit, 2, *SOME).value == pytest.approx(at_the_end(days, 2, *SOME).value)
    assert at_the_end(other_unit, 2, *SOME).standard_error == pytest.approx(at_the_end(days, 2, *SOME).standard_error)


def test_a_day_between_two_that_it_hangs_together_with_counts_less() -> None:
    # Where half passes on, the inner of three days counts 1 - 1/2 of an outer one: (0 + 5/2 + 0) / (5/2) = 1.
    found = at_the_end(level_of([0.0, 5.0, 0.0], [1.0, 1.0, 1.0]), 0, Strength(0.5, 1.0))
    assert found.value == pytest.approx(1)
    assert found.correlation == pytest.approx(0.5)


def test_what_passes_on_fades_with_the_days_between_missing_ones_included() -> None:
    found = Strength(0.5, 0.8).covariance(np.array([1.0, 2.0, 0.5]), np.array([0, 1, 3]))
    # 0.8 shared, of which a half, an eighth and a quarter pass on; 0.2 of each day's noise is its own.
    assert found == pytest.approx(np.array([[1.0, 0.4, 0.1], [0.4, 1.2, 0.2], [0.1, 0.2, 0.9]]))


@pytest.mark.parametrize("strength", [APART, *SOME])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_under_one_strength_it_is_generalised_least_squares_of_statsmodels(strength: Strength, which: int) -> None:
    days = made_up(2)
    sigma = strength.covariance(days.noise / days.noise.mean(), days.day)
    theirs = sm.GLS(days.response, days.design, sigma=sigma).fit()
    ours = at_the_end(days, which, strength)
    assert ours.value == pytest.approx(theirs.params[which], abs=1e-4)
    assert ours.standard_error == pytest.approx(theirs.bse[which], abs=1e-4)
    assert ours.freedom == theirs.df_resid


def test_the_first_days_of_a_longer_series_say_what_they_would_alone() -> None:
    days, counts = made_up(3), np.array([45, 50, 60])
    longer = coefficient(days, 2, SOME, counts)
    for at, many in enumerate(counts):
        shorter = coefficient(first(days, many), 2, SOME, counts[: at + 1])[-1]
        assert shorter.value == pytest.approx(longer[at].value)
        assert shorter.standard_error == pytest.approx(longer[at].standard_error)
        assert shorter.correlation == pytest.approx(longer[at].correlation)
        assert shorter.freedom == longer[at].freedom == many - 3


def test_strengths_count_by_how_likely_they_make_what_the_coefficients_leave() -> None:
    days = made_up(4)
    single = [at_the_end(days, 2, strength) for strength in SOME]
    likely = np.array([likelihood_of_contrasts(days, strength) for strength in SOME])
    part = np.exp(likely - likely.max())
    part /= part.sum()
    value = np.array([one.value for one in single])
    variance = np.array([one.standard_error**2 for one in single])
    mean = part @ value
    both = at_the_end(days, 2, *SOME)
    assert both.value == pytest.approx(mean)
    assert both.standard_error == pytest.approx(math.sqrt(part @ (variance + (value - mean) ** 2)))
    assert part.max() < 0.9  # else one strength would stand for all


def likelihood_of_contrasts(days: Days, strength: Strength) -> float:
    """The logarithm, but for a constant, in Harville's own form: of contrasts that no coefficient moves."""
    contrasts = linalg.null_space(days.design.T)
    sigma = contrasts.T @ strength.covariance(days.noise / days.noise.mean(), days.day) @ contrasts
    left: Floats = contrasts.T @ days.response
    square = left @ linalg.solve(sigma, left, assume_a="pos")
    return float(-(len(left) * math.log(square) + np.linalg.slogdet(sigma)[1]) / 2)


@pytest.mark.parametrize("seed", range(5))
def test_over_several_strengths_it_lies_between_them(seed: int) -> None:
    days = made_up(seed)
    single = [at_the_end(days, 2, strength) for strength in SOME]
    both = at_the_end(days, 2, *SOME)
    for read in (lambda one: one.value, lambda one: one.correlation):
        assert min(map(read, single)) < read(both) < max(map(read, single))
    assert both.standard_error > min(one.standard_error for one in single)


def test_the_correlation_of_two_days_in_a_row_is_recognised() -> None:
    among = (APART, Strength(0.4, 1.0), Strength(0.8, 1.0))
    for kept in (0.0, 0.4, 0.8):
        sigma = kept ** np.abs(np.arange(400)[:, np.newaxis] - np.arange(400))
        wander = linalg.cholesky(sigma, lower=True) @ np.random.default_rng(5).normal(size=400)
        found = at_the_end(level_of(list(wander), [1.0] * 400), 0, *among)
        assert found.correlation == pytest.approx(kept, abs=0.01)


def test_days_without_any_scatter_give_the_coefficient_and_no_error() -> None:
    days = made_up(6)
    exact = Days(days.day, days.design @ [2.0, 0.5, -1.0], days.noise, days.design)
    found = at_the_end(exact, 2, APART, *SOME)
    assert found.value == pytest.approx(-1)
    assert found.standard_error == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("kept", "shared"), [(1.0, 0.5), (-0.1, 0.5), (0.5, 1.1), (0.5, -0.1), (math.nan, 0.5)])
def test_parts_outside_nothing_and_all_are_refused(kept: float, shared: float) -> None:
    with pytest.raises(ValueError, match="parts lie between 0 and 1"):
        Strength(kept, shared)


@pytest.mark.parametrize(
    ("day", "response", "noise", "rows", "says"),
    [
        ([0, 1, 2], [1, 2], [1, 1, 1], 3, "are as many"),
        ([0, 1, 2], [1, 2, 3], [1, 1], 3, "are as many"),
        ([0, 1, 2], [1, 2, 3], [1, 1, 1], 2, "are as many"),
        ([0, 2, 1], [1, 2, 3], [1, 1, 1], 3, "days ascend"),
        ([0, 1, 1], [1, 2, 3], [1, 1, 1], 3, "days ascend"),
        ([0, 1, 2], [1, 2, 3], [1, 0, 1], 3, "some noise"),
        ([0, 1, 2], [1, 2, 3], [1, math.nan, 1], 3, "some noise"),
    ],
)
def test_days_that_cannot_be_are_refused(
    day: list[int], response: list[float], noise: list[float], rows: int, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        Days(np.array(day), np.array(response, float), np.array(noise, float), np.ones((rows, 1)))


def test_as_many_coefficients_as_days_are_refused() -> None:
    with pytest.raises(ValueError, match="3 coefficients take more than 3 days"):
        coefficient(made_up(7), 2, SOME, np.array([3, 60]))


def test_more_days_than_there_are_are_refused() -> None:
    with pytest.raises(ValueError, match="there are 60 days, not 61"):
        coefficient(made_up(7), 2, SOME, np.array([60, 61]))


def test_coefficients_that_cannot_be_told_apart_are_refused() -> None:
    days = made_up(8)
    # The step comes on the forty-first day; before, its column is as good as absent.
    with pytest.raises(ValueError, match="the first 40 days do not tell 3 coefficients apart"):
        coefficient(days, 2, SOME, np.array([40, 60]))
    trend = np.arange(60.0)
    twice = Days(days.day, days.response, days.noise, np.column_stack([np.ones(60), trend, 2 * trend + 3]))
    with pytest.raises(ValueError, match="do not tell 3 coefficients apart"):
        at_the_end(twice, 2, APART)

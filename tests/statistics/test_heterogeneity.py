from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from desirepath.statistics.heterogeneity import spread_between

# The thirteen trials of the BCG vaccine (Colditz and others 1994): ill and well, vaccinated and not.
BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
    (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip


def test_two_groups_say_nothing_of_a_spread() -> None:
    assert spread_between([0.2, 0.8], [0.1, 0.1]) is None


def test_without_noise_to_speak_of_the_spread_is_the_standard_deviation() -> None:
    found = spread_between([0.2, 0.4, 0.6], [1e-6, 1e-6, 1e-6])
    assert found is not None
    assert found.value == pytest.approx(0.2, abs=1e-6)


def test_with_equal_noise_its_variance_is_simply_taken_off() -> None:
    # Standard deviation 0.2 between the values, noise 0.1: √(0.04 - 0.01).
    found = spread_between([0.2, 0.4, 0.6], [0.1, 0.1, 0.1])
    assert found is not None
    assert found.value == pytest.approx(math.sqrt(0.03))


def test_groups_more_alike_than_noise_have_no_spread_but_an_upper_bound() -> None:
    found = spread_between([0.5, 0.5, 0.5, 0.5], [0.1, 0.1, 0.1, 0.1])
    assert found is not None
    assert (found.value, found.low) == (0, 0)
    assert 0.1 < found.high < 0.5


def test_the_largest_spread_a_share_can_have_cuts_the_bounds() -> None:
    found = spread_between([0.0, 0.5, 1.0], [0.01, 0.01, 0.01], at_most=0.5)
    assert found is not None
    assert found.high == 0.5


@pytest.mark.parametrize("seed", range(10))
def test_the_value_agrees_with_paule_and_mandel_in_statsmodels(seed: int) -> None:
    dice = np.random.default_rng(seed)
    errors = dice.uniform(0.02, 0.1, 8)
    values = dice.normal(0.6, np.sqrt(errors**2 + 0.01))
    found = spread_between(values.tolist(), errors.tolist())
    referee = combine_effects(values, errors**2, method_re="iterated", atol=1e-8)
    assert found is not None
    assert found.value**2 == pytest.approx(max(0.0, referee.tau2), abs=1e-6)


def test_the_interval_of_the_bcg_trials_is_the_published_one() -> None:
    # Referee: R's metafor, confint(rma(yi, vi, data = dat.bcg)): variance between trials 0.1197 to 1.1115.
    values = [math.log(a / (a + b) / (c / (c + d))) for a, b, c, d in BCG]
    errors = [math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) for a, b, c, d in BCG]
    found = spread_between(values, errors)
    assert found is not None
    assert (found.low**2, found.high**2) == pytest.approx((0.1197, 1.1115), abs=5e-5)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.001, 0.3)), min_size=3, max_size=20))
def test_the_interval_holds_its_value(groups: list[tuple[float, float]]) -> None:
    found = spread_between([value for value, _ in groups], [error for _, error in groups])
    assert found is not None
    assert 0 <= found.low <= found.value <= found.high < math.inf
    assert found.high > 0


@pytest.mark.parametrize(
    ("values", "errors"), [([1, 2, 3], [1, 0, 1]), ([1, 2, math.nan], [1, 1, 1]), ([1, 2, 3], [1, 1])]
)
def test_errors_that_cannot_be_are_refused(values: list[float], errors: list[float]) -> None:
    with pytest.raises(ValueError, match="standard errors"):
        spread_between(values, errors)

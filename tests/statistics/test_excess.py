from __future__ import annotations

import numpy as np
import pytest

from desirepath.statistics.excess import excess_over_baseline, excess_over_others
from desirepath.statistics.tallies import tally


def test_without_a_baseline_all_excess_together_is_nothing() -> None:
    excess = excess_over_others(tally([1, 0, 3, 0], [2, 5, 4, 0]))
    assert excess.amount.sum() == pytest.approx(0)
    assert excess.weight.tolist() == [1, 1, 1, 0]
    assert excess.amount[0] == pytest.approx(0.5 - (0.5 + 0 + 0.75) / 3)


def test_weights_let_some_count_for_more() -> None:
    excess = excess_over_others(tally([1, 0], [1, 1]), weight=np.array([3.0, 1.0]))
    assert excess.amount.tolist() == pytest.approx([3 * 0.25, -0.75])


def test_who_was_always_so_has_no_excess_over_the_baseline() -> None:
    was = tally([5] * 200 + [1] * 200, np.full(400, 10))
    excess = excess_over_baseline(was, was, np.repeat([0, 1], 200))
    # Each cell's mean is drawn to that of all by five persons, who weigh little beside two hundred.
    assert excess.amount[:200].sum() / 200 == pytest.approx(0, abs=0.01)
    assert excess.amount[200:].sum() / 200 == pytest.approx(0, abs=0.01)


def test_a_rise_by_a_tenth_is_an_excess_of_a_tenth() -> None:
    before, since = tally(np.full(100, 2), np.full(100, 10)), tally(np.full(100, 3), np.full(100, 10))
    excess = excess_over_baseline(since, before, np.zeros(100, dtype=np.int64))
    assert excess.amount.sum() / excess.weight.sum() == pytest.approx(0.1)


def test_a_cell_in_which_nobody_was_before_is_left_out() -> None:
    since, before = tally([1, 1, 1], [1, 1, 1]), tally([0, 0, 0], [1, 1, 0])
    excess = excess_over_baseline(since, before, np.array([0, 0, 1]))
    assert excess.weight.tolist() == [1, 1, 0]
    assert excess.amount[2] == 0


def test_the_variances_add_up_to_what_is_seen() -> None:
    dice = np.random.default_rng(2)
    cases = dice.integers(1, 20, 300)
    excess = excess_over_others(tally(dice.binomial(cases, dice.beta(1, 3, 300)), cases))
    assert excess.variance.sum() == pytest.approx(float(excess.amount @ excess.amount))
    # Who has one case scatters more than who has many.
    assert excess.variance[cases == 1].mean() > 1.3 * excess.variance[cases > 10].mean()


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody has a case"):
        excess_over_others(tally([0], [0]))
    with pytest.raises(ValueError, match="same persons"):
        excess_over_baseline(tally([0], [1]), tally([0], [1]), np.array([0, 1]))
    with pytest.raises(ValueError, match="no baseline"):
        excess_over_baseline(tally([0, 0], [1, 0]), tally([0, 0], [0, 1]), np.array([0, 1]))

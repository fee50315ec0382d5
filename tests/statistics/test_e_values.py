from __future__ import annotations

import numpy as np
import pytest

from desirepath.statistics.confidence_sequence import multiple
from desirepath.statistics.e_values import standing_at_any_time
from desirepath.statistics.effect_estimate import EffectEstimate, evidence


def test_one_of_four_has_to_reach_eighty() -> None:
    assert standing_at_any_time([79.9, 1, 1, 1]).found == ()
    assert standing_at_any_time([80.0, 1, 1, 1]).found == (0,)


def test_two_together_have_to_reach_forty_each() -> None:
    found = standing_at_any_time([40.0, 1, 40.0, 1])
    assert found.found == (0, 2)
    assert found.level == pytest.approx(1 - 0.05 * 2 / 4)


def test_with_none_standing_the_level_is_that_of_the_first_that_would() -> None:
    assert standing_at_any_time([1.0, 2.0]).level == pytest.approx(0.975)
    assert standing_at_any_time([]).found == ()


def test_a_negative_e_value_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        standing_at_any_time([-1.0])


def test_read_every_day_at_most_one_in_twenty_of_what_nothing_was_done_to_is_told() -> None:
    # Twelve measures of persons who come one by one, leaning on each other, read 45 times; nothing was done.
    dice, told, runs, days, measures = np.random.default_rng(7), 0, 400, 45, 12
    for _ in range(runs):
        shared = dice.normal(size=(days, 1))
        total = np.cumsum(0.6 * shared + 0.8 * dice.normal(size=(days, measures)), axis=0)
        n = np.arange(1, days + 1)[:, np.newaxis]
        told += any(
            standing_at_any_time(
                [evidence(_estimate(total[day, k], n[day, 0]), n[day, 0] / 21) for k in range(measures)]
            ).found
            for day in range(4, days)
        )
    assert told / runs <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / runs)


def _estimate(total: float, n: int) -> EffectEstimate:
    return EffectEstimate(
        value=total / n, standard_error=n**-0.5, freedom=np.inf, units=int(n), with_it=0, without=0, method="made up"
    )


def test_an_effect_of_five_standard_errors_stands_among_twelve() -> None:
    values = [evidence(_estimate(5.0 * 21**0.5, 21), 1.0), *[1.0] * 11]
    assert standing_at_any_time(values).found == (0,)
    assert multiple(1.0, standing_at_any_time(values).level) < 5

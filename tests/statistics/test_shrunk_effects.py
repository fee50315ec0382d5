from __future__ import annotations

import math

import numpy as np
import pytest

from desirepath.statistics.effect_estimate import EffectEstimate, read_once
from desirepath.statistics.shrunk_effects import shrunk_effects


def estimates(values: list[float], errors: list[float]) -> list[EffectEstimate]:
    return [
        EffectEstimate(
            value=value,
            standard_error=error,
            freedom=math.inf,
            units=50,
            with_it=0.3 + value,
            without=0.3,
            method="made up",
        )
        for value, error in zip(values, errors, strict=True)
    ]


def test_two_cohorts_are_left_as_they_are() -> None:
    assert shrunk_effects(estimates([-0.1, 0.1], [0.02, 0.02])) is None


def test_cohorts_that_know_little_are_drawn_further() -> None:
    found = shrunk_effects(estimates([-0.2, -0.05, -0.06, -0.04], [0.08, 0.01, 0.01, 0.01]))
    assert found is not None
    assert -0.2 < found.cohorts[0].value < -0.05
    assert found.cohorts[1].value == pytest.approx(-0.05, abs=0.01)
    assert found.cohorts[0].with_it == pytest.approx(0.3 + found.cohorts[0].value)


def test_drawn_in_intervals_hold_the_truth_on_average_and_are_nearer_to_it() -> None:
    dice, held, own, drawn = np.random.default_rng(5), [], [], []
    for _ in range(400):
        truth = dice.normal(-0.05, dice.choice([0.0, 0.02, 0.05]), 6)
        errors = dice.uniform(0.01, 0.05, 6)
        found = shrunk_effects(estimates(list(truth + errors * dice.normal(size=6)), list(errors)))
        assert found is not None
        for one, was in zip(found.cohorts, truth, strict=True):
            interval = read_once(one)
            held.append(interval.low <= was <= interval.high)
            drawn.append((one.value - was) ** 2)
        own.extend(errors**2)
    assert np.mean(held) >= 0.93
    assert np.mean(drawn) < 0.9 * np.mean(own)

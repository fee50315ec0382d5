from __future__ import annotations

import math

import numpy as np
import pytest

from desirepath.statistics.shares import mean_of_shares, share_of_cases
from tests.statistics.coverage import Setting, measure, settings
from tests.statistics.people import cases_per_person, chances, moments_of

QUICK = [setting for setting in settings() if setting.persons <= 200][::6]


def three_errors(samples: int) -> float:
    """What chance alone may take a true coverage of 95 % off by, once in some 400 settings."""
    return 3 * math.sqrt(0.95 * 0.05 / samples)


@pytest.mark.parametrize("setting", QUICK, ids=lambda setting: f"{setting.interval}, {setting.of}, {setting.persons}")
def test_intervals_hold_the_truth_as_often_as_promised(setting: Setting) -> None:
    assert measure(setting, samples=400).is_as_promised(slack=three_errors(400))


@pytest.mark.long
@pytest.mark.parametrize("interval", sorted({setting.interval for setting in settings()}))
def test_every_interval_holds_the_truth_as_often_as_promised_in_every_setting(interval: str) -> None:
    found = [measure(setting, samples=4000) for setting in settings() if setting.interval == interval]
    broken = [each for each in found if not each.is_as_promised(slack=three_errors(4000))]
    assert not broken
    assert sum(each.held for each in found) / len(found) >= 0.945


def test_shares_of_persons_are_covered_where_cases_alone_would_not_do() -> None:
    """Were each case taken for an independent one, far fewer intervals would hold the truth."""
    dice = np.random.default_rng(11)
    by_person, by_case = 0, 0
    for _ in range(500):
        amounts = cases_per_person(dice, 100, "many")
        done = dice.binomial(amounts, chances(dice, 100, 0.4, 1.0))
        persons = mean_of_shares(moments_of(done / amounts))
        by_person += persons.low <= 0.4 <= persons.high
        cases = share_of_cases(float(done.sum()), float(amounts.sum()))
        by_case += cases.low <= 0.4 <= cases.high
    assert by_person >= 460
    assert by_case <= 300

"""Two arms that are read on each of 45 days."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from desirepath.statistics.confidence_sequence import Arm, arm_of_ratio, arm_of_values, difference_at_any_time
from desirepath.statistics.tallies import Tally, tally
from tests.statistics.people import Dice, chances
from tests.statistics.trouble.figures import Figure

DAYS = 45
AT_FIRST = 50
"""Persons of each arm who are there on the first day."""


@dataclass(frozen=True)
class Trial:
    persons: int
    with_it: float
    without: float
    alike: float
    ratio: bool


def cases(dice: Dice, trial: Trial, share: float) -> list[Tally]:
    """What each person has done by the end of every day; a few do much of it."""
    n = trial.persons
    joins = np.concatenate([np.zeros(AT_FIRST, dtype=np.int64), dice.integers(1, DAYS, n - AT_FIRST)])
    works = (dice.random((n, DAYS)) < 0.15) & (np.arange(DAYS) >= joins[:, None])
    works[np.arange(n), joins] = True
    done = works * np.minimum(dice.zipf(2, n), 10)[:, None]
    held = dice.binomial(done, chances(dice, n, share, trial.alike)[:, None])
    return [tally(held[:, : day + 1].sum(axis=1), done[:, : day + 1].sum(axis=1)) for day in range(DAYS)]


def arm(read: Tally, *, ratio: bool) -> Arm:
    return arm_of_ratio(read) if ratio else arm_of_values(read.ratios[read.present])


def _left_on_some_day(dice: Dice, trial: Trial, *, fixed: bool) -> float:
    truth = trial.with_it - trial.without
    for one, other in zip(cases(dice, trial, trial.with_it), cases(dice, trial, trial.without), strict=True):
        arms = arm(one, ratio=trial.ratio), arm(other, ratio=trial.ratio)
        found = difference_at_any_time(*arms, tight_at=2 * trial.persons)
        assert found is not None
        reach = 1.96 * math.sqrt(arms[0].variance + arms[1].variance) if fixed else found.high - found.value
        if abs(found.value - truth) > reach:
            return 1.0
    return 0.0


def _wider_at_the_end(dice: Dice, trial: Trial) -> float:
    arms = [arm(cases(dice, trial, share)[-1], ratio=trial.ratio) for share in (trial.with_it, trial.without)]
    found = difference_at_any_time(arms[0], arms[1], tight_at=2 * trial.persons)
    assert found is not None
    return (found.high - found.value) / (1.96 * math.sqrt(arms[0].variance + arms[1].variance))


def figures() -> Iterator[Figure]:
    for persons, with_it, without, alike in (
        (60, 0.3, 0.2, 3.0), (200, 0.3, 0.3, 3.0), (200, 0.1, 0.1, 3.0), (400, 0.5, 0.4, math.inf), (200, 0.05, 0.05, 1.0),
    ):  # fmt: skip
        for ratio in (True, False):
            trial = Trial(persons, with_it, without, alike, ratio)
            unit = "share of cases" if ratio else "mean of persons' shares"
            setting = f"{unit}, {persons} persons an arm, {with_it} and {without}"
            what = "truth left out on some day of 45"
            always = partial(_left_on_some_day, trial=trial, fixed=False)
            yield Figure("confidence_sequence", setting, what, always, 0, 0.05, 20, 300)
            once = partial(_left_on_some_day, trial=trial, fixed=True)
            yield Figure("confidence_sequence", setting, what + ", by a fixed interval", once, 0.1, 1, 0, 150)
            wider = partial(_wider_at_the_end, trial=trial)
            yield Figure("confidence_sequence", setting, "times as wide as a fixed one", wider, 1, 1.7, 5, 50)

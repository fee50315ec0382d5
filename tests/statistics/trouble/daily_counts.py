"""Tickets a day, with weekdays, one past spike, growth, and sometimes twice as many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from desirepath.statistics.counts_with_exposure import CountExcess, excess_over_others, excess_since
from desirepath.statistics.daily_baseline import Days
from tests.statistics.people import Dice, Floats
from tests.statistics.trouble.figures import Figure

OF_WEEKDAY = np.array([1.2, 1.1, 1.0, 1.0, 0.9, 0.3, 0.2])


@dataclass(frozen=True)
class Desk:
    """Days before and since, tickets on a middling day, how much days scatter beyond chance, and what happens."""

    before: int
    since: int
    level: float
    scatter: float
    times: float = 1.0
    growth: float = 1.0
    spike: bool = True


def counted(dice: Dice, means: Floats, scatter: float) -> Floats:
    """Negative binomial: variance = mean + scatter · mean²."""
    own = dice.gamma(1 / scatter, scatter, len(means)) if scatter else np.ones(len(means))
    return dice.poisson(means * own).astype(np.float64)


def days(dice: Dice, desk: Desk) -> tuple[Days, Days]:
    weekday = np.arange(desk.before + desk.since) % 7
    exposure = dice.integers(80, 120, len(weekday)).astype(np.float64)
    exposure[desk.before :] *= desk.growth
    means = desk.level * OF_WEEKDAY[weekday] * exposure / 100
    means[desk.before :] *= desk.times
    count = counted(dice, means, desk.scatter)
    if desk.spike:
        first = int(dice.integers(5, desk.before - 5))
        count[first : first + 2] += dice.poisson(5 * means[first : first + 2])
    parts = (slice(0, desk.before), slice(desk.before, None))
    one, other = (Days(count[part], exposure[part], weekday[part]) for part in parts)
    return one, other


def groups(dice: Dice, many: int, level: float, part: float) -> tuple[Days, Days]:
    """Both groups have the same bad days."""
    weekday = np.arange(many) % 7
    exposure = dice.integers(80, 120, many).astype(np.float64)
    mood = np.exp(0.3 * dice.normal(size=many)) * level * OF_WEEKDAY[weekday] / 100
    one, other = (
        Days(counted(dice, mood * own, 0.1), own, weekday) for own in (exposure * part, exposure * (1 - part))
    )
    return one, other


def _higher(found: CountExcess | None) -> float:
    return float(found is not None and found.higher < 0.05)


def _since(dice: Dice, desk: Desk) -> float:
    return _higher(excess_since(*days(dice, desk)))


def _others(dice: Dice, many: int, level: float, part: float) -> float:
    return _higher(excess_over_others(*groups(dice, many, level, part)))


def _held(dice: Dice, desk: Desk) -> float:
    found = excess_since(*days(dice, desk))
    return float(found is not None and found.ratio_low <= desk.times <= found.ratio_high)


def figures() -> Iterator[Figure]:
    for before, since in ((90, 14), (90, 45), (56, 14), (28, 14)):
        for level, scatter in ((0.5, 0.2), (2.0, 0.2), (5.0, 0.2), (20.0, 0.1)):
            setting = f"{before} days of about {level}, then {since}"
            # Where little is counted or the baseline is short, a spike can hide and the test is on the safe side.
            least = 0.03 if before == 90 and level >= 5 else 0.0
            null = partial(_since, desk=Desk(before, since, level, scatter))
            quick = 300 if before == 90 and since == 14 else 0
            yield Figure("counts_with_exposure", setting, "more at 0.05 where nothing is", null, least, 0.06, quick)
            doubled = partial(_held, desk=Desk(before, since, level, scatter, times=2.0))
            yield Figure("counts_with_exposure", setting, "interval holds a doubling", doubled, 0.93, 1, 0, 1000)
    for level, least in ((2.0, 0.75), (5.0, 0.9), (20.0, 0.99)):
        power = partial(_since, desk=Desk(90, 14, level, 0.2 if level < 20 else 0.1, times=2.0))
        setting = f"90 days of about {level}, then 14 of twice as many"
        yield Figure("counts_with_exposure", setting, "more at 0.05", power, least, 1, 100)
    growth = partial(_since, desk=Desk(90, 14, 5.0, 0.2, growth=3.0))
    setting = "90 days of about 5, then 14 with three times the people"
    yield Figure("counts_with_exposure", setting, "more at 0.05", growth, 0, 0.06, 200)
    calm = partial(_since, desk=Desk(90, 14, 5.0, 0.2, spike=False))
    yield Figure("counts_with_exposure", "the same without a spike", "more at 0.05", calm, 0, 0.07)
    for many in (14, 28, 45):
        for level in (0.5, 5.0, 20.0):
            null = partial(_others, many=many, level=level, part=0.3)
            setting = f"a group of 30 %, {many} days of about {level}"
            yield Figure("counts_with_exposure", setting, "more than others at 0.05", null, 0, 0.06, 100)

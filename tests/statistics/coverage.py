"""How often the intervals hold the truth, on made-up persons with repeats. `python -m tests.statistics.coverage`.

A setting is *regular* where at least ten persons stand on the rarer side of a share, or twenty independent
ones were counted; there coverage is to be 93 to 97 %. Everywhere else the intervals are meant to be on the wide
side: at least 94 %. Medians and spreads are of that other kind in every setting.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from desirepath.statistics.heterogeneity import spread_between
from desirepath.statistics.rates import mean_of_counts
from desirepath.statistics.ratios import ratio_of_sums
from desirepath.statistics.shares import difference_of_shares, mean_of_shares, standard_error_of_mean
from desirepath.statistics.survival import median_with_interval
from tests.statistics.people import Dice, cases_per_person, chances, moments_of, rates

Bounds = tuple[float, float]
ALIKE = (1.0, 10.0, math.inf)


@dataclass(frozen=True)
class Setting:
    """One way to make persons up: `draw` gives the bounds that one sample leads to."""

    interval: str
    of: str
    persons: int
    truth: float
    regular: bool
    draw: Callable[[Dice], Bounds]


@dataclass(frozen=True)
class Coverage:
    """The share of samples whose interval held the truth, and how often the truth lay below or above it."""

    setting: Setting
    held: float
    below: float
    above: float

    def is_as_promised(self, slack: float) -> bool:
        """Within the promise; `slack` is what the number of samples leaves to chance."""
        most = 0.97 if self.setting.regular else 1.0
        least = 0.93 if self.setting.regular else 0.94
        return least - slack <= self.held <= most + slack


def measure(setting: Setting, samples: int, seed: int = 1) -> Coverage:
    dice = np.random.default_rng([seed, *setting.of.encode(), setting.persons])
    bounds = np.array([setting.draw(dice) for _ in range(samples)])
    rounding = 1e-9
    below = float(np.mean(setting.truth < bounds[:, 0] - rounding))
    above = float(np.mean(setting.truth > bounds[:, 1] + rounding))
    return Coverage(setting, 1 - below - above, below, above)


def of_shares() -> Iterator[Setting]:
    ways = itertools.product((10, 20, 50, 200, 2000), (0.02, 0.1, 0.3, 0.5, 0.9, 0.98), ("one", "zipf", "many"), ALIKE)
    for persons, share, cases, alike in ways:
        if cases == "one" and alike != 1:
            continue  # with one case each, how persons differ cannot show

        def draw(dice: Dice, n: int = persons, p: float = share, kind: str = cases, like: float = alike) -> Bounds:
            amounts = cases_per_person(dice, n, kind)
            found = mean_of_shares(moments_of(dice.binomial(amounts, chances(dice, n, p, like)) / amounts))
            return found.low, found.high

        regular = persons * min(share, 1 - share) >= 10
        yield Setting("mean_of_shares", f"{share}, {cases}, alike {alike}", persons, share, regular, draw)


def of_differences() -> Iterator[Setting]:
    for persons, (one, other), cases in itertools.product(
        (10, 30, 200), ((0.5, 0.3), (0.9, 0.7), (0.1, 0.1)), ("one", "zipf")
    ):

        def draw(dice: Dice, n: int = persons, p: float = one, q: float = other, kind: str = cases) -> Bounds:
            groups = []
            for share, size in ((p, n), (q, 2 * n)):
                amounts = cases_per_person(dice, size, kind)
                groups.append(moments_of(dice.binomial(amounts, chances(dice, size, share, 3.0)) / amounts))
            found = difference_of_shares(groups[0], groups[1])
            return found.low, found.high

        regular = persons * min(one, other, 1 - one, 1 - other) >= 10
        yield Setting("difference_of_shares", f"{one} - {other}, {cases}", persons, one - other, regular, draw)


def of_counts() -> Iterator[Setting]:
    ways = itertools.product((10, 20, 50, 200, 2000), (0.02, 0.1, 0.5, 2.0), ("one", "zipf"), (0.5, 2.0, math.inf))
    for persons, mean, cases, alike in ways:

        def draw(dice: Dice, n: int = persons, mu: float = mean, kind: str = cases, like: float = alike) -> Bounds:
            amounts = cases_per_person(dice, n, kind)
            found = mean_of_counts(moments_of(dice.poisson(amounts * rates(dice, n, mu, like)) / amounts))
            return found.low, found.high

        regular = persons * mean / (1 + mean / alike) >= 20
        yield Setting("mean_of_counts", f"{mean}, {cases}, alike {alike}", persons, mean, regular, draw)


def of_ratios() -> Iterator[Setting]:
    ways = itertools.product((10, 20, 50, 200, 2000), (0.05, 0.3, 0.5, 0.9), ("one", "few", "zipf"), (1.0, 10.0))
    for persons, share, cases, alike in ways:

        def draw(dice: Dice, n: int = persons, p: float = share, kind: str = cases, like: float = alike) -> Bounds:
            x = 1 + dice.poisson(1.0, n) if kind == "few" else cases_per_person(dice, n, kind)
            y = dice.binomial(x, chances(dice, n, p, like))
            sums = [float(total) for total in (x.sum(), y.sum(), (x * x).sum(), (y * y).sum(), (x * y).sum())]
            found = ratio_of_sums(n=n, sum_x=sums[0], sum_y=sums[1], sum_xx=sums[2], sum_yy=sums[3], sum_xy=sums[4])
            return found.low, found.high

        # Amounts of 1 + Poisson(1) weigh as seven in ten equal ones would.
        equals = {"one": 1.0, "few": 0.7, "zipf": 0.0}[cases] * persons
        regular = equals * min(share, 1 - share) >= 10
        yield Setting("ratio_of_sums", f"{share}, {cases}, alike {alike}", persons, share, regular, draw)


def of_medians() -> Iterator[Setting]:
    for persons, shape, seen_for in itertools.product((20, 50, 200), (0.7, 1.0, 2.0), (40.0, 90.0)):

        def draw(dice: Dice, n: int = persons, form: float = shape, longest: float = seen_for) -> Bounds:
            times = 20 * dice.weibull(form, n)
            last_seen = dice.uniform(longest / 3, longest, n)
            found = median_with_interval(np.minimum(times, last_seen).tolist(), (times <= last_seen).tolist())
            if found is None:
                return 0.0, math.inf
            return found.low, math.inf if found.high is None else found.high

        truth = 20 * math.log(2) ** (1 / shape)
        yield Setting(
            "median_with_interval", f"shape {shape}, seen {seen_for} days", persons, truth, regular=False, draw=draw
        )


def of_spreads() -> Iterator[Setting]:
    for groups, spread, persons in itertools.product((3, 5, 12), (0.0, 0.05, 0.15), (10, 40, 200)):

        def draw(dice: Dice, k: int = groups, sd: float = spread, n: int = persons) -> Bounds:
            alike = 0.6 * 0.4 / sd**2 - 1 if sd else math.inf
            cohorts = []
            for share in chances(dice, k, 0.6, alike):
                amounts = cases_per_person(dice, n, "zipf")
                cohorts.append(moments_of(dice.binomial(amounts, chances(dice, n, share, 3.0)) / amounts))
            found = spread_between(
                [cohort.mean for cohort in cohorts], [standard_error_of_mean(c) for c in cohorts], at_most=0.5
            )
            assert found is not None
            return found.low, found.high

        yield Setting("spread_between", f"{groups} groups, spread {spread}", persons, spread, regular=False, draw=draw)


def settings() -> list[Setting]:
    return [
        *of_shares(), *of_differences(), *of_counts(), *of_ratios(), *of_medians(), *of_spreads()
    ]  # fmt: skip


def lines(samples: int) -> Iterator[str]:
    yield f"| interval | of | persons | kind | held, % ({samples} samples) | truth below, % | truth above, % |"
    yield "|---|---|---:|---|---:|---:|---:|"
    for setting in settings():
        found = measure(setting, samples)
        kind = "regular" if setting.regular else "other"
        figures = " | ".join(f"{100 * share:.1f}" for share in (found.held, found.below, found.above))
        broken = "" if found.is_as_promised(0.0) else " (!)"
        yield f"| {setting.interval} | {setting.of} | {setting.persons} | {kind} | {figures}{broken} |"


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        sys.stdout.write(line + "\n")

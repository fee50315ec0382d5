"""How much groups truly differ, once the noise of sampling is taken out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from desirepath.statistics.interval import UPPER_TAIL, Interval, around

FEWEST_GROUPS = 3
Floats = npt.NDArray[np.float64]


def spread_between(
    values: Sequence[float], standard_errors: Sequence[float], *, at_most: float = math.inf
) -> Interval | None:
    """The standard deviation between groups after taking out sampling noise, in the unit of the values.

    None for fewer than three groups: two say nothing of a spread. `at_most` is the largest spread that
    the unit allows (0.5 for shares); bounds beyond it are cut there. The value is the random-effects
    standard deviation of Paule and Mandel; the interval is the Q-profile, which is exact where the group
    values are normal around their truth. Where the groups are more alike than noise alone makes likely,
    the upper bound is kept at what typical noise would give, so that it never collapses on zero: there
    the interval is on the wide side, as it is at a true spread of zero (97.5 %).
    Raises ValueError for a standard error that is not positive. Source: Paule & Mandel 1982; Viechtbauer 2007.
    """
    groups = np.asarray(values, dtype=np.float64)
    noise = np.asarray(standard_errors, dtype=np.float64) ** 2
    if groups.shape != noise.shape:
        raise ValueError(f"{len(groups)} values, but {len(noise)} standard errors")
    if not (np.all(np.isfinite(groups)) and np.all(np.isfinite(noise)) and np.all(noise > 0)):
        raise ValueError("values are finite and standard errors positive")
    freedom = len(groups) - 1
    if len(groups) < FEWEST_GROUPS:
        return None
    rare_low = float(special.chdtri(freedom, UPPER_TAIL))  # chi-square that 2.5 % of samples stay under
    rare_high = float(special.chdtri(freedom, 1 - UPPER_TAIL))
    scatter = _Scatter(groups, noise)
    value, low, high = (_variance_at(scatter, target) for target in (float(freedom), rare_high, rare_low))
    typical = _variance_at(_TypicalNoise(noise, freedom), rare_low)
    spreads = [min(math.sqrt(variance), at_most) for variance in (value, low, max(high, typical))]
    return around(spreads[0], spreads[1], spreads[2], "Paule-Mandel, Q-profile")


class _Scatter:
    """The weighted squared distance of the groups from their mean, were the true variance this one."""

    def __init__(self, groups: Floats, noise: Floats) -> None:
        self.groups, self.noise = groups, noise

    def __call__(self, variance: float) -> float:
        weights = 1 / (self.noise + variance)
        centre = np.sum(weights * self.groups) / np.sum(weights)
        return float(np.sum(weights * (self.groups - centre) ** 2))


class _TypicalNoise:
    """The same distance for groups that scatter as much as noise alone does half of the time."""

    def __init__(self, noise: Floats, freedom: int) -> None:
        self.noise = noise
        self.per_group = float(special.chdtri(freedom, 0.5)) / len(noise)

    def __call__(self, variance: float) -> float:
        return float(np.sum(self.per_group * self.noise / (self.noise + variance)))


def _variance_at(scatter: Callable[[float], float], target: float) -> float:
    """The variance at which the scatter, which falls as the variance grows, meets the target; 0 if it starts below."""
    if scatter(0.0) <= target:
        return 0.0
    upper = 1e-12
    while scatter(upper) > target:
        upper *= 4
    return float(optimize.brentq(lambda variance: scatter(variance) - target, 0.0, upper, xtol=1e-15, rtol=1e-12))

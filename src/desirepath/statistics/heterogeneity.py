"""How much groups differ beyond what the noise in each would make of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy import optimize, stats

from desirepath.statistics.interval import LEVEL, Interval

GROUPS_NEEDED = 3


def spread_between(values: Sequence[float], standard_errors: Sequence[float]) -> Interval | None:
    """The standard deviation between groups after taking out sampling noise, or None for fewer than three groups.

    The estimate solves the generalised Q equation for its expectation, the interval for its quantiles.
    Source: Paule and Mandel 1982; Viechtbauer 2007, Statistics in Medicine.
    """
    groups = len(values)
    if groups < GROUPS_NEEDED:
        return None
    seen, noise = np.asarray(values, float), np.square(np.asarray(standard_errors, float))
    noise = np.maximum(noise, 1e-12)
    lower, upper = stats.chi2.ppf([0.5 - LEVEL / 2, 0.5 + LEVEL / 2], groups - 1)
    between = _solve(seen, noise, groups - 1)
    low, high = _solve(seen, noise, float(upper)), _solve(seen, noise, float(lower))
    return Interval(
        math.sqrt(between), math.sqrt(min(low, between)), math.sqrt(max(high, between)), "Paule-Mandel, Q-profile"
    )


def _solve(seen: np.ndarray, noise: np.ndarray, target: float) -> float:
    def excess(between: float) -> float:
        weights = 1 / (noise + between)
        mean = float(np.average(seen, weights=weights))
        return float(np.sum(weights * (seen - mean) ** 2)) - target

    if excess(0.0) <= 0:
        return 0.0
    high = max(float(np.var(seen)), 1e-9)
    while excess(high) > 0:
        high *= 2
    return float(optimize.brentq(excess, 0.0, high, xtol=1e-14))

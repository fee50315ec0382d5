"""Intervals for shares in which each person counts once."""

from __future__ import annotations

import math

from scipy import stats

from desirepath.statistics.interval import LEVEL, Interval
from desirepath.statistics.moments import Moments

_NORMAL = float(stats.norm.ppf(0.5 + LEVEL / 2))


def share_of_cases(successes: float, trials: float) -> Interval:
    """Wilson's interval for a plain proportion. Source: Wilson 1927, Journal of the American Statistical Association."""
    return _wilson(successes / trials, trials, _NORMAL, "Wilson")


def mean_of_shares(moments: Moments) -> Interval:
    """The mean over persons of each one's share, with Wilson's interval at the effective number of persons.

    The effective number is how many independent yes-or-no answers would have the variance seen; it is
    reduced for few persons by the ratio of the squared normal and t quantiles. Where the persons do not
    differ at all it is their number, which is conservative.
    Source: Korn and Graubard 1998, Survey Methodology; Wilson 1927.
    """
    share = min(1.0, max(0.0, moments.mean))
    n = moments.n
    spread = moments.variance / n if n else 0.0
    plain = share * (1 - share)
    effective = plain / spread if spread > 0 and plain > 0 else n
    if n > 1:
        effective *= (_NORMAL / float(stats.t.ppf(0.5 + LEVEL / 2, n - 1))) ** 2
    return _wilson(share, max(effective, 1e-9), _NORMAL, "Wilson, effective number of persons")


def difference_of_shares(one: Moments, other: Moments) -> Interval:
    """The difference of two means of shares, from the two intervals. Source: Newcombe 1998, Statistics in Medicine."""
    a, b = mean_of_shares(one), mean_of_shares(other)
    low = math.hypot(a.value - a.low, b.high - b.value)
    high = math.hypot(a.high - a.value, b.value - b.low)
    value = a.value - b.value
    return Interval(value, value - low, value + high, "Newcombe, effective number of persons")


def wilson_of_effective(share: float, effective: float, method: str) -> Interval:
    """Wilson's interval for a share that is worth so many independent answers."""
    return _wilson(min(1.0, max(0.0, share)), effective, _NORMAL, method)


def _wilson(share: float, n: float, quantile: float, method: str) -> Interval:
    squared = quantile**2
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    half = quantile / (1 + squared / n) * math.sqrt(share * (1 - share) / n + squared / (4 * n**2))
    return Interval(share, min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half)), method)

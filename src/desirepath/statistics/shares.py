"""Intervals for shares in which each person counts once, whatever the number of their cases."""

from __future__ import annotations

import math

from scipy import special

from desirepath.statistics.bounds import WeighedMean, share_bounds, wilson_bound
from desirepath.statistics.interval import UPPER_TAIL, Interval, around
from desirepath.statistics.moments import Moments

_NORMAL = float(special.ndtri(UPPER_TAIL))


def share_of_cases(successes: float, trials: float) -> Interval:
    """Wilson's interval for a plain proportion of independent cases.

    Raises ValueError without trials. Source: Wilson 1927, Journal of the American Statistical Association.
    """
    if not 0 <= successes <= trials or trials <= 0:
        raise ValueError(f"{successes} of {trials} is no share")
    share = successes / trials
    low, high = (wilson_bound(share, trials, side * _NORMAL) for side in (-1, 1))
    return around(share, low, high, "Wilson")


def mean_of_shares(moments: Moments) -> Interval:
    """The mean over persons of each one's share, with Wilson's interval at the effective number of persons.

    The effective number is how many persons with a single yes or no would have the variance seen; Student's
    quantile stands for the normal one. With 10 or more persons on the rarer side (n times the smaller of the
    share and its complement) it covers the truth 93 to 97 times in 100; with fewer it is held wide, up to 100,
    as it is where everybody is alike: then the effective number is that of the persons.
    Raises ValueError without persons, and for a mean outside 0 to 1.
    Source: Korn and Graubard 1998, Survey Methodology; Wilson 1927; the guard for rare shares is ours.
    """
    share = _share_in(moments)
    dispersion = _dispersion(share, moments.n, moments.variance)
    return interval_at(share, moments.n, dispersion, "Wilson, effective number of persons")


def difference_of_shares(one: Moments, other: Moments) -> Interval:
    """The first mean of shares minus the second, from their two intervals; the groups have no person in common.

    Source: Newcombe 1998, Statistics in Medicine (method 10), with the effective numbers of `mean_of_shares`.
    """
    a, b = mean_of_shares(one), mean_of_shares(other)
    value = a.value - b.value
    below = math.hypot(a.value - a.low, b.high - b.value)
    above = math.hypot(a.high - a.value, b.value - b.low)
    return around(value, max(-1.0, value - below), min(1.0, value + above), "Newcombe, effective number of persons")


def standard_error_of_mean(moments: Moments) -> float:
    """The standard error of the mean of shares, never zero: for weighing groups against each other.

    The share is drawn a little to the middle (one yes and one no added), so that a group in which all are
    alike is not taken to be known for certain; and it is enlarged for few persons, so that the squared
    distance from the truth in units of it is 1 on average though the variance was itself estimated.
    Source: Agresti and Coull 1998, The American Statistician; the variance of Student's t.
    """
    share = _share_in(moments)
    drawn_in = (share * moments.n + 1) / (moments.n + 2)
    dispersion = _dispersion(share, moments.n, moments.variance)
    doubt = max(1.0, (moments.n - 1) / max(moments.n - 3, 1))
    return math.sqrt(doubt * dispersion * drawn_in * (1 - drawn_in) / moments.n)


def interval_at(share: float, n: float, dispersion: float, method: str) -> Interval:
    """Wilson's interval for a share of `n` persons whose variance is `dispersion` times that of single answers.

    `dispersion` is drawn towards 1 where few persons stand on the rarer side.
    """
    variance = dispersion * share * (1 - share) / n
    low, high = share_bounds(WeighedMean(share, n, variance, max(n - 1, 1.0)), 1 - UPPER_TAIL)
    return around(share, low, high, method)


def _share_in(moments: Moments) -> float:
    share = moments.mean
    if not -1e-9 <= share <= 1 + 1e-9:
        raise ValueError(f"a mean of shares lies between 0 and 1, not at {share}")
    return min(1.0, max(0.0, share))


def _dispersion(share: float, n: float, variance: float) -> float:
    """The variance seen over that of single yes-or-no answers; 1 where there is none to be seen."""
    plain = share * (1 - share)
    if variance <= 0 or plain <= 0:
        return 1.0
    return min(variance / plain, n / (n - 1))

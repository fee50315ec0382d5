"""Intervals for counts per person, which scatter more than chance alone would make them."""

from __future__ import annotations

import math

from scipy import stats

from desirepath.statistics.interval import LEVEL, Interval
from desirepath.statistics.moments import Moments

_LEAST_DISPERSION = 0.1


def mean_of_counts(moments: Moments) -> Interval:
    """The mean of a non-negative count (or count per case) over persons, with a quasi-Poisson score interval.

    The dispersion is the persons' variance over their mean; the quantile is Student's. With nothing counted
    the dispersion is taken as 1. Source: McCullagh and Nelder 1989, chapter 6; score interval as for a
    Poisson mean.
    """
    n, mean = moments.n, moments.mean
    dispersion = max(_LEAST_DISPERSION, moments.variance / mean) if mean > 0 else 1.0
    quantile = float(stats.t.ppf(0.5 + LEVEL / 2, max(n - 1, 1)))
    shift = quantile**2 * dispersion / (2 * n)
    half = quantile * math.sqrt(dispersion * (mean + quantile**2 * dispersion / (4 * n)) / n)
    return Interval(mean, max(0.0, min(mean, mean + shift - half)), mean + shift + half, "quasi-Poisson score")

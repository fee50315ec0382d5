"""Intervals for counts per person, which scatter more than chance alone would make them."""

from __future__ import annotations

import math

from scipy import special

from desirepath.statistics.interval import UPPER_TAIL, Interval, around
from desirepath.statistics.moments import Moments

_FEW = 3.0
"""Below about so many counted in all, a variance smaller than that of chance is not believed."""
_SPARSE = 5.0
"""Below about so many independent ones in all, persons are taken to differ as much as exponential rates do."""
_WIDEST = 0.75
"""Keeps the upper bound finite where few persons hold nearly all counts."""


def mean_of_counts(moments: Moments) -> Interval:
    """The mean over persons of a count, or of each person's count per case, with a score interval.

    Dispersion is the persons' variance over their mean. The lower bound takes the variance to grow with the
    mean (quasi-Poisson), the upper one with its square as well, as where persons have rates of their own
    (gamma-Poisson). With nothing counted the bound is that of chance alone. It covers the truth 93 to 97
    times in 100 once 20 independent ones were counted (n times the mean, over the dispersion where that is
    above 1); with fewer it is held wide, up to 100.
    Raises ValueError without persons, and for a negative mean.
    Source: McCullagh and Nelder 1989, chapter 6; Lawless 1987 for gamma-Poisson; the guards are ours.
    """
    n, mean = moments.n, moments.mean
    if mean < 0:
        raise ValueError(f"a mean of counts is not negative, but this one is {mean}")
    counted = n * mean
    dispersion = _dispersion(mean, moments.variance, counted)
    independent = counted / max(dispersion, 1.0)
    all_persons = max(n - 1, 1.0)
    # Few counts skew the lower bound; its quantile has as many degrees of freedom as counts to tell of it.
    low = _score_bound(mean, dispersion, 0.0, -_student(min(all_persons, 1 + 2 * independent)) / math.sqrt(n))
    chance, own_rates = min(dispersion, 1.0), 0.0
    if mean > 0:
        least = 1 / (1 + (independent / _SPARSE) ** 3)
        own_rates = max((dispersion - chance) / mean, least)
    high = _score_bound(mean, chance, own_rates, _student(all_persons) / math.sqrt(n))
    return around(mean, max(0.0, low), high, "gamma-Poisson score")


def _dispersion(mean: float, variance: float, counted: float) -> float:
    if mean <= 0 or variance <= 0:
        return 1.0
    seen = variance / mean
    return seen if seen >= 1 else seen + (1 - seen) / (1 + (counted / _FEW) ** 4)


def _student(freedom: float) -> float:
    return float(special.stdtrit(freedom, UPPER_TAIL))


def _score_bound(mean: float, linear: float, squared: float, quantile: float) -> float:
    """The mean at which (seen - mean)² is quantile² times its variance, `linear` · mean + `squared` · mean²."""
    reach = quantile**2
    a = 1 - min(squared * reach, _WIDEST)
    b = mean + linear * reach / 2
    root = math.sqrt(max(0.0, b**2 - a * mean**2))
    return (b + math.copysign(root, quantile)) / a

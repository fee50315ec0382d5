"""A share of a total to which each person adds several: tickets of a category among all tickets."""

from __future__ import annotations

from desirepath.statistics.interval import Interval
from desirepath.statistics.shares import interval_at

_UNEVENNESS = 0.35
"""Chosen by simulation: `tests/statistics/coverage.py`, amounts by Zipf's law."""


def ratio_of_sums(*, n: int, sum_x: float, sum_y: float, sum_xx: float, sum_yy: float, sum_xy: float) -> Interval:
    """The share sum_y / sum_x over `n` persons, who are the clusters; a person's y is part of their x.

    The variance is that of the linearised ratio, and Wilson's interval is taken at the number of single
    answers with that variance. The persons count for as many as would weigh equally, (sum of x)² / sum of x²,
    and for fewer still the more unequal they are, since a few of them then make the variance. With 10 or more
    such persons on the rarer side it covers the truth 93 to 97 times in 100; with fewer it is held wide.
    Raises ValueError where the sums are not those of parts and wholes.
    Source: Cochran, "Sampling Techniques", 1977, chapter 6; Kish 1965 for equal weights; Wilson 1927.
    """
    if n < 1 or sum_x <= 0 or sum_xx <= 0 or not 0 <= sum_y <= sum_x:
        raise ValueError(f"{sum_y} of {sum_x} over {n} persons is no share")
    share = sum_y / sum_x
    equals = min(float(n), sum_x**2 / sum_xx)
    persons = max(1.0, equals * (equals / n) ** _UNEVENNESS)
    plain = share * (1 - share)
    residuals = sum_yy - 2 * share * sum_xy + share**2 * sum_xx
    variance = residuals / sum_x**2 * n / max(n - 1, 1)
    dispersion = variance * persons / plain if variance > 0 and plain > 0 else 1.0
    return interval_at(share, persons, dispersion, "Wilson, persons as clusters")

"""A share of a total to which each person adds several: tickets of a category among all tickets."""

from __future__ import annotations

from scipy import stats

from desirepath.statistics.interval import LEVEL, Interval
from desirepath.statistics.shares import wilson_of_effective


def ratio_of_sums(*, n: int, sum_x: float, sum_y: float, sum_xx: float, sum_yy: float, sum_xy: float) -> Interval:
    """The share sum_y / sum_x over `n` persons, who are the clusters.

    The variance is that of the linearised ratio; Wilson's interval is taken at the number of independent
    answers with that variance. Source: Cochran, "Sampling Techniques", 1977, chapter 6; Wilson 1927.
    """
    share = sum_y / sum_x
    residuals = max(0.0, sum_yy - 2 * share * sum_xy + share**2 * sum_xx)
    variance = residuals / sum_x**2 * n / max(n - 1, 1)
    plain = share * (1 - share)
    effective = min(plain / variance, sum_x) if variance > 0 and plain > 0 else float(n)
    if n > 1:
        normal, student = stats.norm.ppf(0.5 + LEVEL / 2), stats.t.ppf(0.5 + LEVEL / 2, n - 1)
        effective *= float(normal / student) ** 2
    return wilson_of_effective(share, max(effective, 1e-9), "Wilson, persons as clusters")

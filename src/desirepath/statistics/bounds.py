"""How far below and above a mean over persons the truth may lie, at any tail, where persons may weigh unequally."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from scipy import special

_FEW = 3.0
"""Below about so many on the rarer side, or counted in all, a variance smaller than that of chance is not believed."""
_SPARSE = 5.0
"""Below about so many independent counts, persons are taken to differ as much as exponential rates do."""
_WIDEST = 0.75
"""Keeps the upper bound of counts finite where few persons hold nearly all of them."""


@dataclass(frozen=True, slots=True)
class WeighedMean:
    """A mean over persons, who may weigh unequally.

    `persons` is how many of equal weight would do as well, `variance` is the mean's own, `freedom` the degrees of
    freedom that this variance was estimated with.
    Raises ValueError where nobody was counted, the variance is negative, or nothing is known of it.
    """

    value: float
    persons: float
    variance: float
    freedom: float

    def __post_init__(self) -> None:
        if not (self.persons > 0 and self.variance >= 0 and self.freedom > 0):
            raise ValueError(f"no mean has such persons, variance and freedom: {self}")


Bounds = Callable[[WeighedMean, float], tuple[float, float]]
"""The lower and the upper bound of a mean, each with this probability (0 to 0.5) of leaving the truth outside."""


def share_bounds(mean: WeighedMean, tail: float) -> tuple[float, float]:
    """Wilson's bounds of a share at the effective number of persons.

    That is how many persons with a single yes or no would have the variance seen; where few stand on the rarer
    side, a variance below that of chance is not believed. The bound on the rarer side is a skewed quantity; its
    quantile has as many degrees of freedom as there are persons to tell of it.
    """
    share = mean.value
    plain = share * (1 - share)
    rarer = mean.persons * min(share, 1 - share)
    seen = mean.variance * mean.persons / plain if mean.variance > 0 and plain > 0 else 1.0
    held = seen if seen >= 1 else seen + (1 - seen) / (1 + (rarer / _FEW) ** 6)
    effective = mean.persons / held
    near, far = _student(min(mean.freedom, 1 + 2 * rarer), tail), _student(mean.freedom, tail)
    low = wilson_bound(share, effective, -(near if share < 0.5 else far))
    high = wilson_bound(share, effective, near if share > 0.5 else far)
    return low, high


def count_bounds(mean: WeighedMean, tail: float) -> tuple[float, float]:
    """Score bounds of a mean of counts, which scatter more than chance alone would make them.

    Dispersion is the persons' variance over their mean. The lower bound takes the variance to grow with the
    mean (quasi-Poisson), the upper one with its square as well, as where persons have rates of their own.
    """
    value = mean.value
    counted = mean.persons * value
    dispersion = _dispersion(value, mean.variance * mean.persons, counted)
    independent = counted / max(dispersion, 1.0)
    # Few counts skew the lower bound; its quantile has as many degrees of freedom as counts to tell of it.
    near = _student(min(mean.freedom, 1 + 2 * independent), tail)
    low = score_bound(value, dispersion, 0.0, -near / math.sqrt(mean.persons))
    chance, own_rates = min(dispersion, 1.0), 0.0
    if value > 0:
        least = 1 / (1 + (independent / _SPARSE) ** 3)
        own_rates = max((dispersion - chance) / value, least)
    high = score_bound(value, chance, own_rates, _student(mean.freedom, tail) / math.sqrt(mean.persons))
    return max(0.0, low), high


def wilson_bound(share: float, n: float, quantile: float) -> float:
    """One bound of a share: the lower for a negative quantile, the upper for a positive one."""
    squared = quantile**2 / n
    root = math.sqrt(share * (1 - share) / n + squared / (4 * n))
    return min(1.0, max(0.0, (share + squared / 2 + quantile * root) / (1 + squared)))


def score_bound(mean: float, linear: float, squared: float, quantile: float) -> float:
    """The mean at which (seen - mean)² is quantile² times its variance, `linear` · mean + `squared` · mean²."""
    reach = quantile**2
    a = 1 - min(squared * reach, _WIDEST)
    b = mean + linear * reach / 2
    root = math.sqrt(max(0.0, b**2 - a * mean**2))
    return (b + math.copysign(root, quantile)) / a


def _dispersion(mean: float, variance: float, counted: float) -> float:
    if mean <= 0 or variance <= 0:
        return 1.0
    seen = variance / mean
    return seen if seen >= 1 else seen + (1 - seen) / (1 + (counted / _FEW) ** 4)


def _student(freedom: float, tail: float) -> float:
    return float(special.stdtrit(freedom, 1 - tail))

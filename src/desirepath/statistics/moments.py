"""What the engine hands over of many numbers: how many, their sum, the sum of their squares."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

_ROUNDING = 1e-9
_UNIT = 2.0**-30
"""Engines add up whole units of this size, so that sums do not depend on their order; each number is off by half of one."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Count, sum and sum of squares of one number per unit (a person, else a case).

    They add up: two groups without a common unit give the moments of both together.
    Raises ValueError for sums that no numbers can have.
    """

    n: float
    total: float
    total_of_squares: float

    def __post_init__(self) -> None:
        if not (isfinite(self.n) and isfinite(self.total) and isfinite(self.total_of_squares)):
            raise ValueError(f"moments must be finite numbers, not {self}")
        if self.n < 0 or self.total_of_squares < 0:
            raise ValueError(f"a count and a sum of squares are never negative: {self}")
        if self.n == 0 and (self.total or self.total_of_squares):
            raise ValueError(f"nothing was counted, yet its sum is not zero: {self}")
        units = _UNIT * self.n * (2 * abs(self.total) + self.n)
        if self.total**2 > self.n * self.total_of_squares * (1 + _ROUNDING) + _ROUNDING + units:
            raise ValueError(f"the squares are too small for their sum: {self}")

    def __add__(self, other: Moments) -> Moments:
        return Moments(self.n + other.n, self.total + other.total, self.total_of_squares + other.total_of_squares)

    @property
    def mean(self) -> float:
        """The mean. Raises ValueError where nothing was counted."""
        if self.n == 0:
            raise ValueError("nothing was counted, so there is no mean")
        return self.total / self.n

    @property
    def variance(self) -> float:
        """The sample variance (divided by n - 1); 0 for fewer than two."""
        if self.n < 2:
            return 0.0
        spread = (self.total_of_squares - self.total**2 / self.n) / (self.n - 1)
        # What is left when two nearly equal sums are taken from each other is rounding, not variance.
        return spread if spread > _ROUNDING * self.total_of_squares / self.n else 0.0

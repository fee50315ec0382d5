"""Count, sum and sum of squares: all that a mean and its variance need, and they add up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments of `n` values. Adding two gives the moments of both together."""

    n: float
    total: float
    total_of_squares: float

    def __post_init__(self) -> None:
        if self.n < 0 or self.total_of_squares < 0:
            raise ValueError(f"there are no {self.n} values with squares of {self.total_of_squares}")

    def __add__(self, other: Moments) -> Moments:
        return Moments(self.n + other.n, self.total + other.total, self.total_of_squares + other.total_of_squares)

    @property
    def mean(self) -> float:
        """The mean; values there must be."""
        return self.total / self.n

    @property
    def variance(self) -> float:
        """The sample variance (n - 1); 0 where there are fewer than two values."""
        if self.n < 2:
            return 0.0
        return max(0.0, (self.total_of_squares - self.n * self.mean**2) / (self.n - 1))

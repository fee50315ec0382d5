"""A number and the range in which the truth lies 95 times in 100."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL = 0.95
"""The confidence of every interval."""

UPPER_TAIL = 0.5 + LEVEL / 2
"""The quantile that leaves out the upper half of the doubt."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 95 % interval, in the value's own unit. `method` names how the interval was made.

    Raises ValueError where the value lies outside its interval or a bound is not a number.
    """

    value: float
    low: float
    high: float
    method: str

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the interval {self.low} to {self.high} does not hold its value {self.value}")


def around(value: float, low: float, high: float, method: str) -> Interval:
    """The interval, its bounds moved out to the value where rounding left them a hair inside."""
    return Interval(value, min(low, value), max(high, value), method)

"""How exactly a number may be told on: two digits, and never finer than its interval bears."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number and its bounds as whole numbers, as they may be said."""

    value: int
    low: int
    high: int


def told_roundly(value: float, low: float, high: float) -> Rounded | None:
    """A positive number with its interval, rounded; the bounds outwards. None where it is below 1 or not positive.

    The step is the coarser of the second digit of the value and the first digit of half the interval.
    """
    if low <= 0 or not low <= value <= high or value < 1:
        return None
    step = max(1.0, _digit(value, 2), _digit((high - low) / 2, 1) if high > low else 0.0)
    step = min(step, _digit(value, 1))
    low_step = max(1.0, min(step, _digit(low, 1)))
    step = max(1.0, step)
    return Rounded(
        value=round(round(value / step) * step),
        low=round(floor(low / low_step) * low_step),
        high=round(ceil(high / step) * step),
    )


def _digit(value: float, place: int) -> float:
    """The size of the first or second digit of a positive number: 100 is that of the second digit of 1911."""
    return float(10.0 ** (floor(log10(value)) - place + 1))

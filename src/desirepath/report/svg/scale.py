"""From figures to places on the paper, with round numbers to read them by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from `low`..`high` to `start`..`end`; `ticks` are the round values between."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def scale(values: Sequence[float], start: float, end: float, *, within: tuple[float, float]) -> Scale:
    """A scale over all values, widened to round ticks, about four of them, and never beyond `within`."""
    low, high = min(values), max(values)
    step = _round_step((high - low) / 3.2 or abs(high) / 3.2 or 1.0)
    lowest = max(within[0], floor(low / step + 1e-9) * step)
    highest = min(within[1], ceil(high / step - 1e-9) * step)
    if highest <= lowest:
        highest = min(within[1], lowest + step)
        lowest = highest - step
    first = ceil(lowest / step - 1e-9)
    ticks = tuple(number * step for number in range(first, floor(highest / step + 1e-9) + 1))
    return Scale(lowest, highest, start, end, ticks)


def _round_step(rough: float) -> float:
    size: float = 10.0 ** floor(log10(rough))
    return next(size * nice for nice in (1, 2, 2.5, 5, 10) if size * nice >= rough * 0.999)

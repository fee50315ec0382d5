"""A value between its bounds."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL = 0.95
"""The confidence of every interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 95 % interval and the name of the method."""

    value: float
    low: float
    high: float
    method: str

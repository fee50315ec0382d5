"""A number that admits how sure it is, or the admission that there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its 95 % interval.

    `n` counts the units that the value rests on: people where there are people, else cases.
    `unit` says what the value counts ("share of users", "days"); shares are 0 to 1.
    `method` names the interval.
    """

    value: float
    low: float
    high: float
    n: int
    unit: str
    method: str

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the interval {self.low} to {self.high} does not hold its value {self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEnoughData:
    """Why there is no estimate. `observed` is None where telling it would name a group below the floor."""

    observed: int | None
    needed: int
    because: str

"""A number as a document tells it, with where it comes from: what makes a page, a slide and a sentence recomputable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from desirepath.vocabulary.cohort import EVERYONE, Cohort

Computed: TypeAlias = Literal["diagnosis", "effects"]
"""The document of the contract that holds the number, or what it is worked out from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The row that a number stands in. What a row does not have is None; `more` says what was worked out from it."""

    document: Computed
    workflow: str
    metric: str
    step: str | None = None
    cohort: Cohort = EVERYONE
    period: str | None = None
    category: str | None = None
    intervention: str | None = None
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its 95 % interval, or none with the reason.

    `id` is its own within one document and stays the same from one month to the next. `value` is None where there is not
    enough data or a group below the floor; `because` then says so. `n` counts what it rests on; None below the floor.
    `unit` is as in the diagnosis ("share of users", "cases", "hours", "EUR"); shares are 0 to 1. `method` names the
    interval, empty where there is none, as for a count.
    """

    id: str
    title: str
    unit: str
    origin: Origin
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    method: str = ""
    because: str = ""

    def __post_init__(self) -> None:
        if self.value is None and not self.because:
            raise ValueError(f"the figure {self.id} has no value and no reason")
        if self.value is None or self.low is None or self.high is None:
            return
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the interval {self.low} to {self.high} does not hold its value {self.value}")

"""All that the engine counted, as plain numbers: what the metrics are estimated from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.observe.cases import BASELINE
from desirepath.statistics.moments import Moments
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.metric import Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a count is of: a workflow's period, for everyone (`cut` is "") or one value of a cut."""

    workflow: str
    period: str
    cut: str = ""
    value: str = ""

    @property
    def cohort(self) -> Cohort:
        return Cohort(((self.cut, self.value),)) if self.cut else EVERYONE


@dataclass(frozen=True, slots=True)
class RatioSums:
    """The persons' ratios of one place, and the sum of their wholes (cases, searches)."""

    moments: Moments
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSums:
    """Tickets of one place: `active` people had an event, `askers` a ticket; `squares` is of each person's tickets."""

    active: int
    askers: int
    tickets: int
    squares: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverSums:
    """One ticket category of one place; x are a person's tickets, y those in the category."""

    category: str
    askers: int
    asked_before: int
    tickets_y: int
    squares_y: int
    products: int
    all_askers: int
    tickets_x: int
    squares_x: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Times to proficiency of one place's people: days, whether they arrived, whether they left before."""

    days: npt.NDArray[np.float64]
    proficient: npt.NDArray[np.bool_]
    left: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Everything counted for one study. Parts that the data cannot give are None.

    `steps` are the step ids of each workflow, in the order of the counts' numbers; `path_steps` those of the
    path in force, by workflow and "baseline" or "since_go_live". `judged_before` are the
    workflows whose earlier cases an old path judges. `partial` are weeks that are not over for every wave.
    """

    has_people: bool
    floor: int
    steps: Mapping[str, tuple[str, ...]]
    path_steps: Mapping[tuple[str, str], frozenset[str]]
    judged_before: frozenset[str]
    partial: frozenset[str]
    ratios: Mapping[Ratio, Mapping[Place, RatioSums]]
    tickets: Mapping[Place, TicketSums] | None = None
    drivers: Mapping[Place, Sequence[DriverSums]] | None = None
    searches: Mapping[Place, RatioSums] | None = None
    waits: Mapping[Place, Waits] | None = None

    def unit(self, with_people: str, without: str) -> str:
        """The words for what is counted."""
        return with_people if self.has_people else without


def period_order(period: str) -> tuple[int, int]:
    """What periods are sorted by: baseline, since go-live, then the weeks."""
    if period.startswith("week_"):
        return (2, int(period.removeprefix("week_")))
    return (0 if period == BASELINE else 1, 0)

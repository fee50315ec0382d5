"""What is asked of a design: one intervention, who got it and when, and what its people did."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from desirepath.observe.assignments import Assigned
from desirepath.observe.cases_of_people import Flags, People
from desirepath.observe.grouping import Numbers
from desirepath.observe.local_time import DAY, Zone
from desirepath.prove.measured import Rows
from desirepath.statistics.effect_estimate import EffectEstimate
from desirepath.statistics.tallies import Floats
from desirepath.vocabulary.effect import Shipped

DUE_DAYS = 21
"""Intervals are made to be narrowest when so many days of cases have been seen: by then a decision is due."""
PACE_DAYS = 28
"""The pace of cases is that of so many days before the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One intervention with its people; instants in UTC microseconds. `members` are the persons of its cohort.

    `team` numbers each person's team (NONE where it is unknown), and is None where no table tells of teams. `kept` holds
    what a design worked out of rows that share their columns but for what they count.
    """

    shipped: Shipped
    assigned: Assigned
    people: People
    members: Flags
    zone: Zone
    starts: int
    ends: int
    go_live: int
    as_of: int
    floor: int
    team: Numbers | None = None
    kept: dict[int, Any] = field(default_factory=dict)

    def as_known_at(self, instant: int) -> Question:
        """The same, read earlier."""
        return replace(self, as_of=instant, ends=min(self.ends, instant), kept={})

    @property
    def persons(self) -> int:
        return len(self.people)

    def pace(self, rows: Rows) -> Floats:
        """How many cases each person had in a day, in the weeks before the start; 0 where there were none."""
        since = max(self.go_live, self.starts - PACE_DAYS * DAY)
        days = (self.starts - since) / DAY
        mine = np.flatnonzero((rows.at >= since) & (rows.at < self.starts))
        cases = np.bincount(rows.person[mine], rows.denominator[mine], minlength=self.persons)
        return np.asarray(cases / days if days > 0 else np.zeros(self.persons), np.float64)

    def progress(self, seen: float, pace: Floats) -> float:
        """How much has been seen of the cases that were to be expected, by the pace before, until a decision is due.

        `pace` is that of the persons concerned. Where there was none before, each is expected to have one case.
        """
        expected = max(float(pace.sum()) * DUE_DAYS, float(len(pace)), 1.0)
        return max(seen / expected, 1e-6)


@dataclass(frozen=True, slots=True)
class Read:
    """What a design could read: the estimate, and how far along it is (see `confidence_sequence.multiple`)."""

    estimate: EffectEstimate
    progress: float

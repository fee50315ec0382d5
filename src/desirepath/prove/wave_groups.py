"""Which groups an intervention came to one after the other: found from who was first shown it when.

The tables say that it came in waves, not by which cut. It is the one whose groups tell best when people were first
shown it; each group's wave starts when the first of its people was.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desirepath.observe.cases_of_people import NEVER
from desirepath.observe.grouping import NONE, Numbers
from desirepath.observe.local_time import DAY
from desirepath.prove.question import Question
from desirepath.statistics.tallies import Floats

APART_DAYS = 2
"""Groups whose waves start on days closer than this have started together."""


@dataclass(frozen=True, slots=True)
class WaveGroups:
    """The cut, each person's group (NONE: in none), each group's name and start (NEVER where nobody was shown it).

    `told` is the share of the scatter of people's first days that the groups explain.
    """

    cut: str
    group: Numbers
    names: tuple[str, ...]
    starts: Numbers
    told: float

    @property
    def days(self) -> int:
        """On how many different days waves started."""
        begun = np.sort(self.starts[self.starts < NEVER]) // DAY
        return 0 if not len(begun) else 1 + int(np.sum(np.diff(begun) >= APART_DAYS))

    @property
    def start_of(self) -> Numbers:
        """Each person's start; NEVER for who is in no group."""
        return np.where(self.group == NONE, NEVER, self.starts[np.maximum(self.group, 0)])


def wave_groups(question: Question) -> WaveGroups | None:
    """The groups by the cut that explains best who was shown it when; None where nobody was or there is no cut."""
    shown = question.assigned.shown
    found = [
        _by(cut, np.where(question.members, codes, NONE), question)
        for cut, codes in question.people.codes.items()
        if np.any(shown & (codes != NONE))
    ]
    staggered = [one for one in found if one.days > 1]
    return max(staggered or found, key=lambda one: (one.told, one.cut), default=None)


def _by(cut: str, codes: Numbers, question: Question) -> WaveGroups:
    shown = question.assigned.shown & (codes != NONE)
    names = question.people.values[cut]
    starts = np.full(len(names), NEVER)
    np.minimum.at(starts, codes[shown], question.assigned.first_at[shown])
    size = np.bincount(codes[codes != NONE], minlength=len(names))
    kept = np.where(size[np.maximum(codes, 0)] >= question.floor, codes, NONE)
    days = question.assigned.first_at[shown & (kept != NONE)] / DAY
    return WaveGroups(cut, kept, names, starts, _explained(days, kept[shown & (kept != NONE)]))


def _explained(values: Floats, group: Numbers) -> float:
    """The adjusted R² of the groups: finer cuts explain more by chance, and are not to win by that."""
    groups, row = np.unique(group, return_inverse=True)
    freedom = len(values) - len(groups)
    if freedom < 1 or np.ptp(values) == 0:
        return 0.0
    means = np.bincount(row, values) / np.bincount(row)
    within = float(np.sum((values - means[row]) ** 2)) / freedom
    return 1 - within / float(np.var(values, ddof=1))

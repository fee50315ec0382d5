"""When each event of a walk happens, and which rows have arrived by the end of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.simulate.calendar import DAY, HOUR, Moments
from desirepath.simulate.friction_walks import Hit
from desirepath.simulate.people import Codes, Flags, Positions
from desirepath.simulate.scene import Scene
from desirepath.simulate.walks import Walks

_SHORTEST_WAIT = 1_000_000
_HELD_UP = (1.0, 3.0)
"""For how many days a gap between cohorts holds a case up, where a case is abandoned after seven."""
_LATEST = 0.2
"""Rows are never later than this share of the time after which a case counts as abandoned."""
_ASKED_FIRST_HOURS = (1.0, 6.0)
"""How long those wait who ask support before they go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Walks whose moments are not yet known: one entry a case, and what the planted frictions hit."""

    person: Codes
    begins: Moments
    walks: Walks
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """One entry an event, case by case in order: whose event it is (the position of the case), where, and when."""

    case: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    at: Moments

    def __len__(self) -> int:
        return len(self.case)

    def only(self, kept: Flags) -> Steps:
        """Some of the events."""
        return Steps(case=self.case[kept], place=self.place[kept], at=self.at[kept])

    @property
    def begins(self) -> npt.NDArray[np.int64]:
        """Where the events of each case that has any begin."""
        if not len(self.case):
            return np.zeros(0, np.int64)
        return np.flatnonzero(np.r_[True, self.case[1:] != self.case[:-1]])


def timed(scene: Scene, drawn: Drawn, dice: np.random.Generator) -> Steps:
    """The events of these walks; each comes at least a second after the one before it."""
    walks, person = drawn.walks, drawn.person
    case, place = np.nonzero(walks.there)
    hours = dice.standard_normal(len(case), dtype=np.float32)
    np.exp(hours, out=hours)
    hours *= walks.layout.hours[place]
    hours *= scene.stage.people.haste[person[case]]
    for step, factor in scene.stage.habits_of("hours").items():
        rows = np.flatnonzero(walks.layout.step_code[place] == scene.stage.world.code(step))
        hours[rows] *= factor[person[case[rows]]]
    waits = np.clip(hours * np.float32(HOUR), _SHORTEST_WAIT, scene.longest_wait).astype(np.int64)
    for hit in drawn.hits:
        _hold_up(scene, (walks, hit), (case, place, waits), dice)
    steps = Steps(case=case, place=place, at=waits)
    firsts = steps.begins
    waits[firsts] = 0
    so_far = np.cumsum(waits)
    runs = np.diff(np.r_[firsts, len(case)])
    at = drawn.begins[case] + so_far - np.repeat(so_far[firsts], runs)
    return Steps(case=case, place=place, at=at)


def _hold_up(
    scene: Scene, struck: tuple[Walks, Hit], events: tuple[Positions, Positions, Moments], dice: np.random.Generator
) -> None:
    """Cases that a gap between cohorts hits wait for days at the step; those that wait for support, for hours."""
    walks, hit = struck
    case, place, waits = events
    slot = walks.layout.slot_of(hit.planted.step)
    if slot is None or not len(hit.rows):
        return
    is_hit = np.zeros(len(walks.there), np.bool_)
    is_hit[hit.rows] = True
    at_step = np.flatnonzero(is_hit[case] & np.isin(place, slot.passes))
    if hit.planted.symptom == "cohort_gap":
        days = dice.uniform(*_HELD_UP, len(at_step)) * scene.patience / (7 * DAY)
        waits[at_step] = np.minimum(waits[at_step] + (days * DAY).astype(np.int64), scene.longest_wait)
    elif hit.planted.blocker == "support_dependency":
        waits[at_step] += (dice.uniform(*_ASKED_FIRST_HOURS, len(at_step)) * HOUR).astype(np.int64)
        np.minimum(waits, scene.longest_wait, out=waits)


def arrived(scene: Scene, steps: Steps, cases: int, dice: np.random.Generator) -> tuple[Steps, Moments | None]:
    """The events whose rows are there at the end of the data; and how late each case's rows are, if any are.

    All rows of a case are late by the same time: what is missing of it is always its end.
    """
    stage = scene.stage
    lag = None
    if stage.late.share:
        is_late = dice.random(cases) < stage.late.share
        most = min(stage.late.most_days * DAY, _LATEST * scene.patience)
        lag = np.where(is_late, dice.random(cases) * most, 0.0).astype(np.int64)
    kept = steps.at + (lag[steps.case] if lag is not None else 0) < stage.span.end
    for lost in stage.lost:
        kept &= (steps.at < lost.since) | (steps.at >= lost.until)
    return steps.only(kept), lag

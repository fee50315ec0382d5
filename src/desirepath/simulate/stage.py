"""What all cases of a rollout share: the plan carried out, but for the cases themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from desirepath.simulate.blueprint import Blueprint
from desirepath.simulate.calendar import Span, Volume, span_of
from desirepath.simulate.people import Flags, Numbers, People
from desirepath.simulate.plan import Draw, SimulationPlan, Strength
from desirepath.simulate.sense import Blocker, Symptom
from desirepath.vocabulary.cohort import Cohort

Usual: TypeAlias = Literal["slips", "quits", "skips", "hours"]


class Purpose(IntEnum):
    """What a stream of chance is for; streams of different purposes and pieces are independent."""

    PEOPLE = 1
    CALENDAR = 2
    CASES = 3
    ASKING = 4
    TRIAL = 5
    DISTRACTOR = 6
    FRICTION = 7
    OTHER_CHANGES = 8
    LATE = 9
    FIX = 10
    EXPOSURES = 11


def dice_for(plan: SimulationPlan, purpose: Purpose, number: int = 0) -> np.random.Generator:
    """The stream of chance of this plan for a purpose, and a piece of it."""
    return np.random.default_rng([plan.seed, purpose, number])


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A step that is usually worse, or slower, for some people: before go-live as after, a factor for each person."""

    usual: Usual
    step: str
    factor: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class LostDay:
    """Rows of these moments are lost. `told` says the day for which the rollout file excludes it, if it does."""

    since: int
    until: int
    told: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRows:
    """How many cases' rows arrive late, and by how many days at most."""

    share: float = 0.0
    most_days: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """Many tickets or searches on one day about one other matter. `share` of all people ask.

    `marked` is the share of them that support files under the workflow by mistake.
    """

    day: int
    share: float
    topic: str
    marked: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherChange:
    """Another change that people go through, on a day counted from go-live."""

    day: float
    title: str
    application: str
    cohort: Cohort = field(default_factory=Cohort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A friction as it is planted: where, for whom, from when, and how hard.

    `share` is the share of the cohort's cases that are hit; `prone` is each person's factor on it, and
    `unpractised` the usual factor of a person who is still learning.
    """

    symptom: Symptom
    blocker: Blocker
    strength: Strength
    step: str
    cohort: Cohort
    member: Flags
    onset: int
    onset_at: int
    share: float
    prone: Numbers
    unpractised: float
    loud: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """An intervention as it is planted: at which step, for whom, by which draw, and what it does.

    `arm` is each person's (0 none, 1 shown, 2 held out), `from_at` when the person may meet it first. `helps` are the
    numbers of the frictions that it is made for; it undoes the share `relief` of their hits, and makes the share
    `harm` of the cases be given up at its step. `waves_by` is the attribute whose groups get it one after the other.
    """

    id: str
    kind: str
    addresses: Blocker
    step: str
    cohort: Cohort
    design: Draw
    starts_at: int
    held_out: float
    arm: npt.NDArray[np.int8]
    from_at: npt.NDArray[np.int64]
    helps: tuple[int, ...]
    waves_by: str
    relief: float
    harm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Everything that is settled before the first case is drawn. `sources` are the tables that exist."""

    plan: SimulationPlan
    world: Blueprint
    people: People
    sources: tuple[str, ...]
    habits: tuple[Habit, ...] = ()
    volume: Volume = field(default_factory=Volume)
    month_end_slips: float = 1.0
    lost: tuple[LostDay, ...] = ()
    late: LateRows = field(default_factory=LateRows)
    bursts: tuple[Burst, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[OtherChange, ...] = ()
    frictions: tuple[Planted, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def span(self) -> Span:
        return span_of(self.plan)

    def habits_of(self, usual: Usual) -> dict[str, Numbers]:
        """The factors of this kind by step."""
        return {habit.step: habit.factor for habit in self.habits if habit.usual == usual}

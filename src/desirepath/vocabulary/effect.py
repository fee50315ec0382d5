"""What shipping an intervention changed: estimates with their checks, and the decision that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.friction import BlockerKind


class DesignKind(StrEnum):
    """How it was decided who gets an intervention, and when."""

    HOLDOUT = "holdout"
    WAVES = "waves"
    EVERYONE = "everyone"


class Role(StrEnum):
    """What a measure is there for: to decide by, to look for harm, or to see the same for one cohort."""

    DECIDES = "decides"
    WATCHES = "watches"
    COHORT = "cohort"


class Decided(StrEnum):
    """What is to be done with an intervention."""

    CONTINUE = "continue"
    EXPAND = "expand"
    REPLACE = "replace"
    ESCALATE = "escalate"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """One intervention as the tables have it. `held_out` is the share that was to be held out, where it is told."""

    id: str
    workflow: str
    step: str
    kind: str
    design: DesignKind
    starts_at: datetime
    ends_at: datetime | None = None
    blocker: BlockerKind | None = None
    cohort: Cohort = EVERYONE
    held_out: float | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """Two bounds, in the unit of the effect."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One metric with the intervention minus without, in the metric's unit.

    `low` and `high` hold on all days together, however often they are read; `once` is the ordinary interval, for one
    look on a day fixed beforehand. `n` counts the units in the comparison. `with_it` and `without` are the levels, the
    latter what would have been without the intervention. `stands` says whether the effect is told apart from none
    among all that were asked; `better` which way is good. `step` is None for the workflow as a whole.
    """

    metric: str
    title: str
    role: Role
    unit: str
    better: Literal["up", "down"]
    value: float
    low: float
    high: float
    once: Range
    n: int
    with_it: float
    without: float
    method: str
    step: str | None = None
    cohort: Cohort = EVERYONE
    stands: bool = False

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the interval {self.low} to {self.high} does not hold its value {self.value}")

    @property
    def helps(self) -> bool:
        """Whether it stands, and on the good side."""
        return self.stands and (self.value > 0) == (self.better == "up")

    @property
    def harms(self) -> bool:
        """Whether it stands, and on the bad side."""
        return self.stands and not self.helps


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignCheck:
    """One assumption of a design, and whether the data bears it out; None where it cannot be told."""

    name: str
    title: str
    holds: bool | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """How many people were shown it or held out, and what those shown did. A count below the floor is None."""

    shown: int | None
    held_out: int | None
    opened: int | None = None
    completed: int | None = None
    dismissed: int | None = None
    changed_arm: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What could be read of the measure that decides on a day: the levels so far, and the effect with both intervals.

    A level is None where there are too few people on that side.
    """

    day: date
    with_it: float | None
    without: float | None
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What follows, why, for whom or what, and how many more days it takes where it is undecided.

    `to` is the cohort to expand to, the intervention to replace it by, or the owner to escalate to.
    `retire` says that it shows no effect and is proposed to be taken back.
    """

    decided: Decided
    because: str
    to: str | None = None
    more_days: int | None = None
    retire: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedMeasure:
    """A watch measure before the intervention and in its week 1 and week 4; None where there is too little of it."""

    measure: str
    title: str
    unit: str
    better: Literal["up", "down"]
    before: float | None
    week_1: float | None
    week_4: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spared:
    """Tickets on the step per active user and week: with it, without it, and how many fewer.

    `low` and `high` hold on all days at once. `weeks` are those of the people shown it; `by_question` is how many tickets
    fewer that makes in them for each question asked.
    """

    with_it: float
    without: float
    value: float
    low: float
    high: float
    weeks: int
    by_question: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Deflection:
    """Questions of those shown it, and the share of them (mean over askers) that no ticket followed in three days.

    `spared` is the comparison with those held out; None where nobody was held out by chance.
    """

    questions: int
    askers: int
    without_ticket: float
    low: float
    high: float
    spared: Spared | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """All that is known of one intervention's effect. `refused` says why the design cannot answer, where it cannot.

    `days` is on how many local days it has been shown. `told_on` is the first day on which the effect stood.
    """

    shipped: Shipped
    title: str
    step_title: str
    exposed: Exposed
    checks: tuple[DesignCheck, ...]
    effects: tuple[Effect, ...]
    decision: Decision
    days: int
    refused: str | None = None
    readings: tuple[Reading, ...] = ()
    told_on: date | None = None
    movement: tuple[WatchedMeasure, ...] = ()
    deflection: Deflection | None = None
    remarks: tuple[str, ...] = ()

    @property
    def deciding(self) -> Effect | None:
        """The effect that is decided by."""
        return next((one for one in self.effects if one.role is Role.DECIDES), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """The effects of all interventions of a rollout, as of a date.

    `table_versions` says by table which version of a lake's was read; empty where all came from files.
    """

    rollout: str
    title: str
    as_of: datetime
    timezone: str
    smallest_group: int
    proofs: tuple[Proof, ...] = ()
    remarks: tuple[str, ...] = field(default_factory=tuple)
    table_versions: Mapping[str, int] = field(default_factory=dict)

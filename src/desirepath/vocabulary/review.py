"""The weekly review: what the meeting looks at, each thing with its figure, what it was before, and what a rule proposes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect import Decided, Proof
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.friction import FrictionPoint
from desirepath.vocabulary.signal import SignalFinding

MEETING_DECIDES = (Decided.CONTINUE, Decided.EXPAND, Decided.REPLACE, Decided.ESCALATE)
"""What a meeting can decide. That nothing is decided yet is no decision."""


class Topic(StrEnum):
    """What a weekly review looks at, in the order of the meeting."""

    DROP_OFF = "drop_off"
    REPEAT_TICKETS = "repeat_tickets"
    EXCEPTIONS = "exceptions"
    COHORT_AT_RISK = "cohort_at_risk"
    SHIPPED = "shipped"
    MOVEMENT = "movement"


class Sight(StrEnum):
    """What is to be seen of a topic."""

    STANDS_OUT = "stands_out"
    NOTHING = "nothing"
    """It was looked at, and nothing stands out."""
    NOT_ENOUGH_DATA = "not_enough_data"


class Ground(StrEnum):
    """The rule by which something is proposed."""

    EFFECT = "effect"
    """What is live there decides it by its effect."""
    TOO_EARLY = "too_early"
    """Something is live there, and nothing follows from its effect yet."""
    HELPED_OTHERS = "helped_others"
    """What is live at this step for others helped them."""
    ONE_SOURCE = "one_source"
    """Only one source speaks of the trouble: a second one is to be collected first."""
    OWNER_DECIDES = "owner_decides"
    """Nothing is live there, and what comes first is an owner's to decide."""
    SHIP_FIRST = "ship_first"
    """Nothing is live there, and what comes first can be shipped."""
    PERSISTS = "persists"
    """Something has been live for two weeks, and the trouble still stands out."""
    GOT_WORSE = "got_worse"
    GOT_BETTER = "got_better"


class WhyShipped(StrEnum):
    """Why an intervention stands in the review."""

    LAST_CYCLE = "last_cycle"
    """It was shipped since the last review."""
    DECISION_DUE = "decision_due"
    """It was shipped earlier, and what follows from its effect has not been recorded."""
    LATEST = "latest"
    """Nothing was shipped since the last review; this is what was shipped last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A later figure minus an earlier one, with its 95 % interval. `better` is the good direction, None where none is."""

    value: float
    low: float
    high: float
    better: Literal["up", "down"] | None = "down"

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def is_worse(self) -> bool:
        """Whether it is clear, and on the bad side."""
        return self.is_clear and self.better is not None and (self.value > 0) != (self.better == "up")

    @property
    def is_better(self) -> bool:
        """Whether it is clear, and on the good side."""
        return self.is_clear and self.better is not None and (self.value > 0) == (self.better == "up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a rule proposes, and by which. Nothing is decided by it.

    `to` is an owner (`process`, `application`) or, where it is replaced or shipped first, an intervention of the
    catalogue; as the effect says it where the effect decides. `cohort` is whom to expand to, `more_days` how long it
    will still take to tell.
    """

    decided: Decided
    ground: Ground
    to: str = ""
    cohort: Cohort = EVERYONE
    more_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A headline metric of a workflow beside what it was. `before` and `shift` are None where it was not told then."""

    metric: str
    workflow: str
    now: Figure
    before: Figure | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One thing to decide on. `id` is its own within the review, and the same from week to week.

    `figure` is what stands out; `beside` what it is held against: what was to be expected, what it was before go-live,
    or everyone's. `touched` counts cases beyond what was to be expected; `more` are further figures. `before` is what
    `figure` was at the last review, `shift` how far it went since. `point` is the friction point that it is about,
    `finding` what a signal saw there, `proof` the intervention that a decision on it is a decision on. `why_shipped`, `moved` and `category` are those of
    their topics. `because` says why there is not enough data.
    """

    id: str
    topic: Topic
    sight: Sight
    workflow: str = ""
    step: str | None = None
    cohort: Cohort = EVERYONE
    category: str | None = None
    figure: Figure | None = None
    beside: Figure | None = None
    touched: Figure | None = None
    more: tuple[Figure, ...] = ()
    before: Figure | None = None
    shift: Shift | None = None
    point: FrictionPoint | None = None
    finding: SignalFinding | None = None
    proof: Proof | None = None
    why_shipped: WhyShipped | None = None
    moved: tuple[Moved, ...] = ()
    other_steps: int = 0
    proposed: Proposed | None = None
    because: str = ""

    def figures(self) -> Iterator[Figure]:
        """Every figure of it."""
        told = (self.figure, self.beside, self.touched, self.before, *self.more)
        for one in self.moved:
            told = (*told, one.now, one.before)
        yield from (one for one in told if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the meeting decided on an item. `role` is what the person who decides it decides as ("process owner")."""

    item: str
    decided: Decided
    role: str
    because: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyReview:
    """What a meeting looks at. `before` is until when was known what it is compared with; None where nothing is.

    Every topic has an item, `shipped` may have several.
    """

    rollout: str
    title: str
    go_live: datetime
    as_of: datetime
    timezone: str
    unit: Literal["users", "cases"]
    smallest_group: int
    items: tuple[ReviewItem, ...]
    before: datetime | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing stands out at all."""
        return not any(one.sight is Sight.STANDS_OUT for one in self.items)

    def of(self, topic: Topic) -> tuple[ReviewItem, ...]:
        """The items of a topic."""
        return tuple(one for one in self.items if one.topic is topic)

    def item(self, name: str) -> ReviewItem | None:
        """The item of this id, or None."""
        return next((one for one in self.items if one.id == name), None)

    def decided_with(self, item: ReviewItem) -> ReviewItem | None:
        """The item that a decision on this one is recorded with; None where it stands by itself.

        That is the intervention that is live there, where it is looked at; else the first item on the same friction point.
        """
        if item.topic is Topic.SHIPPED:
            return None
        named = None if item.proof is None else item.proof.shipped.id
        for one in self.of(Topic.SHIPPED):
            if one.proof is not None and one.proof.shipped.id == named:
                return one
        same = (one for one in self.items if item.point is not None and one.point == item.point)
        first = next(same, item)
        return None if first.id == item.id else first

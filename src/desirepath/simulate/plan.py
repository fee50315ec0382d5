"""What a made-up rollout is to be like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

Format: TypeAlias = Literal["parquet", "csv"]
FrictionKind: TypeAlias = Literal["abandonment_at_step", "none"]

FORMATS: tuple[Format, ...] = ("parquet", "csv")
FRICTION_KINDS: tuple[FrictionKind, ...] = ("abandonment_at_step", "none")
FRICTION_STEPS = ("quote", "manager", "budget", "order")
ROLES = ("requester", "buyer", "approver", "finance")
REGIONS = ("EMEA", "AMER", "APAC")
FEWEST_EVENTS = 1_000
MOST_EVENTS = 1_000_000_000
FEWEST_PEOPLE = 400
EVENTS_PER_PERSON = 360
CASE_ENDS_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction:
    """The trouble that is planted: at `step`, for people of this role and region, from go-live on.

    `strength` is the share of their cases that are given up there on top of the few that everyone gives up.
    """

    kind: FrictionKind = "abandonment_at_step"
    step: str = "quote"
    role: str = "buyer"
    region: str = "EMEA"
    strength: float = 0.25

    @property
    def is_planted(self) -> bool:
        return self.kind != "none" and self.strength > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationPlan:
    """Everything that decides what comes out: one plan gives the same files, byte for byte.

    `events` is met within five per cent. `people` is None for as many as suit the events. `go_live` is
    midnight in the timezone; the data ends `days_after` it, also at midnight. Raises BadInput for a plan
    that cannot be drawn.
    """

    seed: int
    events: int = 100_000
    people: int | None = None
    days_before: int = 90
    days_after: int = 45
    go_live: date = date(2025, 9, 1)
    timezone: str = "Europe/Amsterdam"
    format: Format = "parquet"
    friction: Friction = field(default_factory=Friction)

    def __post_init__(self) -> None:
        mistakes = tuple(_mistakes(self))
        if mistakes:
            raise BadInput(*mistakes)

    @property
    def head_count(self) -> int:
        """How many people there are."""
        return self.people if self.people is not None else max(FEWEST_PEOPLE, self.events // EVENTS_PER_PERSON)


def _mistakes(plan: SimulationPlan) -> list[Mistake]:
    ranges = (
        ("seed", plan.seed, 0, 2**63 - 1),
        ("events", plan.events, FEWEST_EVENTS, MOST_EVENTS),
        (
            "people",
            plan.head_count,
            40,
            900_000 if plan.people is not None else MOST_EVENTS,
        ),
        ("days_before", plan.days_before, 7, 730),
        ("days_after", plan.days_after, 8, 730),
    )
    choices = (
        ("format", plan.format, FORMATS),
        ("friction", plan.friction.kind, FRICTION_KINDS),
        ("friction step", plan.friction.step, FRICTION_STEPS),
        ("friction role", plan.friction.role, ROLES),
        ("friction region", plan.friction.region, REGIONS),
    )
    found = [_out_of_range(*one) for one in ranges if not one[2] <= one[1] <= one[3]]
    found += [_not_a_choice(*one) for one in choices if one[1] not in one[2]]
    if not 0 <= plan.friction.strength <= 1:
        what = f"the friction's strength is {plan.friction.strength}, but it is a share of cases"
        found.append(Mistake(code="not_a_share", what=what, mend="Give a number from 0 to 1."))
    return [*found, *_timezone_mistakes(plan.timezone)]


def _out_of_range(name: str, given: int, least: int, most: int) -> Mistake:
    what = f"`{name}` is {given:,}, but must lie from {least:,} to {most:,}"
    return Mistake(code="out_of_range", what=what, mend="Choose a number in this range.")


def _not_a_choice(name: str, given: str, known: tuple[str, ...]) -> Mistake:
    return Mistake(
        code="unknown_choice",
        what=f"there is no {name} `{given}`",
        mend=did_you_mean(given, known),
    )


def _timezone_mistakes(name: str) -> list[Mistake]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        mend = "Give an IANA name such as `Europe/Amsterdam`."
        return [
            Mistake(
                code="unknown_timezone",
                what=f"there is no timezone `{name}`",
                mend=mend,
            )
        ]
    return []

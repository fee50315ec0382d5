"""What a made-up rollout is to be like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desirepath.simulate import distractors, worlds
from desirepath.simulate.sense import BLOCKERS, SYMPTOMS, Blocker, Symptom, makes_sense, no_sense_because
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.errors import BadInput, Mistake, did_you_mean

Format: TypeAlias = Literal["parquet", "csv"]
Strength: TypeAlias = Literal["clear", "moderate", "faint"]
Draw: TypeAlias = Literal["holdout", "waves", "everyone"]
Who: TypeAlias = Literal["everyone", "one", "two"]
"""Whom a friction is for: everyone, the people of one attribute's value, or of two."""

FORMATS: tuple[Format, ...] = ("parquet", "csv")
STRENGTHS: tuple[Strength, ...] = ("clear", "moderate", "faint")
DRAWS: tuple[Draw, ...] = ("holdout", "waves", "everyone")
WHO: tuple[Who, ...] = ("everyone", "one", "two")
SHARE_HIT: dict[Strength, tuple[float, float]] = {
    "clear": (0.25, 0.35),
    "moderate": (0.12, 0.18),
    "faint": (0.06, 0.09),
}
"""Between which shares of the cohort's cases are hit, on top of what usually happens."""
DEMO_WORLD = "purchase_requests"
DEMO_SEED = 7
FEWEST_EVENTS = 1_000
MOST_EVENTS = 1_000_000_000
FEWEST_PEOPLE = 400
EVENTS_PER_PERSON = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction:
    """The trouble that is planted. A `step` or `cohort` that is None is chosen by the seed, for the people `who` says.

    `onset` is the day from which it holds, counted from go-live.
    """

    symptom: Symptom = "abandonment_at_step"
    blocker: Blocker = "workflow_friction"
    strength: Strength = "clear"
    step: str | None = None
    cohort: Cohort | None = None
    who: Who = "two"
    onset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFix:
    """An intervention that is planted: its kind, and the blocker that this is made for.

    A `step` or `cohort` that is None is that of the first friction. `day` is that of its start, counted from go-live.
    It undoes the share `relief` of the hits of frictions at its step that have its blocker, and makes the share `harm`
    of the cases be given up there. Waves come `days_apart`, by the values of the attribute `waves_by`; where that is
    None, of the first that the cohort does not settle.
    """

    kind: str
    addresses: Blocker
    design: Draw = "holdout"
    step: str | None = None
    cohort: Cohort | None = None
    day: int = 14
    held_out: float = 0.2
    days_apart: int = 7
    waves_by: str | None = None
    relief: float = 0.7
    harm: float = 0.0


DEMO_FRICTION = Friction(step="quote", cohort=Cohort((("region", "EMEA"), ("role", "buyer"))))
DEMO_FRICTIONS = (
    DEMO_FRICTION,
    Friction(
        symptom="approval_path_bypassed",
        blocker="policy_ambiguity",
        step="manager",
        cohort=Cohort((("region", "AMER"),)),
        onset=15,
    ),
)
"""What is wrong in the demo: one trouble from the first day, and one that begins after two weeks."""
DEMO_PEOPLE = 1_200
DEMO_FIX = PlannedFix(kind="field_level_help", addresses="workflow_friction", day=28, held_out=0.3)
"""What is shipped in the demo against the first of them, on the day after it is looked at for the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationPlan:
    """Everything that decides what comes out: one plan gives the same files, byte for byte.

    `events` is met within five per cent. `people` is None for as many as suit the events, `days_before` for as
    many as suit the world. `go_live` is midnight in the timezone; the data ends `days_after` it, also at
    midnight. `late` is the share of cases whose rows arrive late; with `gaps`, some tables may be missing, as
    the seed decides. `cuts` are those of the rollout file; those of a planted cohort are added. Raises BadInput
    for a plan that cannot be drawn.
    """

    seed: int
    world: str = DEMO_WORLD
    events: int = 100_000
    people: int | None = None
    days_before: int | None = None
    days_after: int = 45
    go_live: date = date(2025, 9, 1)
    timezone: str = "Europe/Amsterdam"
    format: Format = "parquet"
    frictions: tuple[Friction, ...] = (DEMO_FRICTION,)
    fixes: tuple[PlannedFix, ...] = ()
    distractor: str | None = None
    family: str | None = None
    late: float = 0.0
    gaps: bool = False
    cuts: tuple[str, ...] = ("role", "region", "tenure")

    def __post_init__(self) -> None:
        mistakes = tuple(_mistakes(self))
        if mistakes:
            raise BadInput(*mistakes)

    @property
    def head_count(self) -> int:
        """How many people there are."""
        return self.people if self.people is not None else max(FEWEST_PEOPLE, self.events // EVENTS_PER_PERSON)

    @property
    def baseline_days(self) -> int:
        """How many days before go-live the data begins."""
        return self.days_before if self.days_before is not None else worlds.world_named(self.world).days_before


def demo_plan(seed: int = DEMO_SEED) -> SimulationPlan:
    """The rollout of the demo: two troubles, and a fix for one of them that people respond to."""
    return SimulationPlan(seed=seed, people=DEMO_PEOPLE, frictions=DEMO_FRICTIONS, fixes=(DEMO_FIX,))


def _mistakes(plan: SimulationPlan) -> list[Mistake]:
    choices = [
        ("format", plan.format, FORMATS),
        ("world", plan.world, worlds.NAMES),
        *((("distractor", plan.distractor, distractors.NAMES),) if plan.distractor else ()),
        *(("symptom", one.symptom, SYMPTOMS) for one in plan.frictions),
        *(("blocker", one.blocker, BLOCKERS) for one in plan.frictions),
        *(("strength", one.strength, STRENGTHS) for one in plan.frictions),
        *(("group", one.who, WHO) for one in plan.frictions),
        *(("design", one.design, DRAWS) for one in plan.fixes),
        *(("blocker", one.addresses, BLOCKERS) for one in plan.fixes),
    ]
    unknown = [_not_a_choice(name, given, known) for name, given, known in choices if given not in known]
    ranges = _ranges(plan, knows_world=plan.world in worlds.NAMES)
    return [
        *(_out_of_range(*one) for one in ranges if not one[2] <= one[1] <= one[3]),
        *unknown,
        *(() if unknown else _senseless(plan)),
        *_timezone_mistakes(plan.timezone),
    ]


def _ranges(plan: SimulationPlan, *, knows_world: bool) -> list[tuple[str, int, int, int]]:
    most_people = 900_000 if plan.people is not None else MOST_EVENTS
    return [
        ("seed", plan.seed, 0, 2**63 - 1),
        ("events", plan.events, FEWEST_EVENTS, MOST_EVENTS),
        ("people", plan.head_count, 40, most_people),
        ("days_before", plan.baseline_days if knows_world else 90, 7, 730),
        ("days_after", plan.days_after, 8, 730),
        *(("onset", one.onset, 0, plan.days_after - 1) for one in plan.frictions),
        *(("day of the fix", one.day, 0, plan.days_after - 1) for one in plan.fixes),
        *(("held out, in per cent", round(100 * one.held_out), 1, 99) for one in plan.fixes if one.design == "holdout"),
        *(("days between waves", one.days_apart, 1, plan.days_after) for one in plan.fixes if one.design == "waves"),
        *(("relief, in per cent", round(100 * one.relief), 0, 100) for one in plan.fixes),
        *(("harm, in per cent", round(100 * one.harm), 0, 100) for one in plan.fixes),
    ]


def _senseless(plan: SimulationPlan) -> list[Mistake]:
    return [
        Mistake(
            code="makes_no_sense",
            what=f"{one.symptom} for {one.blocker} is not planted: {no_sense_because(one.symptom, one.blocker, who)}",
            mend="Choose another symptom, blocker or cohort.",
        )
        for one in plan.frictions
        for who in (_who(one),)
        if not makes_sense(one.symptom, one.blocker, who)
    ]


def _who(friction: Friction) -> Who:
    return friction.who if friction.cohort is None else WHO[min(2, len(friction.cohort.pairs))]


def _out_of_range(name: str, given: int, least: int, most: int) -> Mistake:
    what = f"`{name}` is {given:,}, but must lie from {least:,} to {most:,}"
    return Mistake(code="out_of_range", what=what, mend="Choose a number in this range.")


def _not_a_choice(name: str, given: str, known: tuple[str, ...]) -> Mistake:
    return Mistake(code="unknown_choice", what=f"there is no {name} `{given}`", mend=did_you_mean(given, known))


def _timezone_mistakes(name: str) -> list[Mistake]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        mend = "Give an IANA name such as `Europe/Amsterdam`."
        return [Mistake(code="unknown_timezone", what=f"there is no timezone `{name}`", mend=mend)]
    return []

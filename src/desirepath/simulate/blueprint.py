"""What a made-up world consists of: its work, its steps, its people. Declared once in each file of `worlds`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from desirepath.vocabulary.case import Outcome, Risk, StepKind
from desirepath.vocabulary.cohort import Cohort

Actor: TypeAlias = Literal["starter", "boss", "desk"]
"""Who does a step: the person who began the case, that person's boss, or somebody of the desk."""
Form: TypeAlias = Literal["one", "maybe", "either", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What usually goes wrong at a step, in this share of the attempts of an average person.

    `says` is the activity by which the log tells of it; without one, the step's own activity with an outcome.
    With `back_to`, the case goes back to that step and does everything in between again.
    """

    outcome: Outcome
    share: float
    says: str = ""
    back_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStep:
    """One step. `given_up` is the share of cases that usually end there, `skipped` of those that go round it.

    `says` is its activity in the log; `things` are what people call what it asks for, `category` what support
    files its tickets under. `hours` is the median wait until it is done.
    """

    id: str
    title: str
    says: str
    things: tuple[str, ...]
    category: str
    kind: StepKind = StepKind.TASK
    by: Actor = "starter"
    changed: bool = False
    hours: float = 0.6
    given_up: float = 0.006
    skipped: float = 0.0
    by_mail: float = 0.0
    twice: float = 0.0
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a path: one step, an optional one, one of several, or two in either order.

    `shares`: of an optional step, how often it is done; of alternatives, how often each; of two in either
    order, how often they come as written.
    """

    form: Form
    steps: tuple[str, ...]
    shares: tuple[float, ...] = (1.0,)

    @property
    def is_required(self) -> bool:
        return self.form != "maybe"

    def __str__(self) -> str:
        match self.form:
            case "one":
                return self.steps[0]
            case "maybe":
                return f"{self.steps[0]}?"
            case "either":
                return f"({' | '.join(self.steps)})"
            case "both":
                return f"({' & '.join(self.steps)})"


def must(*steps: str) -> tuple[Part, ...]:
    """Steps that every case does, one after the other."""
    return tuple(Part("one", (step,)) for step in steps)


def maybe(step: str, share: float) -> tuple[Part, ...]:
    """A step that this share of the cases does."""
    return (Part("maybe", (step,), (share,)),)


def either(shares: dict[str, float]) -> tuple[Part, ...]:
    """One of these steps, each in its share of the cases."""
    return (Part("either", tuple(shares), tuple(shares.values())),)


def both(first: str, second: str, share: float) -> tuple[Part, ...]:
    """Two steps in either order; in this share of the cases as written."""
    return (Part("both", (first, second), (share,)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role: its share of the people, how often one of it begins a case, where most of it sits, what it may do."""

    name: str
    share: float
    begins: float
    unit: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region: its share of the people, the languages they write in, how new they are on the whole."""

    name: str
    share: float
    languages: tuple[tuple[str, float], ...] = (("en", 1.0),)
    seniority: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Who works in a world. `boss` and `desk` are roles; `limited` is the least permission level."""

    roles: tuple[Role, ...]
    regions: tuple[Region, ...]
    units: tuple[tuple[str, float], ...]
    environments: tuple[tuple[str, float], ...]
    boss: str
    desk: str
    limited: str = "limited"

    @property
    def levels(self) -> tuple[str, ...]:
        return (*dict.fromkeys(role.level for role in self.roles), self.limited)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """A world. `before` is how the work went until go-live; the rollout file tells of it if `has_old_path`.

    `spot` is where friction is planted unless something else is said: a step and a cohort. `outside`,
    `withdrawn`, `reminder` and `note` are the log's words for work finished outside the path, a case taken
    back, something that says nothing of the path, and something that the rollout file does not place.
    `idle_days` is how long a case may wait before it counts as abandoned.
    """

    name: str
    title: str
    workflow: str
    workflow_title: str
    thing: str
    system: str
    minutes: int
    risk: Risk
    idle_days: int
    case_prefix: str
    steps: tuple[WorkStep, ...]
    path: tuple[Part, ...]
    before: tuple[Part, ...]
    has_old_path: bool = True
    days_before: int = 90
    outside: str
    withdrawn: str
    reminder: str
    note: str
    tools: tuple[str, ...]
    staff: Staff
    spot: tuple[str, Cohort]

    def step(self, step_id: str) -> WorkStep:
        """The step of this id. Raises KeyError where there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def code(self, step_id: str) -> int:
        """The step's code: its place among all steps, from 1; 0 stands for none."""
        return next((number for number, step in enumerate(self.steps, 1) if step.id == step_id), 0)

    @property
    def codes(self) -> tuple[str, ...]:
        """The ids by code."""
        return ("", *(step.id for step in self.steps))

    def slips(self) -> Iterator[tuple[WorkStep, Slip]]:
        """Everything that usually goes wrong, with its step."""
        return ((step, slip) for step in self.steps for slip in step.slips)

    def with_step_after(self, step: WorkStep, place: int) -> Blueprint:
        """The same world with one more step in its path, at this place."""
        path = (*self.path[:place], *must(step.id), *self.path[place:])
        return replace(self, steps=(*self.steps, step), path=path)


def written(parts: tuple[Part, ...]) -> str:
    """The path in the notation of the rollout file."""
    return " ".join(str(part) for part in parts)

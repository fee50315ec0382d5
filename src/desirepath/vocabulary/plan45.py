"""The 45 days: phases, the gates that prove their ends from data, and what people keep beside the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.figure import Figure

DAYS = 45
GATES = (
    *("friction_confirmed", "intervention_live", "figures_daily"),
    *("backlog_prioritised", "fewer_repeats", "fixes_owned"),
    *("cohorts_in_view", "workarounds_retired", "stabilisation_decided"),
)
"""The gates that the program brings along, by phase: what a waiver can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A sentence as its message and what fills it in, so that it can be told in another language too.

    Numbers among the values are written the English way (`1,234.5`).
    """

    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofGate:
    """The facts of a gate, as its page in the reference tells them. `day` is the last on which it is in time.

    `needs` names what it is computed from: tables, or parts of the register.
    """

    name: str
    title: str
    phase: int
    day: int
    question: str
    needs: tuple[str, ...]
    source: str


class Dated(Protocol):
    """What was kept on a day."""

    @property
    def on(self) -> date: ...


_Dated = TypeVar("_Dated", bound=Dated)


class GateState(StrEnum):
    """Where a gate stands. No one sets it: data holds it, or a waiver passes it and says who and why."""

    HOLDS = "holds"
    AHEAD = "ahead"
    """It does not hold, and its day is yet to come."""
    OVERDUE = "overdue"
    """It does not hold, and its day is over."""
    NOT_ENOUGH_DATA = "not_enough_data"
    NOT_NEEDED = "not_needed"
    """There is nothing that it could ask for, as where no friction was found."""
    WAIVED = "waived"


class PhaseState(StrEnum):
    """Where a phase stands, by its gates."""

    PROVED = "proved"
    """Every gate holds, or is not needed."""
    PASSED = "passed"
    """Every gate that is not proved is waived."""
    NOT_PROVED = "not_proved"


class Stabilisation(StrEnum):
    """What day 45 decides."""

    KEEP_MONITORING = "keep_monitoring"
    REDESIGN_WORKFLOW = "redesign_workflow"
    CLARIFY_POLICY = "clarify_policy"
    EXPAND_INTERVENTION = "expand_intervention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A gate passed without its proof. `role` is what the person decides as ("process owner"); packs show all of it."""

    gate: str
    role: str
    because: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Workaround:
    """A temporary way round that is allowed until a day. `retired_on` is when it was taken away; None while it is there."""

    id: str
    what: str
    workflow: str
    owner: str
    retire_by: date
    step: str | None = None
    retired_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedFix:
    """Who mends a friction point, and by when."""

    workflow: str
    step: str
    owner: str
    cohort: Cohort = EVERYONE
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A decision that was taken in the room, on an intervention. `decided` is one of the words of `Decided`."""

    intervention: str
    decided: str
    role: str
    because: str
    on: date
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stabilised:
    """The decision of day 45 on a workflow, as it was taken."""

    workflow: str
    decided: Stabilisation
    role: str
    because: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What people keep beside the data; empty where nobody keeps anything."""

    workarounds: tuple[Workaround, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    fixes: tuple[OwnedFix, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    stabilised: tuple[Stabilised, ...] = ()

    def beside(self, other: Register) -> Register:
        """Both together, this one first."""
        return Register(
            workarounds=(*self.workarounds, *other.workarounds),
            waivers=(*self.waivers, *other.waivers),
            fixes=(*self.fixes, *other.fixes),
            recorded=(*self.recorded, *other.recorded),
            stabilised=(*self.stabilised, *other.stabilised),
        )

    def until(self, day: date) -> Register:
        """What was kept at the end of a day: what came later is not known yet."""
        return Register(
            workarounds=tuple(_as_on(day, one) for one in self.workarounds),
            waivers=_until(day, self.waivers),
            fixes=self.fixes,
            recorded=_until(day, self.recorded),
            stabilised=_until(day, self.stabilised),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One proof that a phase has to give. `day` is the last on which it is in time; `says` why it stands as it does.

    `saying` is the same as `says`, for whoever tells it in another language. A waiver stands here whether or not the
    gate needs it.
    """

    id: str
    title: str
    phase: int
    day: int
    state: GateState
    says: str
    figures: tuple[Figure, ...] = ()
    waiver: Waiver | None = None
    saying: Saying | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One phase, first and last day counted from go-live as day 1, with what is to be done in it and its gates."""

    number: int
    first: int
    last: int
    title: str
    goal: str
    actions: tuple[str, ...]
    gates: tuple[Gate, ...]

    @property
    def state(self) -> PhaseState:
        """Where the phase stands by its gates: a waiver lets it pass and proves nothing."""
        lacking = {one.state for one in self.gates} - {GateState.HOLDS, GateState.NOT_NEEDED}
        if not lacking:
            return PhaseState.PROVED
        return PhaseState.PASSED if lacking == {GateState.WAIVED} else PhaseState.NOT_PROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the three questions of day 45, answered in sentences, each with the figures that it stands on."""

    question: str
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the rule proposes for a workflow at day 45, and why. None of `Stabilisation` before there is a reason."""

    workflow: str
    proposed: Stabilisation | None
    because: str
    saying: Saying | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan45:
    """Where a rollout stands in its 45 days. `day` is 1 on the day of go-live, below 1 before it, above 45 after."""

    rollout: str
    title: str
    day: int
    phases: tuple[Phase, ...]
    workarounds: tuple[Workaround, ...]
    answers: tuple[Answer, ...]
    proposals: tuple[Proposal, ...]
    stabilised: tuple[Stabilised, ...] = field(default_factory=tuple)


def _as_on(day: date, one: Workaround) -> Workaround:
    """A workaround as it stood at the end of a day: what was retired later was still there."""
    return one if one.retired_on is None or one.retired_on <= day else replace(one, retired_on=None)


def _until(day: date, kept: Sequence[_Dated]) -> tuple[_Dated, ...]:
    return tuple(one for one in kept if one.on <= day)

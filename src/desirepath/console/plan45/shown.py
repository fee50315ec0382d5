"""What the page of the 45 days shows, worked out from the diagnosis shown and what is kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from desirepath.cadence import calendar_of, plan45
from desirepath.console.diagnoses.doors import Place
from desirepath.console.plan45.reads import (
    StabilisationSeen,
    WorkaroundSeen,
    register_of,
    stabilisations_of,
    waived_here,
    workarounds_of,
)
from desirepath.console.plan45.spoken_plan import told
from desirepath.console.plan45.words import DECISIONS, PHASE_STATES, RESTS_ON, STATES, TONES
from desirepath.console.workspaces.seat import Seat
from desirepath.prove.plan45.seen import last_day_of
from desirepath.report.kept_sentences import cohort_said
from desirepath.report.spoken import said
from desirepath.report.wording import count, figure
from desirepath.runs.kept_values import kept_value
from desirepath.vocabulary.change_calendar import ChangeCalendar, OtherChange
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.plan45 import Answer, Gate, GateState, Phase, Plan45, Proposal, Stabilisation, Waiver

CHANGES = "changes.kept"
"""The file of a diagnosis that holds the other changes it knew of."""
MOST_CHANGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class GateShown:
    """One gate. `page` is the name of the address that its proof stands at, `place` where on it.

    `waived_here` says that the waiver was given in the console, where it can be taken back.
    """

    id: str
    title: str
    day: int
    state: str
    tone: str
    says: str
    figures: tuple[tuple[str, str], ...]
    page: str
    place: str
    page_title: str
    waiver: Waiver | None
    waiver_role: str
    may_be_waived: bool
    waived_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseShown:
    """One phase. `when` is "done", "now" or "ahead"."""

    number: int
    first: int
    last: int
    title: str
    goal: str
    actions: tuple[str, ...]
    gates: tuple[GateShown, ...]
    when: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkaroundShown:
    """One workaround. `state` is "there", "overdue" or "retired"; `place` is what a form calls where it goes round."""

    seen: WorkaroundSeen
    state: str
    place: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionShown:
    """What is proposed for a workflow, and what was decided, newest first."""

    workflow: str
    title: str
    proposed: str
    proposed_title: str
    because: str
    decided: tuple[StabilisationSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShown:
    """Everything on the page. `places` are what a workaround can go round, `calendar` is None where none was kept."""

    plan: Plan45
    today: date
    at: str
    phases: tuple[PhaseShown, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    decisions: tuple[DecisionShown, ...]
    workarounds: tuple[WorkaroundShown, ...]
    places: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str], ...]
    calendar: CalendarShown | None
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarShown:
    """Other changes, and how many of them reached each group."""

    changes: tuple[tuple[OtherChange, str], ...]
    loads: tuple[tuple[str, int, int], ...]
    hidden: int


def plan_of(place: Place) -> Plan45:
    """The plan of the diagnosis that the page stands on: of its study as it was released, never of raw data."""
    return plan45(place.found.study, place.found.proofs, register_of(place.rollout))


def shown_plan(seat: Seat, place: Place) -> PlanShown:
    """The whole page."""
    plan, today = plan_of(place), last_day_of(place.found.study)
    places, waived = places_of(place), waived_here(place.rollout.id)
    return PlanShown(
        plan=plan,
        today=today,
        at=f"{min(max(plan.day - 0.5, 0), 45) / 45 * 100:.1f}%",
        phases=tuple(_phase(plan.day, one, waived) for one in plan.phases),
        answers=tuple(map(_answer, plan.answers)),
        decisions=tuple(_decisions(place, plan)),
        workarounds=tuple(map(partial(_workaround, today, places), workarounds_of(place.rollout))),
        places=tuple(places.items()),
        choices=tuple((one.value, DECISIONS[one]) for one in Stabilisation),
        calendar=_calendar(place),
        email=seat.email,
    )


def places_of(place: Place) -> dict[str, str]:
    """Workflows, and steps as `workflow/step`, with what people call them."""
    found: dict[str, str] = {}
    for picture in place.found.study.workflows:
        found[picture.workflow] = picture.title
        for shown in picture.maps[:1]:
            found |= {f"{picture.workflow}/{step.step}": f"{picture.title} · {step.title}" for step in shown.steps}
    return found


def _phase(day: int, one: Phase, waived: frozenset[str]) -> PhaseShown:
    return PhaseShown(
        number=one.number,
        first=one.first,
        last=one.last,
        title=said(one.title),
        goal=said(one.goal),
        actions=tuple(map(said, one.actions)),
        gates=tuple(_gate(gate, waived) for gate in one.gates),
        when="done" if day > one.last else "now" if day >= one.first else "ahead",
        state=PHASE_STATES[one.state],
    )


def _gate(one: Gate, waived: frozenset[str]) -> GateShown:
    address, title = RESTS_ON.get(one.id, ("overview", "Overview"))
    page, _hash, place = address.partition("#")
    return GateShown(
        id=one.id,
        title=said(one.title),
        day=one.day,
        state=STATES[one.state],
        tone=TONES[one.state],
        says=told(one.saying) or one.says,
        figures=tuple(map(_figure, one.figures)),
        page=page,
        place=f"#{place}" if place else "",
        page_title=said(title),
        waiver=one.waiver,
        waiver_role="" if one.waiver is None else said(one.waiver.role),
        may_be_waived=one.state not in (GateState.HOLDS, GateState.NOT_NEEDED, GateState.WAIVED),
        waived_here=one.waiver is not None and one.id in waived,
    )


def _figure(one: Figure) -> tuple[str, str]:
    """What it is, and its value with the interval, or that there is none."""
    if one.value is None:
        return said(one.title), said("not enough data")
    value = count(round(one.value)) if one.unit == "cases" else figure(one.value, one.unit)
    if one.low is None or one.high is None:
        return said(one.title), value
    low, high = figure(one.low, one.unit), figure(one.high, one.unit)
    return said(one.title), f"{value} ({said('%(low)s to %(high)s', low=low, high=high)})"


def _answer(one: Answer) -> tuple[str, tuple[str, ...]]:
    return said(one.question), tuple(map(told, one.sayings)) or one.sentences


def _decisions(place: Place, plan: Plan45) -> Iterator[DecisionShown]:
    decided = stabilisations_of(place.rollout)
    titles = {one.workflow: one.title for one in place.found.study.workflows}
    for one in plan.proposals:
        mine = tuple(seen for seen in decided if seen.decided.workflow == one.workflow)
        yield _decision(one, titles.get(one.workflow, one.workflow), mine)


def _decision(one: Proposal, title: str, decided: tuple[StabilisationSeen, ...]) -> DecisionShown:
    return DecisionShown(
        workflow=one.workflow,
        title=title,
        proposed="" if one.proposed is None else one.proposed.value,
        proposed_title="" if one.proposed is None else DECISIONS[one.proposed],
        because=told(one.saying) or one.because,
        decided=decided,
    )


def _workaround(today: date, places: dict[str, str], seen: WorkaroundSeen) -> WorkaroundShown:
    place = f"{seen.workflow}/{seen.step}" if seen.step else seen.workflow
    is_gone = seen.retired_on is not None and seen.retired_on <= today
    state = "retired" if is_gone else "overdue" if seen.retire_by <= today else "there"
    return WorkaroundShown(seen=seen, state=state, place=place, where=places.get(place, place))


def _calendar(place: Place) -> CalendarShown | None:
    try:
        changes: tuple[OtherChange, ...] = kept_value(place.found.folder / CHANGES)
    except FileNotFoundError:  # kept by a version that did not know of it
        return None
    found: ChangeCalendar = calendar_of(place.found.study, changes)
    return CalendarShown(
        changes=tuple((one, cohort_said(str(one.cohort))) for one in found.changes[:MOST_CHANGES]),
        loads=tuple((cohort_said(str(one.cohort)), one.last_30, one.last_90) for one in found.loads[:MOST_CHANGES]),
        hidden=found.hidden,
    )

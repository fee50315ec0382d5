"""The three phases, and each gate in its state: by data, by its day, or by a waiver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.catalogue import Entry, entries
from desirepath.prove import gates
from desirepath.prove.plan45.reading import GateReading, Reads
from desirepath.prove.plan45.seen import Seen
from desirepath.vocabulary.plan45 import GATES, Gate, GateState, Phase, ProofGate, Register, Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPhase:
    """What is planned for a phase, whatever the data says."""

    number: int
    first: int
    last: int
    title: str
    goal: str
    actions: tuple[str, ...]


PLANNED = (
    PlannedPhase(
        number=1,
        first=1,
        last=7,
        title="Contain drift",
        goal="One confirmed friction point, one fix live, the figures seen daily",
        actions=(
            "Find the step that breaks most, what support is asked again and again, and the commonest way round.",
            "Cut each by role, region and tenure.",
            "Ship one fix where it is needed most.",
        ),
    ),
    PlannedPhase(
        number=2,
        first=8,
        last=21,
        title="Stabilise",
        goal="A backlog with owners, fewer repeat issues",
        actions=(
            "Bring guidance to the cohort at highest risk.",
            "Give self-help for what is asked again and again.",
            "Tighten escalation, so that whoever is blocked reaches somebody who can act.",
            "Look whether the first fix moved drop-offs, tickets and exceptions.",
        ),
    ),
    PlannedPhase(
        number=3,
        first=22,
        last=45,
        title="Prove adherence",
        goal="A decision: keep on, redesign, clarify, or expand",
        actions=(
            "Watch adherence, abandonment, tickets and exceptions by cohort.",
            "Retire the temporary ways round.",
            "Reinforce required steps and the points at which governance looks.",
            "Decide for each workflow what becomes of it.",
        ),
    ),
)
"""Days count from go-live as 1."""


def gate_catalogue() -> Mapping[str, Entry]:
    """The gates by name, with their modules."""
    return entries(gates, "GATE")


def phases(seen: Seen) -> tuple[Phase, ...]:
    """The three phases with their gates, each as it stands."""
    found = sorted(gate_catalogue().values(), key=_order)
    return tuple(
        Phase(
            number=one.number,
            first=one.first,
            last=one.last,
            title=one.title,
            goal=one.goal,
            actions=one.actions,
            gates=tuple(standing(seen, entry) for entry in found if entry.constant.phase == one.number),
        )
        for one in PLANNED
    )


def _order(entry: Entry) -> tuple[int, str]:
    name = entry.constant.name
    return (GATES.index(name) if name in GATES else len(GATES), name)


def standing(seen: Seen, entry: Entry) -> Gate:
    """One gate in its state."""
    facts: ProofGate = entry.constant
    reading: GateReading = entry.module.read(seen)
    waiver = waiver_of(facts.name, seen.register)
    return Gate(
        id=facts.name,
        title=facts.title,
        phase=facts.phase,
        day=facts.day,
        state=_state(reading.reads, seen.day > facts.day, waiver),
        says=str(reading.saying),
        figures=reading.figures,
        waiver=waiver,
        saying=reading.saying,
    )


def waiver_of(gate: str, register: Register) -> Waiver | None:
    """The newest waiver of a gate that says who passes it and why."""
    found = [one for one in register.waivers if one.gate == gate and one.role.strip() and one.because.strip()]
    return max(found, key=lambda one: one.on, default=None)


def _state(reads: Reads, is_over: bool, waiver: Waiver | None) -> GateState:
    if reads is Reads.HOLDS:
        return GateState.HOLDS
    if reads is Reads.NOT_NEEDED:
        return GateState.NOT_NEEDED
    if waiver is not None:
        return GateState.WAIVED
    if reads is Reads.NOT_ENOUGH_DATA:
        return GateState.NOT_ENOUGH_DATA
    return GateState.OVERDUE if is_over else GateState.AHEAD

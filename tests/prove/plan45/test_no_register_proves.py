"""Nothing that people write down makes a gate hold that the data does not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desirepath.cadence import plan45
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.effect import Decided
from desirepath.vocabulary.friction import Standing
from desirepath.vocabulary.plan45 import (
    GATES,
    GateState,
    OwnedFix,
    PhaseState,
    Recorded,
    Register,
    Stabilisation,
    Stabilised,
    Waiver,
    Workaround,
)
from tests.prove.plan45 import made

OF_DATA_ALONE = ("friction_confirmed", "intervention_live", "figures_daily", "fewer_repeats", "cohorts_in_view")
BY_DATA_TOO = ("workarounds_retired",)
"""What the register says counts here only as long as the data does not say otherwise."""
PROVED = (GateState.HOLDS, GateState.NOT_NEEDED)
DAYS = st.integers(1, 60).map(made.on_day)
TEXTS = st.sampled_from(("process owner", "it holds", "", "waived", "done"))
FLOWS, STEPS = st.sampled_from((made.FLOW, "other")), st.sampled_from(("draft", "quote", "check"))
WORKAROUNDS = st.builds(
    Workaround,
    id=TEXTS,
    what=TEXTS,
    workflow=FLOWS,
    owner=TEXTS,
    retire_by=DAYS,
    step=STEPS,
    retired_on=st.none() | DAYS,
)
FIXES = st.builds(OwnedFix, workflow=FLOWS, step=STEPS, owner=TEXTS, cohort=st.sampled_from((EVERYONE, made.BUYERS)))
RECORDED = st.builds(Recorded, intervention=TEXTS, decided=st.sampled_from(Decided), role=TEXTS, because=TEXTS, on=DAYS)
STABILISED = st.builds(
    Stabilised, workflow=FLOWS, decided=st.sampled_from(Stabilisation), role=TEXTS, because=TEXTS, on=DAYS
)
WAIVERS = st.builds(Waiver, gate=st.sampled_from(GATES), role=TEXTS, because=TEXTS, on=DAYS)
REGISTERS = st.builds(
    Register,
    workarounds=st.lists(WORKAROUNDS, max_size=3).map(tuple),
    fixes=st.lists(FIXES, max_size=3).map(tuple),
    recorded=st.lists(RECORDED, max_size=3).map(tuple),
    stabilised=st.lists(STABILISED, max_size=3).map(tuple),
)
STUDIES = st.builds(
    made.study,
    st.integers(1, 60),
    st.sampled_from(([], made.enough(), [*made.enough(), *made.repeats(0.4, 0.35)])),
    st.sampled_from(([], [made.point()], [made.point(standing=Standing.SUSPECTED)])),
    st.sampled_from(([], [made.bypass()])),
    outside=st.sampled_from((0, 40)),
)


@given(STUDIES, REGISTERS)
def test_gates_of_figures_stand_the_same_whatever_the_register_says(study: object, register: Register) -> None:
    bare, kept = _states(study, Register()), _states(study, register)
    assert {name: kept[name] for name in OF_DATA_ALONE} == {name: bare[name] for name in OF_DATA_ALONE}


@given(STUDIES, REGISTERS)
def test_what_figures_speak_against_no_register_makes_hold(study: object, register: Register) -> None:
    bare, kept = _states(study, Register()), _states(study, register)
    for name in BY_DATA_TOO:
        if bare[name] not in PROVED:
            assert kept[name] not in PROVED


@given(STUDIES, REGISTERS, st.lists(WAIVERS, max_size=4))
def test_a_waiver_never_makes_a_gate_hold(study: object, register: Register, waivers: list[Waiver]) -> None:
    without = _states(study, register)
    for name, state in _states(study, register.beside(Register(waivers=tuple(waivers)))).items():
        assert state is without[name] or (state is GateState.WAIVED and without[name] not in PROVED)


@given(STUDIES, REGISTERS, st.lists(WAIVERS, max_size=4))
def test_a_waiver_never_proves_a_phase(study: object, register: Register, waivers: list[Waiver]) -> None:
    without = _proved_phases(study, register)
    assert _proved_phases(study, register.beside(Register(waivers=tuple(waivers)))) == without


def _proved_phases(study: object, register: Register) -> list[int]:
    plan = plan45(study, [made.proof(shown=0)], register)  # type: ignore[arg-type]  # drawn
    return [phase.number for phase in plan.phases if phase.state is PhaseState.PROVED]


def _states(study: object, register: Register) -> dict[str, GateState]:
    plan = plan45(study, [made.proof(shown=0)], register)  # type: ignore[arg-type]  # drawn
    return {gate.id: gate.state for phase in plan.phases for gate in phase.gates}

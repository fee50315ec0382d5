"""A simulated rollout on days 7, 21 and 45 of its plan, and one in which nothing is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from desirepath.cadence import plan45
from desirepath.runs.diagnose import diagnose_in_full
from desirepath.runs.simulate import simulate
from desirepath.simulate.plan import DEMO_FRICTION, SimulationPlan
from desirepath.vocabulary.plan45 import Gate, GateState, Plan45, Register, Stabilisation

GO_LIVE = date(2025, 9, 1)


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = SimulationPlan(seed=7, events=24_000, people=400, frictions=(DEMO_FRICTION,))
    return simulate(plan, tmp_path_factory.mktemp("troubled"), lambda _: None)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = SimulationPlan(seed=11, events=24_000, people=400, frictions=())
    return simulate(plan, tmp_path_factory.mktemp("sound"), lambda _: None)


@cache
def plan_on(day: int, file: Path) -> Plan45:
    found = diagnose_in_full(file, as_of=GO_LIVE + timedelta(days=day), progress=lambda _: None)
    plan = plan45(found.study, found.proofs, Register())
    assert plan.day == day
    return plan


def gates(plan: Plan45) -> dict[str, Gate]:
    return {one.id: one for phase in plan.phases for one in phase.gates}


def states(plan: Plan45) -> dict[str, GateState]:
    return {name: one.state for name, one in gates(plan).items()}


@pytest.mark.parametrize("day", [7, pytest.param(21, marks=pytest.mark.long), 45])
def test_what_nobody_does_anything_about_becomes_overdue_phase_by_phase(troubled: Path, day: int) -> None:
    found = states(plan_on(day, troubled))
    assert found["friction_confirmed"] is GateState.HOLDS
    assert found["figures_daily"] is GateState.HOLDS
    assert found["intervention_live"] is (GateState.AHEAD if day <= 7 else GateState.OVERDUE)
    assert found["fixes_owned"] is (GateState.AHEAD if day <= 21 else GateState.OVERDUE)
    assert found["backlog_prioritised"] is found["fixes_owned"]
    assert found["stabilisation_decided"] is GateState.AHEAD


def test_on_day_45_the_planted_friction_is_where_resistance_is_told_to_be(troubled: Path) -> None:
    where, which, stable = plan_on(45, troubled).answers
    assert where.sentences[0].startswith("“Enter the quote” for region EMEA and role buyer:")
    assert which.sentences == ("None was shown yet, so none can be said to change behaviour.",)
    assert stable.sentences[0].startswith("Purchase request: not yet.")


@pytest.mark.parametrize("day", [pytest.param(7, marks=pytest.mark.long), 45])
def test_a_rollout_in_which_nothing_is_wrong_asks_for_no_fix(sound: Path, day: int) -> None:
    found = states(plan_on(day, sound))
    quiet = ("friction_confirmed", "intervention_live", "backlog_prioritised", "fewer_repeats", "fixes_owned")
    assert {found[name] for name in quiet} == {GateState.NOT_NEEDED}
    assert GateState.OVERDUE not in found.values()


def test_a_rollout_in_which_nothing_is_wrong_is_proposed_to_be_watched_on(sound: Path) -> None:
    plan = plan_on(45, sound)
    assert [one.proposed for one in plan.proposals] == [Stabilisation.KEEP_MONITORING]
    assert plan.answers[2].sentences[0].startswith("Purchase request: yes.")

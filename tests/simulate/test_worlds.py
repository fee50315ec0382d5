"""Every world can be drawn, is read without a mistake, and is judged as it was drawn."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desirepath.connectors.rollout_file import read_rollout
from desirepath.observe.frame import frame_of
from desirepath.ports import Means
from desirepath.runs.check import check
from desirepath.runs.opened_rollout import opened_rollout
from desirepath.runs.simulate import DrawnRollout, simulate_in_memory, write_drawn
from desirepath.simulate import worlds
from desirepath.simulate.blueprint import Blueprint
from desirepath.simulate.families import family_plan
from desirepath.simulate.plan import Friction, SimulationPlan
from desirepath.simulate.sense import SYMPTOMS, spots_for
from desirepath.study import picture_of, read_cases
from desirepath.vocabulary.case import StepKind
from desirepath.vocabulary.study import WorkflowPicture

WORLDS = [worlds.world_named(name) for name in worlds.NAMES]
JUDGED = (
    ("abandonment_at_step-access_gap-one", "clear"),
    ("approval_path_bypassed-workflow_friction-everyone", "clear"),
    ("approval_path_bypassed-access_gap-one", "clear"),
    ("exceptions_rising-capability_gap-everyone", "clear"),
    ("duplicate_handoffs-policy_ambiguity-everyone", "clear"),
    ("two-exceptions_rising-duplicate_handoffs", "moderate"),
    ("late_rows", "clear"),
    ("tiny_cohorts", "clear"),
    ("new_step_works", "clear"),
    ("renamed_activity", "clear"),
)
SHORT_LANE_TAKES = 3
"""One of them in so many."""


def silent(_: str) -> None:
    """Show no progress."""


def by_name(world: Blueprint) -> str:
    return world.name


def pictured(rollout_file: Path) -> WorkflowPicture:
    with opened_rollout(rollout_file, as_of=None, engine="duckdb", warehouse=None, progress=silent) as opened:
        rollout, tables, _, running = opened
        frame = frame_of(rollout, tables)
        base, counts = read_cases(tables.before(frame.as_of), frame, Means(running, silent, time.monotonic))
        return picture_of(rollout.workflows[0], base, counts)


def held_against_the_truth(drawn: DrawnRollout, folder: Path) -> None:
    picture = pictured(write_drawn(drawn, folder))
    expected = drawn.truth["expected"]
    for period, read in zip(("since_go_live", "before_go_live"), picture.maps, strict=True):
        told = {verdict: cases for verdict, cases in expected["cases"][period].items() if cases}
        assert {verdict.value: cases for verdict, cases in read.verdicts.items()} == told
    at_least_ten = {step: cases for step, cases in expected["abandoned_since_go_live"].items() if cases >= 10}
    given_up = {step.step: step.abandoned for step in picture.maps[0].steps}
    assert {step: given_up[step] for step in at_least_ten} == at_least_ten


def test_there_are_at_least_four_worlds_each_called_as_its_file() -> None:
    assert [world.name for world in WORLDS] == list(worlds.NAMES)
    assert len(WORLDS) >= 4


@pytest.mark.parametrize("world", WORLDS, ids=by_name)
def test_a_world_has_six_to_twelve_steps_of_every_kind_and_some_that_changed(world: Blueprint) -> None:
    in_path = [world.step(step) for part in world.path for step in part.steps]
    forms = {part.form for part in world.path}
    assert 6 <= len(in_path) <= 12
    assert {step.kind for step in in_path} == set(StepKind)
    assert {"maybe", "both"} <= forms | ({"maybe"} if world.name == "supplier_master" else set())
    assert 3 <= sum(step.changed for step in in_path) < len(in_path)


@pytest.mark.parametrize("world", WORLDS, ids=by_name)
def test_the_old_way_shares_some_steps_with_the_new_one(world: Blueprint) -> None:
    now, before = ({step for part in parts for step in part.steps} for parts in (world.path, world.before))
    assert now & before
    assert now - before


def test_one_world_tells_no_old_path_and_one_has_little_baseline() -> None:
    assert any(not world.has_old_path for world in WORLDS)
    assert min(world.days_before for world in WORLDS) <= 28


@pytest.mark.parametrize("symptom", SYMPTOMS)
@pytest.mark.parametrize("world", WORLDS, ids=by_name)
def test_every_symptom_has_a_changed_step_in_every_world(world: Blueprint, symptom: str) -> None:
    assert spots_for(world, symptom, "one")


@pytest.mark.parametrize("world", worlds.NAMES)
def test_checking_a_world_finds_no_mistake_and_nothing_to_warn_of(world: str, tmp_path: Path) -> None:
    plan = SimulationPlan(seed=21, world=world, events=12_000, frictions=(Friction(who="one"),))
    drawn = simulate_in_memory(plan)
    report = check(write_drawn(drawn, tmp_path), silent)
    [(_, unknown)] = report.unknown
    assert (report.mistakes, report.warnings) == ((), ())
    assert {one.activity for one in unknown} == {drawn.stage.world.note}
    assert sum(table.set_aside for table in report.tables) == 0
    assert {table.table: table.rows for table in report.tables} == drawn.truth["expected"]["rows"]


@pytest.mark.parametrize("world", worlds.NAMES)
def test_the_verdicts_of_a_world_are_those_that_were_drawn(world: str, tmp_path: Path) -> None:
    plan = SimulationPlan(seed=33, world=world, events=15_000, frictions=(Friction(who="one"),), late=0.05)
    held_against_the_truth(simulate_in_memory(plan), tmp_path)


@pytest.mark.parametrize(
    ("family", "strength"),
    [
        pytest.param(*one, marks=[pytest.mark.long] * (place % SHORT_LANE_TAKES != 0))
        for place, one in enumerate(JUDGED)
    ],
)
def test_the_verdicts_of_a_family_are_those_that_were_drawn(family: str, strength: str, tmp_path: Path) -> None:
    held_against_the_truth(simulate_in_memory(family_plan(family, strength, 77)), tmp_path)


def test_the_rollout_file_names_every_step_of_the_old_path_and_the_new(tmp_path: Path) -> None:
    drawn = simulate_in_memory(SimulationPlan(seed=3, world="expense_claims", events=5_000, frictions=()))
    read = read_rollout(write_drawn(drawn, tmp_path))
    [workflow] = read.workflows
    assert workflow.path_text.split()[-1] == "payout"
    assert {step.id for step in workflow.steps} == set(drawn.stage.world.codes[1:])
    assert workflow.step("manager").changed
    assert not workflow.step("open").changed

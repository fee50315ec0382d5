"""Planted interventions: who gets them, what they undo, and the truth that is written about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from desirepath.runs.check import check
from desirepath.runs.prove import prove
from desirepath.runs.simulate import DrawnRollout, simulate_in_memory, write_drawn
from desirepath.simulate.plan import DEMO_FRICTION, Draw, Friction, PlannedFix, SimulationPlan
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.effect import Decided, DesignKind, Effect, Proof
from desirepath.vocabulary.errors import BadInput

FOR_ALL = replace(DEMO_FRICTION, cohort=EVERYONE, strength="moderate")
RIGHT = PlannedFix(kind="field_level_help", addresses="workflow_friction", held_out=0.4)
WRONG = replace(RIGHT, kind="task_guidance", addresses="capability_gap")
TABLES = {"interventions", "exposures"}


def drawn(*fixes: PlannedFix, frictions: tuple[Friction, ...] = (FOR_ALL,), days_after: int = 60) -> DrawnRollout:
    plan = SimulationPlan(seed=5, events=80_000, days_after=days_after, frictions=frictions, fixes=fixes)
    return simulate_in_memory(plan)


@pytest.fixture(scope="module")
def without() -> DrawnRollout:
    return drawn()


@pytest.fixture(scope="module")
def right() -> DrawnRollout:
    return drawn(RIGHT)


@pytest.fixture(scope="module")
def wrong() -> DrawnRollout:
    return drawn(WRONG)


def told(one: DrawnRollout) -> dict:
    (found,) = one.truth["interventions"]
    return found


def proof_of(one: DrawnRollout, folder: Path) -> Proof:
    (found,) = prove(write_drawn(one, folder), progress=lambda _: None).proofs
    return found


def on_the_step(found: Proof) -> Effect:
    assert found.deciding is not None
    assert found.deciding.metric == "abandonment_rate"
    return found.deciding


def test_without_an_intervention_there_are_no_tables_of_one(without: DrawnRollout) -> None:
    assert not TABLES & set(without.tables)
    assert "interventions" not in without.truth


def test_the_wrong_one_changes_nothing_but_adds_its_tables(without: DrawnRollout, wrong: DrawnRollout) -> None:
    assert set(wrong.tables) - set(without.tables) == TABLES
    assert all(wrong.tables[name].equals(rows) for name, rows in without.tables.items())
    assert (told(wrong)["fits"], told(wrong)["effect"], told(wrong)["undone"]) == (False, 0.0, 0)


def test_the_right_one_lets_fewer_cases_be_given_up_at_the_step(without: DrawnRollout, right: DrawnRollout) -> None:
    assert told(right)["fits"]
    fewer = [one.truth["expected"]["abandoned_since_go_live"]["quote"] for one in (right, without)]
    # What is undone was drawn to be given up; cases of the last days were not yet known to be.
    assert fewer[0] < fewer[1]
    assert told(right)["effect"] == pytest.approx(-told(right)["undone"] / told(right)["cases"], abs=1e-6)


def test_as_many_are_held_out_as_were_to_be(right: DrawnRollout) -> None:
    rows = right.tables["exposures"].to_pylist()
    arm = {row["user_id"]: row["arm"] for row in rows}
    held_out = Counter(arm.values())["held_out"] / len(arm)
    assert held_out == pytest.approx(0.4, abs=3 * (0.24 / len(arm)) ** 0.5)
    assert all(row["arm"] == arm[row["user_id"]] for row in rows)
    assert {row["action"] for row in rows if row["arm"] == "held_out"} == {None}
    assert right.tables["interventions"]["held_out_percent"].to_pylist() == [40]


def test_waves_come_to_one_group_after_the_other_and_to_one_never() -> None:
    one = drawn(replace(RIGHT, design="waves"))
    region = dict(zip(*(one.tables["people"][name].to_pylist() for name in ("user_id", "region")), strict=True))
    first: dict[str, object] = {}
    for row in one.tables["exposures"].to_pylist():
        first.setdefault(region[row["user_id"]], row["at"])
    assert len(first) == len(set(region.values())) - 1
    days = sorted(moment.toordinal() for moment in first.values())
    assert all(later - earlier >= 5 for earlier, later in pairwise(days))


@pytest.mark.parametrize("design", ["holdout", "waves", "everyone"])
def test_what_is_written_passes_the_check(tmp_path: Path, design: Draw) -> None:
    one = drawn(replace(RIGHT, design=design), days_after=30)
    assert check(write_drawn(one, tmp_path), progress=lambda _: None)


def test_a_holdout_tells_the_right_one_with_an_interval_that_holds_the_truth(
    right: DrawnRollout, tmp_path: Path
) -> None:
    found = proof_of(right, tmp_path)
    effect = on_the_step(found)
    assert effect.low <= told(right)["effect"] <= effect.high < 0
    assert found.decision.decided is Decided.EXPAND
    assert all(check.holds for check in found.checks)


def test_a_holdout_tells_nothing_of_the_wrong_one(wrong: DrawnRollout, tmp_path: Path) -> None:
    found = proof_of(wrong, tmp_path)
    assert not any(effect.stands for effect in found.effects)
    assert found.decision.decided in (Decided.UNDECIDED, Decided.REPLACE)


def test_harm_is_told_and_it_is_replaced(tmp_path: Path) -> None:
    one = drawn(replace(WRONG, harm=0.12))
    found = proof_of(one, tmp_path)
    assert on_the_step(found).harms
    assert on_the_step(found).low <= told(one)["effect"] <= on_the_step(found).high
    assert found.decision.decided is Decided.REPLACE


@pytest.mark.parametrize("design", ["waves", "everyone"])
def test_other_designs_hold_the_truth_too(tmp_path: Path, design: Draw) -> None:
    north = replace(FOR_ALL, cohort=replace(EVERYONE, pairs=(("region", "EMEA"),)), strength="clear")
    frictions = (FOR_ALL,) if design == "waves" else (north,)
    one = drawn(replace(RIGHT, design=design, day=35), frictions=frictions, days_after=80)
    found = proof_of(one, tmp_path)
    assert found.refused is None
    assert found.shipped.design is DesignKind(design)
    assert on_the_step(found).low <= told(one)["effect"] <= on_the_step(found).high


def test_the_same_plan_gives_the_same_tables(right: DrawnRollout) -> None:
    again = drawn(RIGHT)
    assert all(again.tables[name].equals(rows) for name, rows in right.tables.items())
    assert again.truth == right.truth


@pytest.mark.parametrize(
    ("fix", "says"),
    [
        (replace(RIGHT, step="quot"), "no step `quot`"),
        (replace(RIGHT, day=99), "day of the fix"),
        (replace(RIGHT, held_out=0.0), "held out, in per cent"),
        (replace(RIGHT, design="lottery"), "no design `lottery`"),
    ],
)
def test_a_fix_that_cannot_be_is_refused(fix: PlannedFix, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        drawn(fix)

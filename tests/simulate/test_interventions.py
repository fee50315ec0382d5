"""Planted interventions: who gets them, what they undo, and the truth that is written about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from desirepath.runs.check import check
from desirepath.runs.prove import prove
from desirepath.runs.simulate import DrawnRollout, simulate_in_memory, write_drawn
from desirepath.simulate.calendar import DAY, Moments
from desirepath.simulate.cases import Beginnings, draw_cases
from desirepath.simulate.fixes import HELD_OUT, NEVER, NOBODY, SHOWN
from desirepath.simulate.people import Codes, Flags
from desirepath.simulate.plan import DEMO_FRICTION, Draw, Friction, PlannedFix, SimulationPlan
from desirepath.simulate.rollout_text import rollout_text
from desirepath.simulate.scene import scene_of
from desirepath.simulate.stage import Stage
from desirepath.simulate.staging import stage_of
from desirepath.simulate.wishes import cohort_written
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.effect import Decided, DesignKind, Effect, Proof
from desirepath.vocabulary.errors import BadInput
from tests.simulate.oracle import Seen, seen

FOR_ALL = replace(DEMO_FRICTION, cohort=EVERYONE, strength="moderate")
RIGHT = PlannedFix(kind="field_level_help", addresses="workflow_friction", held_out=0.4)
WRONG = replace(RIGHT, kind="task_guidance", addresses="capability_gap")
BY_ENVIRONMENT = replace(RIGHT, design="waves", waves_by="environment")
TABLES = {"interventions", "exposures"}
_DAY_OF_JUDGEMENT = 14
"""How many days before the patience of the end a case must have begun for all of them to be judged at the step."""


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


def moments_since(stage: Stage) -> Moments:
    """Four thousand moments, evenly from go-live to the end."""
    return np.linspace(stage.span.go_live, stage.span.end - DAY, 4_000).astype(np.int64)


def cases_hit(stage: Stage) -> tuple[Codes, Flags]:
    """Who begins a case at each of these moments, and which ones the friction hits: drawn the same with and without."""
    scene, begins = scene_of(stage), moments_since(stage)
    had = np.zeros(len(stage.people), np.int64)
    beginnings = Beginnings(era=scene.since, first_number=0, at=begins, had=had)
    cases = draw_cases(scene, beginnings, np.random.default_rng(1))
    hit = np.zeros(len(cases), np.bool_)
    hit[cases.hits[0].rows] = True
    return cases.person, hit


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The share of an arm's cases that were given up at the step, and its variance where people repeat themselves."""

    share: float
    variance: float


def shares_given_up(one: DrawnRollout) -> tuple[GivenUp, GivenUp]:
    """Of those shown and of those held out, counted by the oracle in the events of cases old enough to be judged."""
    (fix,), stage = one.stage.fixes, one.stage
    found = seen(one, fix.step, "abandonment_at_step")
    until = stage.span.end - (stage.world.idle_days + _DAY_OF_JUDGEMENT) * DAY
    asked = (found.began >= fix.starts_at) & (found.began < until)
    return tuple(_given_up(found, asked & (fix.arm[found.person] == arm), len(fix.arm)) for arm in (SHOWN, HELD_OUT))


def _given_up(found: Seen, rows: Flags, people: int) -> GivenUp:
    cases = np.bincount(found.person[rows], minlength=people)
    given_up = np.bincount(found.person[rows], found.shows[rows], minlength=people)
    share = given_up.sum() / cases.sum()
    return GivenUp(share, float(np.sum((given_up - share * cases) ** 2)) / cases.sum() ** 2)


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


def test_hits_are_undone_for_those_who_have_it_and_for_no_one_else() -> None:
    plan = SimulationPlan(seed=5, events=20_000, days_after=60, frictions=(FOR_ALL,), fixes=(RIGHT,))
    fixed = stage_of(plan)
    people, hit = cases_hit(replace(fixed, fixes=()))
    same_people, still_hit = cases_hit(fixed)
    assert np.array_equal(people, same_people)
    assert not np.any(still_hit & ~hit)
    (fix,) = fixed.fixes
    has_it = (fix.arm[people] == SHOWN) & (moments_since(fixed) >= fix.starts_at)
    spared = hit & ~still_hit
    assert not np.any(spared & ~has_it)
    of_theirs = int(np.sum(hit & has_it))
    assert np.sum(spared) / of_theirs == pytest.approx(fix.relief, abs=3 * (0.21 / of_theirs) ** 0.5)


@pytest.mark.parametrize(
    "fix", [replace(RIGHT, held_out=0.5), replace(WRONG, held_out=0.5), replace(WRONG, held_out=0.5, harm=0.1)]
)
def test_the_truth_is_what_can_be_counted_between_those_shown_and_those_held_out(fix: PlannedFix) -> None:
    one = drawn(fix, days_after=75)
    shown, held_out = shares_given_up(one)
    away = 3 * (shown.variance + held_out.variance) ** 0.5
    assert shown.share - held_out.share == pytest.approx(told(one)["effect"], abs=away)
    assert away < 0.12


def test_waves_come_to_one_group_after_the_other_and_to_one_never() -> None:
    one = drawn(replace(RIGHT, design="waves"))
    region = dict(zip(*(one.tables["people"][name].to_pylist() for name in ("user_id", "region")), strict=True))
    first: dict[str, object] = {}
    for row in one.tables["exposures"].to_pylist():
        first.setdefault(region[row["user_id"]], row["at"])
    assert len(first) == len(set(region.values())) - 1
    days = sorted(moment.toordinal() for moment in first.values())
    assert all(later - earlier >= 5 for earlier, later in pairwise(days))


def test_waves_go_by_the_attribute_that_is_named() -> None:
    plan = SimulationPlan(seed=5, events=5_000, frictions=(FOR_ALL,), fixes=(replace(BY_ENVIRONMENT, days_apart=10),))
    stage = stage_of(plan)
    (fix,) = stage.fixes
    starts = [set(fix.from_at[stage.people.attributes["environment"].codes == one].tolist()) for one in range(3)]
    days = sorted((start - fix.starts_at) // DAY for (start,) in starts)
    assert days[:2] == [0, 10]
    assert np.all(fix.arm[fix.from_at == NEVER] == NOBODY)
    assert "cuts: [role, region, tenure, environment]" in rollout_text(stage)


def test_no_wave_goes_to_a_group_without_people() -> None:
    # Whom nobody reports to are of three of the four roles.
    fix = replace(BY_ENVIRONMENT, waves_by="role", cohort=cohort_written("manager=individual contributor"))
    stage = stage_of(SimulationPlan(seed=5, events=5_000, frictions=(FOR_ALL,), fixes=(fix,)))
    (staged,) = stage.fixes
    starts = set(staged.from_at[stage.people.members(staged.cohort)].tolist())
    assert starts == {staged.starts_at, staged.starts_at + 7 * DAY, NEVER}


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
        (replace(RIGHT, cohort=cohort_written("region=Mars")), "nobody has the region `Mars`"),
        (replace(RIGHT, cohort=cohort_written("planet=Mars")), "no attribute `planet`"),
        (replace(RIGHT, relief=1.2), "relief, in per cent"),
        (replace(BY_ENVIRONMENT, days_apart=0), "days between waves"),
        (replace(BY_ENVIRONMENT, waves_by="height"), "waves cannot go by `height`"),
        (replace(BY_ENVIRONMENT, cohort=cohort_written("environment=VDI")), "waves cannot go by `environment`"),
        (replace(BY_ENVIRONMENT, waves_by="role", cohort=cohort_written("manager=manager")), "need two groups"),
    ],
)
def test_a_fix_that_cannot_be_is_refused(fix: PlannedFix, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        drawn(fix)

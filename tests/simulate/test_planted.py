"""What the oracle sees: a friction that was planted, and nothing where nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest

from desirepath.runs.simulate import DrawnRollout, simulate_in_memory
from desirepath.simulate import distractors
from desirepath.simulate.distractors.distractor import kept_steps
from desirepath.simulate.families import FAMILIES, family_plan
from desirepath.simulate.plan import STRENGTHS, Strength
from desirepath.simulate.sense import Symptom
from desirepath.vocabulary.cohort import Cohort
from tests.simulate.oracle import Seen, cases_at, seen, z_between, z_like_with_like, z_of_cohort, z_of_everyone

WITH_ONE_FRICTION = tuple(family.name for family in FAMILIES.values() if len(family.frictions) == 1)
SEEN_FROM: dict[Strength, tuple[float, float]] = {"clear": (3.0, 0.95), "moderate": (2.5, 0.85), "faint": (2.0, 0.7)}
"""At which z a friction counts as seen, and in which share of the rollouts it has to be."""
SYMPTOMS_OF_CASES: tuple[Symptom, ...] = (
    "abandonment_at_step",
    "approval_path_bypassed",
    "exceptions_rising",
    "cohort_gap",
)
A_DAY = 86_400_000_000


def z_of_what_was_planted(rollout: DrawnRollout) -> float:
    """Against the others, for a cohort; for everyone against before, or against other steps where it is new."""
    [planted] = rollout.stage.frictions
    world = rollout.stage.world
    found = seen(rollout, planted.step, planted.symptom)
    if planted.cohort.pairs:
        return z_of_cohort(rollout, found, planted.cohort, planted.onset_at)
    if planted.step in {step for part in world.before for step in part.steps}:
        return z_of_everyone(found, planted.onset_at)
    others = [
        part.steps[0] for part in world.path[1:-1] if part.form in {"one", "either"} and part.steps[0] != planted.step
    ]
    return min(z_between(found, seen(rollout, other, planted.symptom), planted.onset_at) for other in others)


def share_seen(families: Sequence[str], strength: Strength, seeds: Sequence[int]) -> float:
    least, _ = SEEN_FROM[strength]
    rollouts = [
        simulate_in_memory(family_plan(family, strength, 100 * number + seed))
        for (number, family), seed in product(enumerate(families), seeds)
    ]
    return float(np.mean([z_of_what_was_planted(rollout) > least for rollout in rollouts]))


@pytest.mark.parametrize("strength", STRENGTHS)
def test_the_oracle_sees_what_was_planted(strength: Strength) -> None:
    some = WITH_ONE_FRICTION[STRENGTHS.index(strength) :: 8]
    assert share_seen(some, strength, [1]) >= SEEN_FROM[strength][1]


@pytest.mark.long
@pytest.mark.parametrize("strength", STRENGTHS)
def test_the_oracle_sees_what_was_planted_in_every_family(strength: Strength) -> None:
    assert share_seen(WITH_ONE_FRICTION, strength, [2, 3]) >= SEEN_FROM[strength][1]


def test_the_oracle_does_not_see_elsewhere_what_was_planted_at_one_step() -> None:
    rollout = simulate_in_memory(family_plan("abandonment_at_step-workflow_friction-one", "clear", 12))
    [planted] = rollout.stage.frictions
    others = [
        part.steps[0] for part in rollout.stage.world.path[1:-1] if part.is_required and part.steps[0] != planted.step
    ]
    zs = [
        z_of_cohort(rollout, seen(rollout, step, planted.symptom), planted.cohort, planted.onset_at) for step in others
    ]
    assert max(zs) < 3


def without_lost_days(rollout: DrawnRollout, found: Seen) -> Seen:
    """Without the cases that were under way on a day whose rows are lost."""
    kept = np.ones(len(found.began), np.bool_)
    for lost in rollout.stage.lost:
        kept &= (found.began < lost.since - rollout.stage.world.idle_days * A_DAY) | (found.began >= lost.until)
    return Seen(person=found.person[kept], began=found.began[kept], shows=found.shows[kept])


def false_alarms(names: Sequence[str], seeds: Sequence[int]) -> list[bool]:
    """Every single cohort at every step that there was before, by every symptom: like with like, at five per cent."""
    alarms = []
    for (number, name), seed in product(enumerate(names), seeds):
        rollout = simulate_in_memory(family_plan(name, "clear", 1_000 * number + seed, events=25_000))
        attributes = rollout.stage.people.attributes
        cohorts = [
            Cohort(((attribute, value),))
            for attribute in ("role", "region", "tenure", "business_unit", "environment")
            for value in attributes[attribute].values[:4]
        ]
        for step in kept_steps(rollout.stage):
            cases = cases_at(rollout, step)
            for symptom in SYMPTOMS_OF_CASES:
                found = without_lost_days(rollout, seen(rollout, step, symptom, cases))
                zs = (z_like_with_like(rollout, found, cohort) for cohort in cohorts)
                alarms += [abs(z) > 1.96 for z in zs if z is not None]
    return alarms


def test_the_oracle_is_wrong_about_five_per_cent_of_the_time_where_nothing_was_planted() -> None:
    alarms = false_alarms(distractors.NAMES[::2], [5])
    assert len(alarms) > 1_000
    assert 0.03 < np.mean(alarms) < 0.075


@pytest.mark.long
@pytest.mark.parametrize("name", distractors.NAMES)
def test_no_distractor_is_anything_but_noise_to_the_oracle(name: str) -> None:
    # Alarms of one rollout go together: over six of them, their share scatters by about two points.
    assert np.mean(false_alarms([name], range(6))) < 0.1


def test_a_distractor_plants_nothing_and_says_so_in_the_truth() -> None:
    drawn = simulate_in_memory(family_plan("growth", "clear", 3, events=5_000))
    assert drawn.truth["friction"] == []
    assert (drawn.truth["family"], drawn.truth["distractor"]) == ("growth", "growth")


def test_every_distractor_says_what_it_looks_like_and_why_it_is_nothing() -> None:
    facts = [distractors.described(name) for name in distractors.NAMES]
    assert [one.name for one in facts] == list(distractors.NAMES)
    assert all(one.looks_like and one.is_none_because for one in facts)

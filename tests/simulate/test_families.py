"""Families: every friction that makes sense, and every distractor, each drawn the same way every time."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from desirepath.runs.simulate import simulate_in_memory
from desirepath.simulate import distractors
from desirepath.simulate.families import ALL_CUTS, FAMILIES, family_plan
from desirepath.simulate.plan import SHARE_HIT, STRENGTHS, WHO, Friction, SimulationPlan, Strength
from desirepath.simulate.sense import BLOCKERS, SYMPTOMS, makes_sense, no_sense_because
from desirepath.simulate.staging import stage_of
from desirepath.vocabulary.cohort import Cohort
from desirepath.vocabulary.errors import BadInput


def test_there_is_a_family_for_every_combination_that_makes_sense() -> None:
    # 6 symptoms x 5 blockers x 3 kinds of cohort, less 5 gaps of everyone and 2 pairs in 3 kinds each.
    planned = [name for name in FAMILIES if name.split("-")[0] in SYMPTOMS]
    sensible = [one for one in product(SYMPTOMS, BLOCKERS, WHO) if makes_sense(*one)]
    assert len(planned) == len(sensible) == 90 - 5 - 6


def test_what_makes_no_sense_says_why() -> None:
    senseless = [one for one in product(SYMPTOMS, BLOCKERS, WHO) if not makes_sense(*one)]
    assert all(len(no_sense_because(*one).split()) > 4 for one in senseless)


def test_there_are_families_with_two_frictions_with_a_later_one_and_for_every_distractor() -> None:
    assert sum(len(family.frictions) == 2 for family in FAMILIES.values()) >= 5
    assert sum(family.is_later for family in FAMILIES.values()) == len(SYMPTOMS)
    assert {family.distractor for family in FAMILIES.values()} == {None, *distractors.NAMES}


@pytest.mark.parametrize("name", [*list(FAMILIES)[::6], "lost_day", "tiny_cohorts"])
def test_a_family_a_strength_and_a_seed_always_give_the_same_rollout(name: str) -> None:
    first, second = (simulate_in_memory(family_plan(name, "clear", 17, events=6_000)) for _ in range(2))
    assert first.tables == second.tables
    assert (first.text, first.truth) == (second.text, second.truth)


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_finds_a_step_and_a_cohort_for_what_it_plants(name: str) -> None:
    for strength, seed in zip(STRENGTHS, (1, 2, 3), strict=True):
        stage = stage_of(family_plan(name, strength, seed))
        assert len(stage.frictions) == len(FAMILIES[name].frictions)
        assert len({planted.step for planted in stage.frictions}) == len(stage.frictions)
        for planted, asked in zip(stage.frictions, FAMILIES[name].frictions, strict=True):
            low, high = SHARE_HIT[strength]
            assert len(planted.cohort.pairs) == WHO.index(asked.who)
            assert low <= planted.share <= high
            assert int(planted.member.sum()) >= 25
            assert stage.world.step(planted.step).changed


@pytest.mark.parametrize("strength", STRENGTHS)
def test_the_share_of_cases_that_is_hit_is_that_of_the_strength(strength: Strength) -> None:
    friction = Friction(symptom="exceptions_rising", step="quote", cohort=Cohort(), strength=strength)
    [truth] = simulate_in_memory(SimulationPlan(seed=2, events=60_000, frictions=(friction,))).truth["friction"]
    assert truth["excess_cases"] / truth["cases"] == pytest.approx(truth["share"], abs=0.02)


def test_a_later_friction_is_not_there_before_its_day() -> None:
    plan = family_plan("later-exceptions_rising", "clear", 5)
    [planted] = stage_of(plan).frictions
    drawn = simulate_in_memory(plan)
    ended = simulate_in_memory(replace(plan, days_after=planted.onset + 1))
    assert planted.onset >= 10
    assert drawn.truth["friction"][0]["excess_cases"] > 10
    assert ended.truth["friction"][0]["excess_cases"] < 5


def test_a_rollout_of_a_family_may_lack_sources_but_never_all_that_tell_why() -> None:
    stages = [stage_of(family_plan("exceptions_rising-access_gap-one", "clear", seed)) for seed in range(60)]
    telling = [sum(source in stage.sources for source in ("tickets", "searches", "answers")) for stage in stages]
    assert min(telling) == 2
    assert {"signs", "reports", "changes"} - set.intersection(*(set(stage.sources) for stage in stages))


def test_a_spike_of_tickets_is_never_drawn_without_tickets() -> None:
    stages = [stage_of(family_plan("ticket_spike-access_gap-one", "clear", seed)) for seed in range(40)]
    assert all("tickets" in stage.sources for stage in stages)


def test_the_rollout_file_of_a_family_cuts_by_everything() -> None:
    text = simulate_in_memory(family_plan("nothing_wrong", "clear", 1, events=2_000)).text
    assert f"cuts: [{', '.join(ALL_CUTS)}]" in text


def test_a_cohort_may_be_small_where_friction_is_clear_and_not_where_it_is_faint() -> None:
    cohort = Cohort((("region", "APAC"), ("role", "finance")))
    clear = SimulationPlan(seed=1, events=20_000, frictions=(Friction(step="quote", cohort=cohort),))
    assert 10 <= int(stage_of(clear).frictions[0].member.sum()) < 25
    faint = replace(clear, frictions=(Friction(step="quote", cohort=cohort, strength="faint"),))
    with pytest.raises(BadInput, match="25 are needed for a faint friction"):
        stage_of(faint)


def test_two_frictions_at_once_are_both_in_the_truth() -> None:
    truth = simulate_in_memory(family_plan("two-cohort_gap-approval_path_bypassed", "clear", 6)).truth["friction"]
    assert [one["symptom"] for one in truth] == ["cohort_gap", "approval_path_bypassed"]
    assert truth[0]["step"] != truth[1]["step"]
    assert min(one["excess_cases"] for one in truth) > 10


def test_the_truth_counts_the_people_and_cases_of_the_cohort_that_came_to_the_step() -> None:
    cohort = Cohort((("role", "buyer"),))
    friction = Friction(symptom="exceptions_rising", blocker="access_gap", step="quote", cohort=cohort)
    drawn = simulate_in_memory(SimulationPlan(seed=9, events=20_000, frictions=(friction,)))
    events = drawn.tables["events"].to_pydict()
    buyers = {f"u{person:06d}" for person in np.flatnonzero(drawn.stage.people.members(cohort)).tolist()}
    # Every case since go-live begins with a draft and then comes to the quote.
    begun = [
        (user, case)
        for user, case, activity in zip(events["user_id"], events["case_id"], events["activity"], strict=True)
        if activity == "Request drafted" and user in buyers
    ]
    denied = {
        case
        for case, activity, outcome in zip(events["case_id"], events["activity"], events["outcome"], strict=True)
        if activity == "Quote entered" and outcome == "denied"
    }
    [truth] = drawn.truth["friction"]
    assert truth["cases"] == len(begun)
    assert truth["people"] == len({user for user, _ in begun})
    assert truth["excess_cases"] == len(denied)

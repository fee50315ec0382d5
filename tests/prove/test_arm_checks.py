"""Whether two drawn arms are what they should be."""

from __future__ import annotations

import numpy as np
import pytest

from desirepath.observe.assignments import HELD_OUT, SHOWN
from desirepath.prove.arm_checks import alike_before, kept_their_arm, no_spill_over, sample_ratio
from desirepath.statistics.tallies import Tally, tally
from tests.prove.questions import drawn, question

RUNS = 400


def test_arms_as_large_as_planned_hold() -> None:
    found = sample_ratio(question(np.repeat([SHOWN, HELD_OUT], [810, 190]), held_out=0.2))
    assert found.holds
    assert found.says == ("19.0% were held out of 20% planned, alike in every cohort.")


def test_a_tenth_too_few_held_out_of_ten_thousand_do_not_hold() -> None:
    # 1,800 of 10,000 where 2,000 were planned: five standard errors off.
    assert sample_ratio(question(np.repeat([SHOWN, HELD_OUT], [8200, 1800]), held_out=0.2)).holds is False


def test_a_draw_that_spares_one_region_does_not_hold_though_its_size_is_right() -> None:
    arm = np.repeat([SHOWN, HELD_OUT, SHOWN], [250, 500, 250])
    regions = ["north"] * 250 + ["south"] * 500 + ["north"] * 250
    found = sample_ratio(question(arm, cuts={"region": regions}, held_out=0.5))
    assert found.holds is False
    assert "by region" in found.says


def test_a_draw_by_chance_is_hardly_ever_doubted() -> None:
    dice, doubted = np.random.default_rng(1), 0
    for _ in range(RUNS):
        regions = list(dice.choice(["north", "south", "east"], 600))
        doubted += sample_ratio(question(drawn(dice, 600, 0.2), cuts={"region": regions}, held_out=0.2)).holds is False
    assert doubted <= 3  # one in a thousand is allowed: more than 3 of 400 come once in 1,200 times


def test_arms_that_did_otherwise_before_are_seen() -> None:
    arm = np.repeat([SHOWN, HELD_OUT], 100)
    before = tally(np.repeat([0, 1], 100), np.full(200, 2))
    found = alike_before(question(arm), before)
    assert found.holds is False
    assert "-50.0 points" in found.says


def test_without_anything_before_nothing_is_said_of_it() -> None:
    assert alike_before(question(np.repeat([SHOWN, HELD_OUT], 100)), tally(np.zeros(200), np.zeros(200))).holds is None


@pytest.mark.parametrize(("changed", "holds"), [(0, True), (10, True), (11, False)])
def test_more_than_one_in_twenty_in_both_arms_is_said(changed: int, *, holds: bool) -> None:
    assert kept_their_arm(question(np.repeat([SHOWN, HELD_OUT], 100), changed_arm=changed)).holds is holds


def teams(dice: np.random.Generator, persons: int, spill: float) -> tuple[np.ndarray, list[int], Tally]:
    arm, team = drawn(dice, persons), np.arange(persons) // 8
    share = np.bincount(team[arm == SHOWN], minlength=persons // 8)[team] / 8
    cases = dice.poisson(8, persons)
    chance = np.clip(dice.beta(2, 5, persons) - spill * share, 0, 1)
    return arm, team.tolist(), tally(dice.binomial(cases, chance), cases)


def test_what_the_team_is_shown_and_the_held_out_learn_is_seen() -> None:
    dice = np.random.default_rng(2)
    found = [
        no_spill_over(question(arm, team=team), after).holds
        for arm, team, after in (teams(dice, 2000, 0.25) for _ in range(20))
    ]
    assert found.count(False) >= 15


def test_teams_that_keep_it_to_themselves_are_hardly_ever_doubted() -> None:
    dice, doubted = np.random.default_rng(3), 0
    for _ in range(RUNS):
        arm, team, after = teams(dice, 600, 0.0)
        doubted += no_spill_over(question(arm, team=team), after).holds is False
    assert doubted <= 3


def test_without_a_table_of_teams_it_is_not_looked_at() -> None:
    assert no_spill_over(question(np.repeat([SHOWN, HELD_OUT], 100)), tally(np.ones(200), np.ones(200))).holds is None

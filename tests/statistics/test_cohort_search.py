from __future__ import annotations

from dataclasses import replace
from time import process_time

import numpy as np
import pytest

from desirepath.statistics.cohort_candidates import candidates
from desirepath.statistics.cohort_search import EVERYONE, FoundCohort, narrowest_cohort
from desirepath.statistics.excess import excess_over_baseline, excess_over_others
from desirepath.statistics.tallies import Integers, tally
from tests.statistics.trouble.cohorts import World, drawn

ROLE, REGION = 0, 1


def square(per_cell: int) -> Integers:
    """Two roles in two regions, as many persons in each of the four places."""
    return np.repeat([[1, 1], [1, 2], [2, 1], [2, 2]], per_cell, axis=0)


def told(codes: Integers, yes: list[int] | Integers, *, floor: int = 5, seed: int = 1) -> FoundCohort:
    excess = excess_over_others(tally(yes, np.ones(len(codes))))
    return narrowest_cohort(excess, codes, np.random.default_rng(seed), floor=floor)


def test_candidates_are_every_value_and_every_pair_of_at_least_the_floor() -> None:
    codes = np.array([[1, 1], [1, 1], [1, 2], [2, 2], [2, 2], [2, 0]])
    pool = candidates(codes, np.ones(6, dtype=bool), floor=2)
    assert set(pool.cohorts) == {
        ((0, 1),), ((0, 2),), ((1, 1),), ((1, 2),), ((0, 1), (1, 1)), ((0, 2), (1, 2)),
    }  # fmt: skip


def test_a_cohort_whose_rest_is_below_the_floor_is_no_candidate() -> None:
    codes = np.array([[1], [1], [1], [1], [2]])
    assert candidates(codes, np.ones(5, dtype=bool), floor=2).cohorts == ()


def test_sums_and_members_of_a_cohort_can_be_counted_by_hand() -> None:
    codes = np.array([[1, 1], [2, 1], [1, 2], [2, 2], [1, 1]])
    pool = candidates(codes, np.ones(5, dtype=bool), floor=1)
    sums = dict(zip(pool.cohorts, pool.sums(np.array([1.0, 2, 4, 8, 16])).tolist(), strict=True))
    assert sums[((0, 1),)] == 1 + 4 + 16
    assert sums[((1, 2),)] == 4 + 8
    assert sums[((0, 1), (1, 1))] == 1 + 16
    assert pool.is_in(pool.cohorts.index(((1, 1),))).tolist() == [1, 1, 0, 0, 1]


def test_a_trouble_of_one_role_is_that_roles() -> None:
    codes = square(25)
    found = told(codes, (codes[:, ROLE] == 1).astype(int))
    assert found.cohort == ((ROLE, 1),)
    assert found.persons == 50
    assert found.excess == 1
    assert found.p_uneven == pytest.approx(1 / 2_000)
    assert found.rivals == ()


def test_a_trouble_only_where_two_values_meet_is_the_pairs() -> None:
    codes = square(25)
    assert told(codes, ((codes[:, ROLE] == 1) & (codes[:, REGION] == 2)).astype(int)).cohort == (
        (ROLE, 1), (REGION, 2),
    )  # fmt: skip


def test_two_names_of_the_same_people_are_rivals() -> None:
    codes = square(25)
    twice = np.column_stack([codes, codes[:, ROLE]])
    found = told(twice, (codes[:, ROLE] == 1).astype(int))
    assert {found.cohort, *found.rivals} >= {((0, 1),), ((2, 1),)}


def test_a_role_that_sits_in_a_region_is_told_from_it() -> None:
    # Nine in ten of role 1 sit in region 1, but the others of the region have no trouble.
    codes = np.repeat([[1, 1], [1, 2], [2, 1], [2, 2]], [45, 5, 45, 105], axis=0)
    assert told(codes, (codes[:, ROLE] == 1).astype(int)).cohort == ((ROLE, 1),)
    assert told(codes, (codes[:, REGION] == 1).astype(int)).cohort == ((REGION, 1),)


def test_what_everyone_has_is_everyones() -> None:
    dice = np.random.default_rng(4)
    found = told(square(25), dice.integers(0, 2, 100))
    assert found.cohort == EVERYONE
    assert found.persons == 100
    assert found.p_everyone is None
    assert found.held is None


def over_baseline(rise: list[float]) -> FoundCohort:
    """A rise from one half in each of the four places of `square`, each person having a hundred cases a span."""
    codes, dice = square(50), np.random.default_rng(3)
    before = tally(dice.binomial(100, 0.5, 200), np.full(200, 100))
    since = tally(dice.binomial(100, np.repeat(rise, 50) + 0.5), np.full(200, 100))
    excess = excess_over_baseline(since, before, codes[:, ROLE])
    return narrowest_cohort(excess, codes, dice, floor=10)


def test_a_rise_that_most_share_is_everyones_though_one_cohort_has_more() -> None:
    found = over_baseline([0.2, 0.2, 0.3, 0.3])
    assert found.p_uneven <= 0.05
    assert found.cohort == EVERYONE
    assert found.excess == pytest.approx(0.25, abs=0.02)
    assert found.p_everyone == pytest.approx(0, abs=1e-6)


def test_a_rise_of_one_role_holds_all_of_the_excess() -> None:
    found = over_baseline([0.0, 0.0, 0.3, 0.3])
    assert found.cohort == ((ROLE, 2),)
    assert found.held == pytest.approx(1, abs=0.05)
    assert found.excess == pytest.approx(0.3, abs=0.02)


def test_a_pair_gives_way_to_its_role_where_the_rest_of_the_role_shares_the_trouble() -> None:
    found = over_baseline([0.0, 0.0, 0.2, 0.3])
    assert found.cohort == ((ROLE, 2),)


def test_where_nothing_rose_everyone_is_told_without_a_p_value_to_speak_of() -> None:
    found = over_baseline([0.0, 0.0, 0.0, 0.0])
    assert found.cohort == EVERYONE
    assert found.p_everyone is not None
    assert found.p_everyone > 0.05


def test_the_same_dice_tell_the_same() -> None:
    dice = np.random.default_rng(9)
    codes, yes = dice.integers(1, 4, (150, 4)), dice.integers(0, 2, 150)
    assert told(codes, yes, seed=5) == told(codes, yes, seed=5)


def test_neither_the_order_of_persons_nor_the_names_of_values_change_the_cohort() -> None:
    codes = square(25)
    yes = ((codes[:, ROLE] == 1) & (codes[:, REGION] == 2)).astype(int)
    order = np.random.default_rng(8).permutation(100)
    renamed = np.column_stack([codes[:, ROLE] + 6, 9 - codes[:, REGION]])[order]
    found = told(renamed, yes[order])
    assert found.cohort == ((ROLE, 7), (REGION, 7))
    assert replace(found, cohort=()) == replace(told(codes, yes), cohort=())


@pytest.mark.long
def test_seven_cuts_and_their_pairs_over_400_000_persons_take_three_seconds_at_most() -> None:
    dice = np.random.default_rng(7)
    codes, excess = drawn(dice, World(400_000, 0.1, 0.13, ((0, 1), (1, 1))))
    start = process_time()
    found = narrowest_cohort(excess, codes, dice, floor=10)
    assert process_time() - start <= 3
    assert found.cohort == ((0, 1), (1, 1))


def test_unknown_values_make_no_cohort() -> None:
    codes = square(25)
    unknown = np.where(codes[:, [ROLE]] == 1, 0, 1)
    found = told(unknown, (codes[:, ROLE] == 1).astype(int))
    assert found.tried == 1
    assert found.cohort == EVERYONE


def test_below_the_floor_there_is_nobody_to_find() -> None:
    codes = square(3)
    assert told(codes, (codes[:, ROLE] == 1).astype(int), floor=7).tried == 0


def test_a_search_over_other_persons_is_refused() -> None:
    with pytest.raises(ValueError, match="rows of attributes"):
        narrowest_cohort(excess_over_others(tally([1], [1])), square(2), np.random.default_rng(1), floor=1)
    with pytest.raises(ValueError, match="numbers from 0"):
        candidates(np.array([[-1]]), np.ones(1, dtype=bool), floor=1)

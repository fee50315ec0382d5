from __future__ import annotations

import numpy as np
import pytest

from desirepath.statistics.permutation import Drift, Ways, drift


def ways(rows: list[tuple[int, int, int]]) -> Ways:
    person, kind, count = np.array(rows).T
    return Ways(person, kind, count.astype(float))


def told(first: Ways, second: Ways, seed: int = 1, resamples: int = 999) -> Drift:
    found = drift(first, second, np.random.default_rng(seed), resamples=resamples)
    assert found is not None
    return found


def test_the_distance_is_the_share_that_goes_another_way() -> None:
    # Two persons in each; of the second one sends half of the cases by way 2 instead of way 0.
    found = told(ways([(0, 0, 4), (1, 1, 2)]), ways([(2, 0, 1), (2, 2, 1), (3, 1, 5)]))
    assert found.first == pytest.approx([0.5, 0.5, 0])
    assert found.second == pytest.approx([0.25, 0.5, 0.25])
    assert found.distance == pytest.approx(0.25)


def test_the_same_ways_in_both_spans_have_no_distance() -> None:
    same = ways([(person, person % 3, 2) for person in range(12)])
    found = told(same, same)
    assert found.distance == 0
    assert found.p == 1
    assert found.kinds.found == ()


def test_ten_who_all_go_another_way_than_ten_others_are_no_chance() -> None:
    found = told(ways([(person, 0, 3) for person in range(10)]), ways([(person, 1, 3) for person in range(10, 20)]))
    assert found.distance == 1
    assert found.p == pytest.approx(1 / 1000)
    assert found.kinds.found == (0, 1)


def test_three_persons_in_each_are_too_few_whatever_the_number_of_their_cases() -> None:
    # Only 2 of the 20 ways to deal six persons out are as far apart.
    found = told(ways([(person, 0, 500) for person in range(3)]), ways([(person, 1, 500) for person in range(3, 6)]))
    assert found.p == pytest.approx(2 / 20, abs=0.04)


def test_persons_who_are_in_both_have_their_spans_swapped() -> None:
    # Of the 16 ways to swap four persons, 2 are as far apart.
    found = told(ways([(person, 0, 1) for person in range(4)]), ways([(person, 1, 1) for person in range(4)]))
    assert found.p == pytest.approx(2 / 16, abs=0.04)


def test_only_the_way_that_has_changed_is_named() -> None:
    dice = np.random.default_rng(3)
    before = [(person, int(kind), 1) for person, kind in enumerate(dice.integers(0, 8, 120))]
    since = [
        (120 + person, 8 if person % 3 == 0 else int(kind), 1) for person, kind in enumerate(dice.integers(0, 8, 120))
    ]
    assert told(ways(before), ways(since)).kinds.found == (8,)


def test_equal_dice_give_equal_answers() -> None:
    first, second = ways([(0, 0, 1), (1, 1, 1), (2, 0, 1)]), ways([(3, 1, 1), (4, 1, 2)])
    assert told(first, second, seed=4) == told(first, second, seed=4)


def test_without_persons_in_one_of_them_there_is_nothing_to_compare() -> None:
    nobody = Ways(np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros(0))
    assert drift(nobody, ways([(0, 0, 1)]), np.random.default_rng(1)) is None


def test_ways_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="counts something"):
        ways([(0, 0, 0)])
    with pytest.raises(ValueError, match="columns of one table"):
        Ways(np.zeros(1, dtype=int), np.zeros(2, dtype=int), np.ones(1))
    with pytest.raises(ValueError, match="19 resamples"):
        drift(ways([(0, 0, 1)]), ways([(1, 0, 1)]), np.random.default_rng(1), resamples=5)

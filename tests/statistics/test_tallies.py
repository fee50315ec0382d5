from __future__ import annotations

import numpy as np
import pytest

from desirepath.statistics.tallies import joint_cells, split_in_two, tally


def test_who_has_no_case_is_not_in_a_tally() -> None:
    counted = tally([1, 0, 3], [2, 0, 4])
    assert counted.present.tolist() == [True, False, True]
    assert counted.ratios.tolist() == [0.5, 0, 0.75]


def test_more_failures_than_cases_are_no_shares() -> None:
    assert tally([1, 2], [1, 2]).is_of_shares
    assert not tally([1, 3], [1, 2]).is_of_shares


def test_a_group_and_the_others_share_nobody() -> None:
    group, others = split_in_two(tally([1, 2, 3], [4, 5, 6]), [True, False, True])
    assert group.denominator.tolist() == [4, 0, 6]
    assert others.denominator.tolist() == [0, 5, 0]
    assert (group.numerator + others.numerator).tolist() == [1, 2, 3]


def test_people_of_the_same_values_share_a_cell() -> None:
    cells = joint_cells([[1, 1], [1, 2], [1, 1], [2, 1]])
    assert cells[0] == cells[2]
    assert len(set(cells.tolist())) == 3


def test_one_attribute_alone_makes_cells_too() -> None:
    assert joint_cells([7, 3, 7]).tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("numerator", "denominator"), [([1], [1, 2]), ([-1], [2]), ([1], [0]), ([float("nan")], [1]), ([0], [float("inf")])]
)
def test_columns_that_nobody_can_have_are_refused(numerator: list[float], denominator: list[float]) -> None:
    with pytest.raises(ValueError, match=r"numerators|who has no case"):
        tally(numerator, denominator)


def test_a_membership_for_every_person_is_needed() -> None:
    with pytest.raises(ValueError, match="memberships"):
        split_in_two(tally([1], [1]), np.array([True, False]))

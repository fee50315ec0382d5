from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.statistics.comparison import Comparison, Strata, compare_counts, compare_shares
from desirepath.statistics.shares import difference_of_shares
from desirepath.statistics.tallies import Tally, split_in_two, tally
from tests.statistics.people import moments_of


def found(one: Tally, other: Tally, strata: Strata | None = None, level: float = 0.95) -> Comparison:
    comparison = compare_shares(one, other, strata, level=level)
    assert comparison is not None
    return comparison


def cells(*numbers: int) -> Strata:
    return Strata(np.array(numbers))


def in_first_rows(shares: list[float], first: int) -> tuple[Tally, Tally]:
    """Everyone with ten cases, the first so many persons in the one group and the rest in the other."""
    whole = tally(10 * np.array(shares), np.full(len(shares), 10))
    return split_in_two(whole, np.arange(len(shares)) < first)


def test_where_nobody_is_in_both_it_is_the_difference_of_two_groups() -> None:
    shares = [0.1, 0.4, 0.9, 0.3, 0.2, 0.5, 0.0, 0.1]
    one, other = in_first_rows(shares, 4)
    referee = difference_of_shares(moments_of(shares[:4]), moments_of(shares[4:]))
    difference = found(one, other).difference
    assert (difference.value, difference.low, difference.high) == pytest.approx(
        (referee.value, referee.low, referee.high)
    )


def test_each_person_counts_once_whatever_the_number_of_their_cases() -> None:
    one, other = split_in_two(tally([100, 0, 0, 0], [100, 1, 1, 1]), [True, True, False, False])
    assert found(one, other).difference.value == 0.5


def test_persons_who_are_in_both_spans_are_compared_with_themselves() -> None:
    before = tally([1, 3, 5, 7, 9, 2, 4, 6], np.full(8, 10))
    since = tally([2, 4, 6, 8, 10, 3, 5, 8], np.full(8, 10))
    together = found(since, before)
    rows = np.concatenate([since.numerator, before.numerator]) / 10
    apart = found(*in_first_rows(rows.tolist(), 8))
    assert together.difference.value == pytest.approx(apart.difference.value) == pytest.approx(9 / 80)
    assert together.p < 0.01
    assert apart.p > 0.3
    assert together.persons == (8, 8, 8)


def test_a_change_that_is_only_the_mix_is_no_difference() -> None:
    # Clerks stand at 0.1 and buyers at 0.5, before and since; but since there are three times as many buyers.
    shares = [0.1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.5, 0.5]
    one, other = in_first_rows(shares, 8)
    strata = cells(*(int(share == 0.5) for share in shares))
    assert found(one, other).difference.value == pytest.approx(0.4 - 0.2)
    held = found(one, other, strata)
    assert (held.difference.value, held.first, held.second) == pytest.approx((0, 0.4, 0.4))
    assert held.left_out == 0
    assert held.p == 1


def test_a_mix_of_ones_own_weighs_the_cells() -> None:
    one, other = in_first_rows([0.2, 0.2, 0.6, 0.6, 0.1, 0.1, 0.1, 0.1], 4)
    strata = Strata(np.array([0, 0, 1, 1, 0, 0, 1, 1]), mix=np.array([1.0, 3.0]))
    assert found(one, other, strata).difference.value == pytest.approx((1 * 0.1 + 3 * 0.5) / 4)


def test_people_without_a_counterpart_are_left_out_and_told() -> None:
    one, other = in_first_rows([0.2, 0.2, 0.9, 0.9, 0.9, 0.1, 0.1, 0.5], 5)
    comparison = found(one, other, cells(0, 0, 1, 1, 1, 0, 0, 1))
    assert comparison.left_out == pytest.approx(3 / 5)
    assert comparison.persons == (2, 2, 0)
    assert comparison.difference.value == pytest.approx(0.1)


def test_without_any_counterpart_there_is_no_comparison() -> None:
    one, other = in_first_rows([0.2, 0.2, 0.1, 0.1], 2)
    assert compare_shares(one, other, cells(0, 0, 1, 1)) is None
    assert compare_shares(tally([1, 0], [1, 0]), tally([0, 1], [0, 1])) is None


def test_everyone_alike_on_both_sides_is_still_in_doubt() -> None:
    comparison = found(*in_first_rows([1.0] * 20, 10))
    assert comparison.difference.value == 0
    assert comparison.difference.low < -0.1
    assert comparison.difference.high > 0.1


def test_failures_per_case_may_be_more_than_one() -> None:
    one, other = split_in_two(tally([30, 20, 40, 30] * 3 + [3, 6, 0, 3] * 3, np.full(24, 10)), np.arange(24) < 12)
    comparison = compare_counts(one, other)
    assert comparison is not None
    assert comparison.difference.value == pytest.approx(3 - 0.3)
    assert 0 < comparison.difference.low < comparison.difference.high
    with pytest.raises(ValueError, match="part of a whole"):
        compare_shares(one, other)


shares = st.lists(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.8, 1.0]), min_size=6, max_size=30)


@given(shares, st.integers(2, 4))
def test_zero_lies_outside_the_interval_where_p_is_below_five_percent(values: list[float], first: int) -> None:
    comparison = found(*in_first_rows(values, first))
    outside = not comparison.difference.low <= 0 <= comparison.difference.high
    assert outside == (comparison.p < 0.05) or comparison.p == pytest.approx(0.05, abs=1e-4)


@given(shares, st.integers(2, 4))
def test_turned_round_it_is_the_same_difference_below_zero(values: list[float], first: int) -> None:
    one, other = in_first_rows(values, first)
    there, back = found(one, other), found(other, one)
    assert there.difference.value == pytest.approx(-back.difference.value)
    assert there.difference.low == pytest.approx(-back.difference.high)
    assert there.higher == pytest.approx(1 - back.higher, abs=1e-5)


def test_a_higher_level_gives_a_wider_interval() -> None:
    one, other = in_first_rows([0.1, 0.4, 0.9, 0.3, 0.2, 0.5, 0.0, 0.1], 4)
    usual, wide = found(one, other).difference, found(one, other, level=0.995).difference
    assert wide.low < usual.low < usual.high < wide.high


@pytest.mark.parametrize("strata", [{"enough": 1}, {"mix": np.array([1.0])}, {"mix": np.array([1.0, -1.0])}])
def test_strata_that_cannot_be_are_refused(strata: dict) -> None:
    with pytest.raises(ValueError, match=r"cells|mix"):
        Strata(np.array([0, 1]), **strata)


def test_other_persons_cannot_be_compared_row_by_row() -> None:
    with pytest.raises(ValueError, match="same persons"):
        compare_shares(tally([1], [1]), tally([1, 1], [1, 1]))

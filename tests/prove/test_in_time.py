"""Rows by person and instant, against sums that are made row by row."""

from __future__ import annotations

import numpy as np

from desirepath.prove.in_time import InTime

PERSON, AT = np.array([1, 0, 0, 1]), np.array([5, 3, 1, 2])
VALUES = np.array([10.0, 20.0, 30.0, 40.0])
BOTH = np.array([0, 1])


def _up_to(rows: InTime, instants: np.ndarray) -> list[float]:
    sums = rows.summed_up(VALUES)
    return list(sums[rows.first_from(BOTH, instants)] - sums[rows.ends(BOTH)[0]])


def test_what_a_person_did_up_to_an_instant_of_their_own_is_the_difference_of_two_sums() -> None:
    # One person has 30 at 1 and 20 at 3, the other 40 at 2 and 10 at 5.
    rows = InTime.of(PERSON, AT)
    assert _up_to(rows, np.array([2, 3])) == [30, 40]
    assert _up_to(rows, np.array([0, 9])) == [0, 50]


def test_what_happens_at_the_instant_itself_is_not_before_it() -> None:
    assert _up_to(InTime.of(PERSON, AT), np.array([3, 2])) == [30, 0]


def test_who_has_no_row_has_no_place() -> None:
    rows = InTime.of(PERSON, AT)
    begin, end = rows.ends(np.array([1, 2, 7]))
    assert (list(begin), list(end)) == ([2, 4, 4], [4, 4, 4])
    assert list(rows.first_from(np.array([2]), np.array([0]))) == [4]
    nobody = InTime.of(PERSON[:0], AT[:0])
    assert list(nobody.first_from(BOTH, np.array([0, 0]))) == [0, 0]


def test_the_rows_between_two_places_are_told_by_their_numbers() -> None:
    rows = InTime.of(PERSON, AT)
    assert list(rows.between(np.array([1, 2]), np.array([2, 4]))) == [1, 3, 0]


def test_rows_that_stand_in_order_are_left_as_they_are() -> None:
    order = np.lexsort((AT, PERSON))
    rows = InTime.of(PERSON[order], AT[order])
    assert rows.order is None
    assert list(rows.between(np.array([1, 2]), np.array([2, 4]))) == [1, 2, 3]
    assert list(rows.summed_up(VALUES[order])) == list(InTime.of(PERSON, AT).summed_up(VALUES))


def test_instants_that_lie_too_far_apart_for_one_whole_number_are_put_in_order_all_the_same() -> None:
    far = np.array([1 << 61, -(1 << 61), 0, 7])
    rows = InTime.of(PERSON, far)
    assert rows.order is not None
    assert list(rows.order) == [1, 2, 3, 0]


def test_sums_up_to_an_instant_are_those_of_the_rows_before_it() -> None:
    dice = np.random.default_rng(5)
    person, at = dice.integers(0, 50, 2_000), dice.integers(0, 100, 2_000)
    values, instants = dice.integers(0, 9, 2_000).astype(np.float64), dice.integers(-5, 110, 60)
    rows, everyone = InTime.of(person, at), np.arange(60)
    parted, sums = rows.first_from(everyone, instants), rows.summed_up(values)
    is_before = at < instants[person]
    before = np.bincount(person[is_before], values[is_before], minlength=60)
    assert np.array_equal(sums[parted] - sums[rows.ends(everyone)[0]], before)
    since = rows.between(parted, rows.ends(everyone)[1])
    assert np.array_equal(np.sort(since), np.flatnonzero(~is_before))

from __future__ import annotations

import math

import numpy as np
import pytest

from desirepath.statistics.onset import Onset, PersonDays, onset


def one_a_day(yes: list[int], person: list[int] | None = None) -> PersonDays:
    days = np.arange(len(yes))
    return PersonDays(days if person is None else np.array(person), days, np.array(yes, dtype=float), np.ones(len(yes)))


def told(rows: PersonDays, expected: float, **how: float) -> Onset:
    found = onset(rows, expected, **how)
    assert found is not None
    return found


def test_the_first_wager_can_be_done_by_hand() -> None:
    # At even odds the five bets are on 0.6, 2/3, 3/4, 5/6 and 9/10; the first day holds half of the credit.
    won = np.mean([0.6, 2 / 3, 3 / 4, 5 / 6, 0.9]) / 0.5
    assert told(one_a_day([1]), 0.5).evidence == pytest.approx([won / 2])


def test_a_trouble_from_the_first_day_is_visible_once_it_is_twenty_times_likelier() -> None:
    found = told(one_a_day([1] * 20), 0.5)
    assert found.visible_on is not None
    assert found.evidence[found.visible_on - 1] < 20 <= found.evidence[found.visible_on]
    assert found.began_on == 0


def test_a_trouble_that_begins_later_is_dated_to_its_beginning() -> None:
    found = told(one_a_day([0] * 15 + [1] * 15), 0.3)
    assert found.began_on == 15
    assert found.visible_on is not None
    assert 15 < found.visible_on <= 25


def test_what_is_as_expected_is_never_visible() -> None:
    found = told(one_a_day([0, 0, 1, 0, 0, 0, 1, 0, 0, 0] * 4), 0.2)
    assert found.visible_on is None
    assert max(found.evidence) < 2


def test_one_person_who_always_has_it_is_no_trouble_of_the_work() -> None:
    same = one_a_day([1] * 20, person=[7] * 20)
    assert told(same, 0.2).visible_on is not None
    alone = told(same, 0.2, alike=0.0)
    assert alone.visible_on is None
    assert alone.evidence == pytest.approx([alone.evidence[0]] * 20)


def test_a_baseline_of_few_persons_makes_it_wait() -> None:
    rows = one_a_day([1, 0] * 20)
    sure, unsure = told(rows, 0.2), told(rows, 0.2, baseline_persons=20.0)
    assert sure.visible_on is not None
    assert unsure.evidence[-1] < sure.evidence[-1]


def test_the_order_of_rows_does_not_matter() -> None:
    dice = np.random.default_rng(1)
    rows = PersonDays(
        dice.integers(0, 9, 80), dice.integers(0, 30, 80), dice.integers(0, 2, 80).astype(float), np.ones(80)
    )
    order = dice.permutation(80)
    shuffled = PersonDays(*(column[order] for column in (rows.person, rows.day, rows.numerator, rows.denominator)))
    assert told(shuffled, 0.3, alike=2.0).evidence == pytest.approx(told(rows, 0.3, alike=2.0).evidence)


def test_several_cases_of_one_day_count_as_their_share() -> None:
    alone = PersonDays(np.array([0]), np.array([0]), np.array([4.0]), np.array([4.0]))
    assert told(alone, 0.5, alike=0.0).evidence == pytest.approx(told(one_a_day([1]), 0.5).evidence)


def test_an_expected_share_of_zero_does_not_end_in_a_division() -> None:
    assert told(one_a_day([1, 1, 1]), 0.0).visible_on == 2


def test_without_rows_there_is_no_day() -> None:
    assert onset(one_a_day([]), 0.5) is None


def test_rows_and_shares_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be"):
        onset(one_a_day([1]), 1.5)
    with pytest.raises(ValueError, match="cannot be"):
        onset(one_a_day([1]), 0.5, alike=-1.0)
    with pytest.raises(ValueError, match="part of its denominator"):
        PersonDays(np.zeros(1, dtype=int), np.zeros(1, dtype=int), np.array([2.0]), np.ones(1))
    assert math.isclose(told(one_a_day([0]), 0.5).evidence[0], (0.4 + 1 / 3 + 1 / 4 + 1 / 6 + 0.1) / 5)

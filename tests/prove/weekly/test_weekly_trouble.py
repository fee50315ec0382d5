"""Weekly review: where most is given up, where most goes wrong, which group is hit hardest. All by hand."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import pytest

from desirepath.prove.weekly.trouble import cohort_at_risk, drop_off, exceptions
from desirepath.prove.weekly.week import Week
from desirepath.vocabulary.review import ReviewItem, Sight
from desirepath.vocabulary.signal import Symptom
from tests.prove.weekly.made_weeks import DACH, EMEA, EVERYONE, LAST_WEEK, point, row, seen, study, week

Look: TypeAlias = Callable[[Week], ReviewItem]
QUOTE = seen(0.31, 0.08, 640)
VENDOR = seen(0.60, 0.10, 100, step="vendor", cohort=DACH)


def test_the_step_with_most_cases_beyond_what_was_expected_leads_not_the_one_with_the_largest_share() -> None:
    found = drop_off(week(study([point(VENDOR, rank=1), point(QUOTE, rank=2)])))
    assert (found.step, found.cohort) == ("quote", EMEA)  # 147 cases against 50
    assert found.touched is not None
    assert found.touched.value == 147


def test_what_was_seen_has_its_interval_and_what_was_expected_stands_beside_it() -> None:
    found = drop_off(week(study([point(QUOTE)])))
    assert found.figure is not None
    assert found.beside is not None
    assert (found.figure.value, found.figure.low, found.figure.high, found.figure.n) == (
        0.31,
        pytest.approx(0.27),
        pytest.approx(0.35),
        212,
    )
    assert (found.beside.value, found.beside.low) == (0.08, None)


def test_the_same_signal_a_week_before_is_what_it_was_and_the_change_is_by_square_and_add() -> None:
    earlier = seen(0.20, 0.08, 400, low=0.17, high=0.23)
    found = drop_off(week(study([point(seen(0.30, 0.08, 640))]), study([point(earlier)], as_of=LAST_WEEK)))
    assert found.before is not None
    assert found.before.value == 0.20
    assert found.shift is not None
    # 0.10 less the root of 0.04² + 0.03², and more by the root of 0.04² + 0.03²
    assert (found.shift.value, found.shift.low, found.shift.high) == pytest.approx((0.10, 0.05, 0.15))
    assert found.shift.is_worse


def test_a_change_whose_interval_holds_zero_is_no_clear_change() -> None:
    earlier = seen(0.29, 0.08, 400)
    found = drop_off(week(study([point(QUOTE)]), study([point(earlier)], as_of=LAST_WEEK)))
    assert found.shift is not None
    assert not found.shift.is_clear


def test_what_did_not_stand_a_week_before_has_no_figure_of_then() -> None:
    found = drop_off(week(study([point(QUOTE)]), study(as_of=LAST_WEEK)))
    assert (found.before, found.shift) == (None, None)


def test_fewer_cases_than_the_smallest_group_are_not_told() -> None:
    found = drop_off(week(study([point(seen(0.31, 0.08, 30))])))  # 6.9 cases
    assert found.touched is not None
    assert (found.touched.value, found.touched.because) == (None, "fewer than the smallest group")


@pytest.mark.parametrize("look", [drop_off, exceptions, cohort_at_risk])
def test_nothing_stands_out_where_no_friction_point_does(look: Look) -> None:
    found = look(week(study()))
    assert (found.sight, found.figure, found.proposed) == (Sight.NOTHING, None, None)


@pytest.mark.parametrize("look", [drop_off, exceptions, cohort_at_risk])
def test_where_nothing_could_be_compared_it_is_no_all_clear(look: Look) -> None:
    assert look(week(study(tested=0))).sight is Sight.NOT_ENOUGH_DATA


def test_exceptions_and_double_work_are_one_topic_and_the_one_with_more_cases_leads() -> None:
    fails = seen(0.30, 0.20, 500, symptom=Symptom.EXCEPTIONS_RISING, step="budget")  # 50 cases
    twice = seen(0.25, 0.05, 400, symptom=Symptom.DUPLICATE_HANDOFFS, step="pay")  # 80 cases
    found = exceptions(week(study([point(fails), point(twice, rank=2), point(QUOTE, rank=3)])))
    assert found.step == "pay"
    assert drop_off(week(study([point(fails), point(twice, rank=2)]))).sight is Sight.NOTHING


def test_the_group_with_most_cases_over_all_its_steps_is_at_highest_risk() -> None:
    quote, vendor = seen(0.20, 0.10, 900), seen(0.20, 0.10, 800, step="vendor")  # 90 and 80 in EMEA
    other = seen(0.50, 0.10, 300, cohort=DACH, step="pay")  # 120 in DACH
    found = cohort_at_risk(week(study([point(other), point(quote, rank=2), point(vendor, rank=3)])))
    assert (found.cohort, found.step, found.other_steps) == (EMEA, "quote", 1)


def test_a_trouble_of_everyone_is_no_groups() -> None:
    everyone = point(replace(QUOTE, cohort=EVERYONE))
    assert cohort_at_risk(week(study([everyone]))).sight is Sight.NOTHING


def test_the_group_is_told_by_its_adherence_beside_everyones_and_what_that_was() -> None:
    now = [row("process_adherence_rate", 0.60, 0.04, cohort=EMEA), row("process_adherence_rate", 0.80, 0.02)]
    then = [row("process_adherence_rate", 0.50, 0.03, cohort=EMEA)]
    found = cohort_at_risk(week(study([point(QUOTE)], now), study([point(QUOTE)], then, LAST_WEEK)))
    assert found.figure is not None
    assert found.beside is not None
    assert found.shift is not None
    assert (found.figure.value, found.beside.value) == (0.60, 0.80)
    assert found.shift.is_better  # +0.10, between 0.05 and 0.15: adherence is better up


def test_a_group_of_two_cuts_that_has_no_adherence_is_told_by_what_the_signal_saw() -> None:
    found = cohort_at_risk(week(study([point(QUOTE)], [row("process_adherence_rate", 0.80, 0.02)])))
    assert found.figure is not None
    assert found.figure.value == 0.31

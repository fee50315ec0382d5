"""On which side of a random holdout each row counts, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from desirepath.observe.assignments import HELD_OUT, NOBODY, SHOWN
from desirepath.prove.designs import holdout
from tests.prove.questions import at, question, rows

ARM = np.array([SHOWN, HELD_OUT] * 20 + [NOBODY])
"""Twenty people in each arm, and one in none."""
EVERYONE = np.arange(len(ARM))
DAYS = (-5, 5, 30)


def _a_case_on_each_day(given_up: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who, when, and whether it was given up, day by day; `given_up` is people by days."""
    return np.tile(EVERYONE, 3), np.repeat([at(day) for day in DAYS], len(ARM)), given_up.T.ravel()


def test_what_lies_before_the_assignment_counts_as_before_and_what_lies_after_the_end_nowhere() -> None:
    seen = rows(*_a_case_on_each_day(np.ones((len(ARM), 3))))
    open_still, ended = question(ARM), replace(question(ARM), ends=at(10))
    for one, after in ((open_still, 2), (ended, 1)):
        laid = holdout.laid_out(one, seen)
        assert list(laid.before.denominator) == [1] * 40 + [0]
        assert list(laid.after.denominator) == list(laid.after.numerator) == [after] * 40 + [0]


def test_rows_that_differ_in_what_they_count_alone_share_the_rest() -> None:
    seen = rows(*_a_case_on_each_day(np.zeros((len(ARM), 3))))
    other, one = seen.counting(np.ones(len(seen))), question(ARM)
    none, all_of_them = holdout.laid_out(one, seen), holdout.laid_out(one, other)
    assert none.cases is all_of_them.cases
    assert (none.after.numerator.sum(), all_of_them.after.numerator.sum()) == (0, 80)


@pytest.mark.parametrize("ends", [45, 10])
def test_the_reading_of_the_last_day_is_the_effect(ends: int) -> None:
    given_up = np.random.default_rng(7).random((len(ARM), 3)) < 0.4
    seen = rows(*_a_case_on_each_day(given_up.astype(np.float64)))
    one = replace(question(ARM), ends=at(ends))
    laid = holdout.laid_out(one, seen)
    found, by_day = holdout.read(one, laid), list(holdout.readings(one, seen, laid))
    assert found is not None
    last = by_day[-1][1]
    assert last.progress == pytest.approx(found.progress)
    assert (last.estimate.value, last.estimate.standard_error) == pytest.approx(
        (found.estimate.value, found.estimate.standard_error)
    )
    assert found.estimate.units == 40

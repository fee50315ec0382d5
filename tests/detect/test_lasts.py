"""A trouble lasts if it is left without its worst days; a day's rows are no trouble."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from desirepath.detect.lasts import lasts


def told(part: Sequence[float], *, order: Sequence[int] | None = None) -> bool:
    """Ten cases on each day, of which one is expected to be in trouble."""
    days = np.arange(len(part)) + 20_000
    chosen = np.arange(len(part)) if order is None else np.array(order)
    return lasts(days[chosen], np.array(part, np.float64)[chosen], np.full(len(part), 10.0), 0.1)


@pytest.mark.parametrize(
    ("part", "holds"),
    [
        ([3] * 10, True),
        ([1, 1, 10, 1, 1, 1, 1, 1, 1, 1], False),
        ([1, 1, 10, 1, 1, 1, 10, 1, 1, 1], False),
        # 27 more than expected in all, 9 of them without the two worst days: a third is left.
        ([10, 10, 10, 1, 1, 1, 1, 1, 1, 1], True),
        # 24 more in all, 4 without the two worst days: a sixth is left.
        ([10, 10, 5, 1, 1, 1, 1, 1, 1, 1], False),
        # Of less than a week only the worst is taken away: 18 more in all, 9 left.
        ([10, 10, 1, 1], True),
        ([10, 1, 1, 1], False),
    ],
)
def test_a_trouble_lasts_if_a_quarter_of_it_is_left_without_the_worst_days(part: list[float], holds: bool) -> None:
    assert told(part) is holds


def test_of_a_single_day_nothing_can_be_told() -> None:
    assert told([10]) is True


@pytest.mark.parametrize("part", [[3] * 10, [10, 1, 1, 1, 1, 1]])
def test_the_order_of_the_rows_does_not_matter(part: list[float]) -> None:
    assert told(part, order=list(reversed(range(len(part))))) is told(part)


def test_rows_of_one_day_are_added_up() -> None:
    day = np.array([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
    spread = np.array([3.0, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2])
    in_one = np.array([9.0, 9, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
    assert lasts(day, spread, np.full(12, 5.0), 0.1)
    assert not lasts(day, in_one, np.full(12, 5.0), 0.1)

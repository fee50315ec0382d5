from __future__ import annotations

import numpy as np
import pytest

from desirepath.statistics.moments import Moments
from desirepath.statistics.shrinkage import Shrunk, shrunk_counts, shrunk_rates, shrunk_shares
from tests.statistics.people import moments_of


def yes_and_no(yes: int, no: int) -> Moments:
    return moments_of([1.0] * yes + [0.0] * no)


def shares(*cohorts: tuple[int, int]) -> Shrunk:
    found = shrunk_shares([yes_and_no(*cohort) for cohort in cohorts])
    assert found is not None
    return found


def values(found: Shrunk) -> list[float]:
    return [cohort.value for cohort in found.cohorts]


def test_small_cohorts_are_drawn_in_more_than_large_ones() -> None:
    found = shares((8, 2), (80, 20), (100, 300), (60, 140), (30, 70), (45, 105))
    small, large = values(found)[:2]
    assert found.middle < small < large < 0.8


def test_every_value_lies_between_its_own_and_the_middle() -> None:
    cohorts = [(8, 2), (3, 7), (20, 80), (10, 40), (2, 18)]
    found = shares(*cohorts)
    for (yes, no), value in zip(cohorts, values(found), strict=True):
        raw = yes / (yes + no)
        assert min(raw, found.middle) - 0.01 <= value <= max(raw, found.middle) + 0.01


def test_cohorts_that_differ_widely_are_hardly_drawn_in() -> None:
    raw = [0.05, 0.3, 0.5, 0.7, 0.95]
    found = shares(*((int(1000 * share), int(1000 - 1000 * share)) for share in raw))
    assert values(found) == pytest.approx(raw, abs=0.005)
    assert found.as_persons < 10


def test_cohorts_that_are_alike_become_one() -> None:
    found = shares(*[(30, 70)] * 12)
    assert values(found) == pytest.approx([0.3] * 12, abs=0.005)
    assert found.as_persons > 1000
    assert found.cohorts[0].high - found.cohorts[0].low < 0.09


def test_where_nobody_has_it_the_truth_may_still_lie_above() -> None:
    found = shares((0, 20), (0, 20), (0, 40))
    assert all(cohort.low < 0.01 and 0.01 < cohort.high < 0.15 for cohort in found.cohorts)
    turned = shares((20, 0), (20, 0), (40, 0))
    assert [1 - value for value in values(turned)] == pytest.approx(values(found), abs=1e-6)


def test_the_rank_is_that_of_the_drawn_in_values() -> None:
    # Five of five is the highest raw share, but so few say little beside ninety of a hundred.
    found = shares((5, 0), (90, 10), (30, 70), (35, 65), (40, 60), (20, 80))
    assert found.highest_first[0] == 1


def test_two_cohorts_say_nothing_of_others() -> None:
    assert shrunk_shares([yes_and_no(1, 2), yes_and_no(2, 1)]) is None
    assert shrunk_counts([1, 2], [1, 1]) is None


def test_counts_are_drawn_in_whatever_the_unit_of_exposure() -> None:
    counts, days = [3, 10, 25, 4, 60], [10.0, 40, 50, 30, 100]
    per_day, per_hour = shrunk_counts(counts, days), shrunk_counts(counts, [24 * day for day in days])
    assert per_day is not None
    assert per_hour is not None
    assert [24 * value for value in values(per_hour)] == pytest.approx(values(per_day))
    raw = [count / day for count, day in zip(counts, days, strict=True)]
    assert all(abs(value - 0.4435) < abs(own - 0.4435) for value, own in zip(values(per_day), raw, strict=True))


def test_counts_that_scatter_more_than_chance_are_drawn_in_further() -> None:
    counts, days = [3, 10, 25, 4, 60], [10.0, 40, 50, 30, 100]
    calm, wild = shrunk_counts(counts, days), shrunk_counts(counts, days, dispersion=4.0)
    assert calm is not None
    assert wild is not None
    assert np.ptp(values(wild)) < np.ptp(values(calm))


def test_rates_of_persons_take_their_scatter_from_the_persons() -> None:
    dice = np.random.default_rng(6)
    found = shrunk_rates([moments_of(dice.poisson(mean, 40).astype(float)) for mean in (0.5, 1.0, 2.0, 4.0)])
    assert found is not None
    assert found.highest_first == (3, 2, 1, 0)
    assert all(cohort.low <= mean <= cohort.high for cohort, mean in zip(found.cohorts, (0.5, 1, 2, 4), strict=True))


def test_where_nothing_was_counted_there_is_no_rate() -> None:
    assert shrunk_counts([0, 0, 0], [1, 1, 1]) is None
    assert shrunk_rates([moments_of([0.0, 0.0])] * 3) is None


def test_cohorts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        shrunk_shares([moments_of([2.0])] * 3)
    with pytest.raises(ValueError, match="not negative"):
        shrunk_rates([moments_of([-1.0])] * 3)
    with pytest.raises(ValueError, match="exposures positive"):
        shrunk_counts([1, 1, 1], [1, 0, 1])

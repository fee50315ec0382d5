"""Now beside before."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.report.comparison import change
from desirepath.report.html.tiles import tiles
from desirepath.report.measured import BASELINE, Measured
from desirepath.vocabulary.estimate import Estimate
from tests.report.studies import catalogue, purchase_requests

ADHERENCE, ABANDONMENT = catalogue()["process_adherence_rate"], catalogue()["abandonment_rate"]


def share(value: float, half: float) -> Estimate:
    return Estimate(value=value, low=value - half, high=value + half, n=100, unit="share of users", method="Wilson")


def test_the_interval_of_a_difference_is_built_by_square_and_add() -> None:
    moved = change(share(0.7, 0.03), share(0.6, 0.04), ADHERENCE)
    assert moved.value == pytest.approx(0.1)
    assert (moved.low, moved.high) == pytest.approx((0.05, 0.15))  # 0.03 and 0.04 give 0.05


def test_the_difference_agrees_with_newcombes_example() -> None:
    """Newcombe 1998, method 10: 56 of 70 against 48 of 80 is 0.2 with 0.0524 to 0.3339."""
    moved = change(_wilson(56, 70), _wilson(48, 80), ADHERENCE)
    assert (moved.value, moved.low, moved.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_more_is_better_for_adherence_and_worse_for_abandonment() -> None:
    assert change(share(0.7, 0.02), share(0.6, 0.02), ADHERENCE).verdict == "better"
    assert change(share(0.7, 0.02), share(0.6, 0.02), ABANDONMENT).verdict == "worse"


def test_a_difference_within_the_noise_is_no_change_and_has_no_tone() -> None:
    moved = change(share(0.61, 0.05), share(0.6, 0.05), ADHERENCE)
    assert (moved.verdict, moved.tone, moved.arrow) == ("no clear change", "flat", "●")


def test_without_the_metrics_facts_nothing_is_called_good_or_bad() -> None:
    assert change(share(0.7, 0.02), share(0.6, 0.02), None).verdict == "changed"


def test_what_grows_with_the_length_of_a_period_is_not_held_against_a_longer_one() -> None:
    study = purchase_requests()
    measured = Measured.of(study, study.workflows[0].workflow)
    tickets, completion = "tickets_per_active_user", "workflow_completion_rate"
    assert measured.estimate(tickets, BASELINE) is not None
    assert measured.moved(tickets, catalogue()) is None
    assert measured.moved(completion, catalogue()) is not None
    told = {tile.metric: tile.before for tile in tiles(measured, catalogue(), study.unit)}
    assert (told[tickets], bool(told[completion])) == ("", True)


@given(st.floats(0.1, 0.9), st.floats(0.1, 0.9), st.floats(0, 0.1), st.floats(0, 0.1))
def test_swapping_before_and_after_turns_the_change_round(now: float, then: float, one: float, two: float) -> None:
    there, back = change(share(now, one), share(then, two), None), change(share(then, two), share(now, one), None)
    assert (there.low, there.value, there.high) == pytest.approx((-back.high, -back.value, -back.low))


def _wilson(hits: int, of: int, z: float = 1.959964) -> Estimate:
    share_of = hits / of
    centre = (share_of + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share_of * (1 - share_of) / of + z * z / (4 * of * of))
    return Estimate(value=share_of, low=centre - half, high=centre + half, n=of, unit="share of users", method="Wilson")

"""How figures read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desirepath.report.wording import count, day_since, difference, figure, interval, shortfall
from desirepath.vocabulary.estimate import Estimate, NotEnoughData


@pytest.mark.parametrize(
    ("value", "unit", "reads"),
    [
        (0.712, "share of users", "71.2%"),
        (0.0, "share of cases", "0%"),
        (1.0, "share of users", "100%"),
        (17.5, "days", "17.5 days"),
        (9.44, "percentage points", "9.4 points"),
        (0.311, "tickets per active user", "0.31"),
        (12.26, "tickets per active user", "12.3"),
    ],
)
def test_a_figure_reads_in_its_unit(value: float, unit: str, reads: str) -> None:
    assert figure(value, unit) == reads


def test_an_interval_says_its_unit_once() -> None:
    estimate = Estimate(value=0.71, low=0.69, high=0.733, n=712, unit="share of users", method="Wilson")
    assert interval(estimate) == "69.0 to 73.3%"


def test_shares_differ_by_points_and_days_by_days() -> None:
    assert difference(0.061, "share of users") == "+6.1 points"
    assert difference(-2.0, "days") == "−2.0 days"


def test_a_hidden_count_reads_few_and_a_zero_reads_zero() -> None:
    assert (count(None), count(0), count(1194)) == ("few", "0", "1,194")


def test_too_little_data_is_a_sentence_and_never_names_a_small_group() -> None:
    known = NotEnoughData(observed=14, needed=20, because="closed cases")
    hidden = NotEnoughData(observed=None, needed=20, because="closed cases")
    assert shortfall(known) == "Not enough data: closed cases (14 seen, 20 needed)."
    assert shortfall(hidden) == "Not enough data: closed cases (at least 20 needed)."


def test_the_day_of_go_live_is_day_one_in_the_rollouts_own_zone() -> None:
    go_live = datetime(2026, 8, 31, 22, tzinfo=UTC)  # 1 September, midnight in Amsterdam
    assert day_since(go_live, datetime(2026, 9, 1, 6, tzinfo=UTC), "Europe/Amsterdam") == "day 1 after go-live"
    assert day_since(go_live, datetime(2026, 8, 31, 21, tzinfo=UTC), "Europe/Amsterdam") == "1 day before go-live"


def test_as_of_a_midnight_the_last_day_is_the_one_before() -> None:
    go_live = datetime(2026, 8, 31, 22, tzinfo=UTC)  # 1 September, midnight in Amsterdam
    assert day_since(go_live, go_live, "Europe/Amsterdam") == "1 day before go-live"
    assert day_since(go_live, datetime(2026, 9, 1, 22, tzinfo=UTC), "Europe/Amsterdam") == "day 1 after go-live"

"""Whatever number stands on a page is read, wherever it stands, and held against the figures that may be there."""

from __future__ import annotations

import pytest

from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from tests.console.differencing.forms import counts, of_result, shares
from tests.console.differencing.page_numbers import numbers_on


@pytest.mark.parametrize(
    "page",
    [
        "<p>17 people</p>",
        "<table><tr><td>role guard</td><td class=n>17</td></tr></table>",
        "<svg><g><title>17 passed</title></g></svg>",
        "<svg aria-label='ask: 17 reached'></svg>",
        "<td title='17.0%'>few</td>".replace("17.0", "17"),
        "<button data-asks='All 17 of them?'>Accept</button>",
        "<p>since<br>17 <b>cases</b></p><script>18</script>",
    ],
)
def test_a_number_is_read_wherever_a_page_says_it(page: str) -> None:
    assert numbers_on(page) == ["17"]


def test_numbers_lose_their_separators_and_units() -> None:
    assert numbers_on("<p>1,340 rows; −16.3 points; 71.6%</p>") == ["1340", "16.3", "71.6"]


def test_days_weeks_and_floors_are_nobodys_figures() -> None:
    page = "<p>Day 28 of 45</p><p>12 Jan 2026, 17:05</p><p>Week 3</p><p>fewer than 10 people</p><td title='72%, 95% 61 to 80%'>"
    assert numbers_on(page) == ["72", "61", "80"]


def test_a_floor_beside_a_count_does_not_hide_the_count() -> None:
    assert numbers_on("<p>10 people, 9 cases; 95%</p>") == ["10", "9", "95"]


def test_a_share_of_a_hundred_is_written_with_and_without_decimals() -> None:
    assert shares([1.0, 0.125]) == {"100.0", "100", "12.5", "12"}


def test_a_result_gives_its_value_its_interval_and_its_size() -> None:
    estimate = Estimate(value=0.5, low=0.25, high=0.75, n=44, unit="share of users", method="Wilson")
    assert of_result(estimate) == {"50.0", "50", "25.0", "25", "75.0", "75", "44"}
    assert of_result(NotEnoughData(observed=None, needed=20, because="closed cases")) == counts([20])

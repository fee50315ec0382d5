"""Charts: round numbers, gaps where there is no figure, text that fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.report.svg.element import tag, text_width, wrapped
from desirepath.report.svg.scale import scale
from desirepath.report.svg.sparkline import sparkline
from desirepath.report.svg.trend import WeekPoint, trend_chart
from desirepath.vocabulary.estimate import Estimate


def share(value: float) -> Estimate:
    return Estimate(value=value, low=value - 0.05, high=value + 0.05, n=60, unit="share of users", method="Wilson")


def test_a_scale_ends_at_round_numbers_and_ticks_between_them() -> None:
    made = scale([0.62, 0.79], 0, 100, within=(0, 1))
    assert (made.low, made.high) == pytest.approx((0.6, 0.8))
    assert made.ticks == pytest.approx((0.6, 0.7, 0.8))
    assert made.at(0.7) == pytest.approx(50)


def test_a_share_is_never_drawn_beyond_the_whole() -> None:
    assert scale([0.93, 1.0], 0, 100, within=(0, 1)).high == 1.0


@given(st.lists(st.floats(0, 1), min_size=1), st.booleans())
def test_every_value_has_its_place_on_the_scale(values: list[float], upright: bool) -> None:
    start, end = (200.0, 20.0) if upright else (20.0, 200.0)
    made = scale(values, start, end, within=(0, 1))
    assert all(20 - 1e-6 <= made.at(value) <= 200 + 1e-6 for value in values)
    assert 1 <= len(made.ticks) <= 8


def test_a_week_without_a_figure_is_a_gap_in_the_line() -> None:
    weeks = [
        WeekPoint(week=week, estimate=found, partial=False)
        for week, found in enumerate((share(0.5), None, share(0.6)), 1)
    ]
    assert len(re.findall('class="line"', trend_chart("Adherence", weeks, None))) == 2


def test_the_running_week_is_hollow() -> None:
    weeks = [
        WeekPoint(week=1, estimate=share(0.5), partial=False),
        WeekPoint(week=2, estimate=share(0.6), partial=True),
    ]
    assert re.findall('class="(point[^"]*)"', trend_chart("Adherence", weeks, share(0.4))) == ["point", "point partial"]


def test_a_chart_without_any_figure_is_not_drawn() -> None:
    assert trend_chart("Adherence", [WeekPoint(week=1, estimate=None, partial=False)], share(0.4)) == ""


def test_the_chart_says_itself_in_words() -> None:
    weeks = [WeekPoint(week=1, estimate=share(0.5), partial=True)]
    said = re.search(r'aria-label="([^"]+)"', trend_chart("Adherence", weeks, share(0.4)))
    assert said
    assert said[1] == (
        "Adherence by week. Before go-live 40.0%; week 1: 50.0% (45.0 to 55.0%, week not over); "
        "week 1: 50.0% (45.0 to 55.0%, week not over)."
    )


def test_a_sparkline_needs_two_weeks() -> None:
    assert sparkline([0.5]) == ""
    assert sparkline([0.5, None, 0.6]).count('class="spark-line"') == 2


def test_what_goes_into_a_picture_is_escaped() -> None:
    assert tag("text", "<b> & ", class_='"x') == '<text class="&#34;x">&lt;b&gt; &amp; </text>'


@given(st.text(max_size=80), st.integers(1, 4))
def test_wrapped_text_keeps_to_its_lines_and_width(content: str, lines: int) -> None:
    made = wrapped(content, 90, 12, lines)
    assert 1 <= len(made) <= lines
    assert all(text_width(line, 12) <= 90 or len(line) == 1 for line in made)

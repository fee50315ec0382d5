"""The charts of an effect day by day: both lines, the interval around the difference, gaps, and words for all of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.report.svg.two_lines import (
    ByDay,
    difference_by_day,
    effect_scale,
    effect_whisker,
    levels_by_day,
    tick_said,
)
from desirepath.vocabulary.effect import Reading
from tests.report.effect_values import readings

TOP, BOTTOM = 26.0, 184.0


def by_day(found: tuple[Reading, ...], **more: object) -> ByDay:
    given: dict[str, object] = {
        "measure": "Abandonment at “Attach the quote”",
        "unit": "share of cases",
        "better": "down",
        "without": "without",
        "days": tuple(range(1, len(found) + 1)),
        "readings": found,
        "told_on": None,
    }
    return ByDay(**(given | more))  # type: ignore[arg-type]


def read(*values: tuple[float, float] | None) -> tuple[Reading, ...]:
    """Readings of both levels, the difference with an interval of ten points; None: too few people."""
    return tuple(
        Reading(
            day=date(2026, 9, 3) + timedelta(days=number),
            with_it=one and one[0],
            without=one and one[1],
            value=one and one[0] - one[1],
            low=one and one[0] - one[1] - 0.05,
            high=one and one[0] - one[1] + 0.05,
        )
        for number, one in enumerate(values)
    )


HELPING = by_day(readings(-0.081), told_on=8)


def drawn(chart: str) -> ET.Element:
    return ET.fromstring(chart)  # noqa: S314 - our own


def texts(chart: str) -> list[str]:
    return [one.text or "" for one in drawn(chart).iter("text")]


def classes(chart: str) -> list[str]:
    return [one.get("class", "") for one in drawn(chart).iter()]


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def test_both_lines_stand_with_what_they_are_and_their_last_level() -> None:
    chart = levels_by_day(HELPING)
    assert {"with-it", "without"} <= set(classes(chart))
    assert {"with it 14.2%", "without 22.3%", "told apart on day 8"} <= set(texts(chart))


def test_the_difference_stands_in_its_interval_with_zero_and_which_way_is_good() -> None:
    chart = difference_by_day(HELPING)
    assert [classes(chart).count(one) for one in ("interval", "zero", "line", "told-line")] == [1, 1, 1, 1]
    assert {"−8.1 points", "▼ better", "told apart on day 8"} <= set(texts(chart))
    assert "▲ worse" not in texts(chart)


def test_what_does_harm_shows_the_bad_side() -> None:
    chart = difference_by_day(by_day(readings(0.074)))
    assert [one for one in texts(chart) if one.startswith(("▲", "▼"))] == ["▲ worse"]


def test_where_nobody_was_drawn_the_other_line_is_what_was_to_be_expected() -> None:
    assert "expected 22.3%" in texts(levels_by_day(replace(HELPING, without="expected")))


def test_a_day_on_which_too_few_are_known_breaks_line_and_interval() -> None:
    chart = by_day(read((0.2, 0.3), None, (0.2, 0.3), (0.2, 0.3)))
    assert classes(levels_by_day(chart)).count("line") == 4
    assert classes(difference_by_day(chart)).count("interval") == 2


def test_charts_of_which_no_day_could_be_read_are_not_drawn() -> None:
    nothing = by_day(read(None, None))
    assert (levels_by_day(nothing), difference_by_day(nothing)) == ("", "")


def test_what_only_wavers_does_not_fill_the_chart() -> None:
    chart = levels_by_day(by_day(read((0.220, 0.223), (0.226, 0.223), (0.220, 0.223), (0.226, 0.223))))
    (path,) = [
        line.get("d", "")
        for group in drawn(chart).iter("g")
        if group.get("class") == "with-it"
        for line in group.iter("path")
    ]
    places = [y for _, y in points(path)]
    assert max(places) - min(places) < (BOTTOM - TOP) / 10


def test_labels_of_two_lines_that_end_together_do_not_touch() -> None:
    chart = levels_by_day(by_day(read((0.2, 0.201), (0.2, 0.201))))
    places = [float(one.get("y", "0")) for one in drawn(chart).iter("text") if "end-label" in one.get("class", "")]
    assert abs(places[0] - places[1]) == pytest.approx(15, abs=0.11)  # places are written with one decimal


levels = st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(st.lists(levels, min_size=1, max_size=40), st.sampled_from(["up", "down"]), st.booleans())
def test_whatever_was_read_stays_inside_the_chart(
    found: list[tuple[float, float] | None], better: str, told: bool
) -> None:
    chart = by_day(read(*found), better=better, told_on=len(found) if told else None)
    for made in filter(None, (levels_by_day(chart), difference_by_day(chart))):
        paths = [point for one in drawn(made).iter("path") for point in points(one.get("d", ""))]
        assert all(46 <= x <= 350 and TOP - 0.1 <= y <= BOTTOM + 0.1 for x, y in paths)


def test_days_on_the_axis_are_whole_weeks_and_few() -> None:
    def days(number: int) -> list[str]:
        axis = drawn(levels_by_day(by_day(read(*[(0.2, 0.3)] * number)))).iter("text")
        return [one.text or "" for one in axis if one.get("text-anchor") == "middle"]

    assert days(3) == ["1", "2", "3"]
    assert days(28) == ["7", "14", "21", "28"]
    assert len(days(365)) <= 9


def test_the_charts_say_themselves_in_words() -> None:
    assert drawn(levels_by_day(HELPING)).get("aria-label") == (
        "Abandonment at “Attach the quote” by day since the start. On day 28: with it 14.2%, without 22.3%. Every day "
        "is in the table below."
    )
    said = drawn(difference_by_day(HELPING)).get("aria-label") or ""
    assert "On day 28: −8.1 points, interval −11.9 to −4.3. It was first told apart from none on day 8." in said


def test_a_name_in_a_chart_is_text() -> None:
    evil = "</svg><script>alert(1)</script>"
    chart = difference_by_day(replace(HELPING, measure=evil))
    assert "<script" not in chart
    assert (drawn(chart).get("aria-label") or "").startswith(evil)


def test_an_effect_beside_others_has_its_interval_on_one_scale_with_zero() -> None:
    across = effect_scale([(-0.12, -0.04), (0.0, 0.08)], "share of cases")
    made = drawn(effect_whisker((-0.12, -0.08, -0.04), across, "good"))
    (zero,) = (one for one in made.iter("line") if one.get("class") == "everyone")
    (interval,) = (one for one in made.iter("line") if one.get("class") == "whisker")
    assert float(interval.get("x2", "0").rstrip("%")) < float(zero.get("x1", "0").rstrip("%"))
    assert made.get("class") == "dots effect-good"
    assert made.get("aria-hidden") == "true"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(-0.1, "share", "−10"), (0.0, "share", "0"), (0.025, "share", "+2.5"), (0.5, "per case", "+0.5")],
)
def test_ticks_of_a_difference_have_a_sign_but_for_zero(value: float, unit: str, said: str) -> None:
    assert tick_said(value, unit) == said

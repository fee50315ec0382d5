"""The process map: what is drawn, in which lane, and how wide."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from desirepath.report.svg.jumps import jumps, onward
from desirepath.report.svg.process_column import column_map
from desirepath.report.svg.process_map import wide_map
from desirepath.vocabulary.study import Flow, ProcessMap, StepOnMap


def step(name: str, **figures: int | None) -> StepOnMap:
    plain = StepOnMap(
        step=name,
        title=name.capitalize(),
        kind="task",
        changed=False,
        reached=100,
        passed=100,
        skipped=0,
        abandoned=0,
        failed=0,
        outside=0,
    )
    return replace(plain, **figures)  # type: ignore[arg-type]


def drawn(*steps: StepOnMap, flows: tuple[tuple[str, str, int], ...]) -> ProcessMap:
    on_path = {("start", "a"), ("a", "b"), ("b", "c"), ("c", "end")}
    ways = tuple(
        Flow(origin=origin, target=target, cases=cases, on_path=(origin, target) in on_path)
        for origin, target, cases in flows
    )
    return ProcessMap(period="since_go_live", cases=100, steps=steps, flows=ways, verdicts={})


THREE = drawn(
    step("a"),
    step("b", skipped=20),
    step("c"),
    flows=(("start", "a", 100), ("a", "b", 80), ("b", "c", 80), ("a", "c", 20), ("c", "a", 5), ("c", "end", 90)),
)


def test_the_band_between_two_places_is_the_cases_that_went_straight_on() -> None:
    assert onward(THREE) == (100, 80, 80, 90)


def test_a_jump_that_the_path_does_not_know_is_a_skip_and_one_that_it_knows_another_way() -> None:
    known = replace(THREE, flows=tuple(replace(flow, on_path=True) for flow in THREE.flows))
    assert [jump.meaning for jump in jumps(THREE, at_most=9, lanes=3)[0] if jump.target == 3] == ["skip"]
    assert [jump.meaning for jump in jumps(known, at_most=9, lanes=3)[0] if jump.target == 3] == ["other-way"]


def test_jumps_over_the_same_places_have_lanes_of_their_own() -> None:
    laid, left_out = jumps(THREE, at_most=9, lanes=3)
    assert sorted((jump.meaning, jump.lane) for jump in laid) == [("back", 1), ("skip", 0)]
    assert left_out == 0


def test_ways_without_a_lane_are_counted_not_forgotten() -> None:
    laid, left_out = jumps(THREE, at_most=9, lanes=1)
    assert (len(laid), left_out) == (1, 1)


def test_a_band_of_all_cases_is_twice_as_thick_as_a_band_of_half_of_them() -> None:
    half = drawn(step("a"), step("b"), flows=(("start", "a", 100), ("a", "b", 50)))
    heights = [float(found) for found in re.findall(r'height="([\d.]+)" class="band"', wide_map(half, "Half"))]
    assert heights[0] == pytest.approx(2 * heights[1])


def test_a_hidden_drop_off_is_told_without_a_width() -> None:
    hidden = drawn(step("a", abandoned=None), flows=(("start", "a", 100),))
    for picture in (wide_map(hidden, "Hidden"), column_map(hidden, "Hidden")):
        assert "few stopped" in picture
        assert 'class="stopped"' not in picture


def test_work_done_outside_has_a_lane_only_where_there_is_any() -> None:
    outside = drawn(step("a", outside=14), flows=(("start", "a", 100), ("a", "outside", 12)))
    assert "14 done here" in wide_map(outside, "Outside")
    assert "12 left for it" in wide_map(outside, "Outside")
    assert "outside-lane" not in wide_map(THREE, "Three")


def test_the_map_says_itself_in_words() -> None:
    label = re.search(r'aria-label="([^"]+)"', wide_map(THREE, "Purchase"))
    assert label
    assert label[1].startswith("Process map of Purchase, 100 cases. A: 100 reached, 100 passed, 0 stopped; B:")

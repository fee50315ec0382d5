"""What maps count stands beside what they counted before go-live."""

from __future__ import annotations

from dataclasses import replace

from desirepath.console.maps.counts import steps_opened, verdict_parts, ways
from desirepath.vocabulary.study import Flow
from tests.console.maps.hand_made import a_map, step


def test_a_step_has_the_share_of_those_who_reached_it_now_and_before() -> None:
    now = a_map("since_go_live", step("approve", reached=50, abandoned=10))
    before = a_map("baseline", step("approve", reached=80, abandoned=0))
    (opened,) = steps_opened(now, before)
    assert opened.stopped.now is not None
    assert (opened.stopped.now.cases, opened.stopped.now.share) == (10, 0.2)
    assert opened.stopped.before is not None
    assert (opened.stopped.before.cases, opened.stopped.before.share) == (0, 0.0)


def test_steps_of_the_old_path_stand_after_those_of_the_new_one() -> None:
    now = a_map("since_go_live", step("draft", reached=100), step("approve", reached=90))
    before = a_map("baseline", step("sign", reached=95), step("approve", reached=92))
    found = steps_opened(now, before)
    assert [one.step for one in found] == ["draft", "approve", "sign"]
    assert found[0].reached.before is None
    assert found[2].reached.now is None


def test_a_hidden_figure_has_neither_cases_nor_share_and_the_step_says_so() -> None:
    (opened,) = steps_opened(a_map("week_1", step("approve", reached=50, abandoned=None)), None)
    assert opened.stopped.now is not None
    assert (opened.stopped.now.cases, opened.stopped.now.share) == (None, None)
    assert opened.has_few


def test_a_step_that_nobody_reached_has_no_share() -> None:
    (opened,) = steps_opened(a_map("week_1", step("approve", reached=0)), None)
    assert opened.stopped.now is not None
    assert opened.stopped.now.share is None
    assert not opened.has_few


def test_ways_of_both_maps_stand_in_one_table_the_busiest_now_first() -> None:
    now = a_map(
        "week_1", step("approve", reached=90), flows=(_flow("start", "approve", 90), _flow("approve", "end", 70))
    )
    before = a_map(
        "baseline", step("sign", reached=95), flows=(_flow("start", "sign", 95), _flow("approve", "end", 60))
    )
    assert [(way.origin, way.target, way.now, way.before) for way in ways(now, before)] == [
        ("Start", "Approve", 90, None),
        ("Approve", "End", 70, 60),
        ("Start", "Sign", None, 95),
    ]


def test_verdicts_are_parts_of_all_cases_also_where_some_are_not_told() -> None:
    parts = verdict_parts(a_map().map, 5)
    assert [(part.verdict, part.cases, part.share) for part in parts] == [
        ("on_path", 80, 0.8),
        ("off_path", 14, 0.14),
        ("untold", 6, 0.06),
    ]


def test_a_rest_that_only_rounding_left_is_no_verdict() -> None:
    parts = verdict_parts(a_map().map, 10)
    assert [part.verdict for part in parts] == ["on_path", "off_path"]


def test_parts_that_rounding_made_more_than_the_whole_still_fill_it() -> None:
    parts = verdict_parts(replace(a_map().map, cases=90), 10)
    assert [(part.cases, round(part.share, 3)) for part in parts] == [(80, 0.851), (14, 0.149)]


def _flow(origin: str, target: str, cases: int) -> Flow:
    return Flow(origin=origin, target=target, cases=cases)

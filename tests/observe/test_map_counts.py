"""Who and what stands behind the maps of cohorts and periods, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desirepath.observe.map_counts import (
    CohortPeople,
    MapPlace,
    cases_by_variant,
    people_by_period,
    people_of_small_weeks,
    read_people,
    read_tallies,
)
from desirepath.observe.picture import MapGround, Tally
from desirepath.vocabulary.case import Verdict
from tests.observe.hand_made import Case, Read, day, opened

DONE, SHORT = "draft quote check order", "draft check order"
CASES = [
    Case("buyer-1", day(1), DONE, "north"),
    Case("buyer-1", day(8), SHORT, "south"),
    Case("buyer-1", day(9), DONE, "north"),
    Case("buyer-2", day(2), "draft quote:failed quote check order", "north"),
    Case("buyer-2", day(10), "draft", "north"),  # idle for longer than seven days
    Case("legal-3", day(11), "draft quote@paper check order", ""),
    Case("legal-3", day(-3), DONE, "north"),
    Case("legal-3", day(-200), DONE, "north"),  # in no period
]


def place(value: str | None, period: str) -> MapPlace:
    return MapPlace(workflow="request", value=value, period=period)


def people(read: Read, cut: str, *, have_people: bool = True) -> dict[tuple[str | None, str], int]:
    return dict(cohort_people(read, cut, have_people=have_people).people)


def cohort_people(read: Read, cut: str, floor: int = 10, *, have_people: bool = True) -> CohortPeople:
    rows = read.engine.fetch(people_by_period(read.base.judged, cut, have_people=have_people))
    small = read.engine.fetch(people_of_small_weeks(read.base.judged, cut, floor, have_people=have_people))
    return read_people(rows, small)["request"]


def tally(read: Read, cut: str, where: MapPlace) -> Tally:
    rows = read.engine.fetch(cases_by_variant(read.base.judged, cut))
    return read_tallies(rows, read.base.variants, {where})[where]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    with opened(tmp_path_factory.mktemp("made"), CASES, more="cuts: [office]") as found:
        yield found


def test_a_person_with_cases_in_two_weeks_counts_in_both_and_once_since_go_live(read: Read) -> None:
    assert people(read, "") == {
        ("", "baseline"): 1,
        ("", "since_go_live"): 3,
        ("", "week_1"): 2,
        ("", "week_2"): 3,
    }


def test_a_person_with_cases_in_two_offices_counts_in_both(read: Read) -> None:
    found = people(read, "office")
    assert {value: number for (value, period), number in found.items() if period == "since_go_live"} == {
        "north": 2,
        "south": 1,
        None: 1,
    }


def test_people_of_small_weeks_are_counted_by_the_weeks_that_they_are_in(read: Read) -> None:
    assert cohort_people(read, "").together == {
        ("", frozenset({"week_1", "week_2"})): 2,
        ("", frozenset({"week_2"})): 1,
    }
    # Two people are enough for a floor of two; the three in week 2 are too.
    assert cohort_people(read, "", floor=2).together == {}
    assert cohort_people(read, "", floor=3).together == {("", frozenset({"week_1"})): 2}


def test_who_is_in_two_small_offices_counts_in_both(read: Read) -> None:
    assert cohort_people(read, "office").together == {
        ("north", frozenset({"week_1", "week_2"})): 2,
        ("south", frozenset({"week_2"})): 1,
        (None, frozenset({"week_2"})): 1,
    }


def test_without_people_cases_are_counted_in_their_place(read: Read) -> None:
    found = people(read, "", have_people=False)
    assert found == {("", "baseline"): 1, ("", "since_go_live"): 6, ("", "week_1"): 2, ("", "week_2"): 4}


def test_a_weeks_tally_counts_what_its_cases_did(read: Read) -> None:
    found = tally(read, "", place("", "week_2"))
    assert found.verdicts == {Verdict.ON_PATH: 1, Verdict.OFF_PATH: 2, Verdict.ABANDONED: 1}
    assert (found.reached["draft"], found.passed["draft"]) == (4, 4)
    assert found.abandoned == {"quote": 1}
    assert found.outside == {"quote": 1}
    assert found.flows["start", "draft"] == 4
    assert found.flows["draft", "check"] == 2


def test_the_weeks_add_up_to_the_time_since_go_live_and_the_offices_to_everyone(read: Read) -> None:
    rows = read.engine.fetch(cases_by_variant(read.base.judged, "office"))
    places = [place(value, period) for value in ("north", "south", None) for period in ("week_1", "week_2")]
    found = read_tallies(rows, read.base.variants, {*places, place("north", "since_go_live")})
    everyone = tally(read, "", place("", "since_go_live"))
    weeks = [found[place("north", period)] for period in ("week_1", "week_2")]
    assert weeks[0].flows + weeks[1].flows == found[place("north", "since_go_live")].flows
    of_all = [one for where, one in found.items() if where.period != "since_go_live"]
    assert sum(one.reached["check"] for one in of_all) == everyone.reached["check"]
    assert sum(one.failed["quote"] for one in of_all) == everyone.failed["quote"] == 1


def test_only_what_is_asked_for_is_tallied(read: Read) -> None:
    rows = read.engine.fetch(cases_by_variant(read.base.judged, "office"))
    assert read_tallies(rows, read.base.variants, set()) == {}
    south = place("south", "since_go_live")
    assert set(read_tallies(rows, read.base.variants, {south, place("east", "week_1")})) == {south}


def test_the_map_of_the_baseline_lies_on_the_path_that_was_in_force(read: Read) -> None:
    [workflow] = read.base.rollout.workflows
    drawn = MapGround.of(workflow, "baseline").draw("baseline", tally(read, "", place("", "baseline")), floor=1)
    assert drawn.cases == 1
    assert [(flow.origin, flow.target, flow.on_path) for flow in drawn.flows] == [
        ("check", "order", True),
        ("draft", "quote", True),
        ("order", "end", True),
        ("quote", "check", True),
        ("start", "draft", True),
    ]

"""How watch measures moved, counted by hand: before the start, in the first week and in the fourth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from desirepath.vocabulary.effect import WatchedMeasure
from tests.observe.hand_made import Case, day
from tests.prove.shipped import GIVEN_UP, WHOLE, a_case_each, arms, intervention, proofs

FIRST, SECOND, LAST = 0, 4, 24
"""Days since go-live: before a start at day 1, in its first week, in its fourth."""
SKIPPED, FAILED, SLOW = "draft quote order", "draft quote check:failed check order", "draft quote +1.5 check order"
EVERYTHING = {"kind": "pair_work", "decided_by": "workflow_completion_rate"}
"""Decided by a metric of no symptom: all that can be read is watched."""

Moved = dict[str, dict[str, WatchedMeasure]]
Figures = tuple[float | None, float | None, float | None]


def begun(people: int, words: Mapping[int, Sequence[str]]) -> list[Case]:
    """On each day one case of each person; those of the first people have these words, all others are whole."""
    return [
        Case(f"shown-{number}", day(on), special[number] if number < len(special) else WHOLE)
        for on, special in words.items()
        for number in range(people)
    ]


def moved(
    folder: Path,
    cases: Sequence[Case],
    shipped: Mapping[str, Mapping[str, str]],
    **tables: Sequence[Mapping[str, str]],
) -> Moved:
    """The movement of several interventions that began on the second day, by their id and by measure."""
    rows = [
        intervention(**{"starts_at": day(1, 0).isoformat(), "intervention_id": name, **more})
        for name, more in shipped.items()
    ]
    found = proofs(folder, cases, arms(20, 20, day(1, 0)), shipped=rows, tables=tables).proofs
    return {proof.shipped.id: {one.measure: one for one in proof.movement} for proof in found}


def figures(one: WatchedMeasure) -> Figures:
    return one.before, one.week_1, one.week_4


@pytest.fixture(scope="module")
def given_up(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """Of 40 cases each 20, 10 and 4 are given up at the check; the second intervention began a day later."""
    cases = begun(40, {FIRST: [GIVEN_UP] * 20, SECOND: [GIVEN_UP] * 10, LAST: [GIVEN_UP] * 4})
    before_go_live = a_case_each("shown", 40, 40, on=-3)
    shipped = {
        "help-1": {},
        "later": {"starts_at": day(2, 0).isoformat()},
        "first": {"starts_at": day(0, 0).isoformat()},
    }
    return moved(tmp_path_factory.mktemp("given_up"), [*cases, *before_go_live], shipped)


def test_the_measures_of_the_symptom_that_it_is_decided_by_are_watched(given_up: Moved) -> None:
    completed, abandoned = given_up["help-1"].values()
    assert (completed.measure, completed.better) == ("step_completion_rate", "up")
    assert figures(completed) == pytest.approx((0.5, 0.75, 0.9))
    assert (abandoned.measure, abandoned.better) == ("abandonment_rate", "down")
    assert figures(abandoned) == pytest.approx((0.5, 0.25, 0.1))
    assert (abandoned.title, abandoned.unit, abandoned.n) == ("Abandonment at the step", "share of cases", 40)


def test_the_fourth_week_is_told_only_once_all_its_cases_are_old_enough_to_be_known(given_up: Moved) -> None:
    # As of day 30, four weeks from day 2 end in that instant, when a case may still wait two hours at the check.
    assert figures(given_up["later"]["abandonment_rate"]) == pytest.approx((0.5, 0.25, None))


def test_cases_from_before_go_live_are_not_what_was_before(given_up: Moved) -> None:
    before, week_1, _ = figures(given_up["first"]["abandonment_rate"])
    assert before is None
    assert week_1 == pytest.approx(30 / 80)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """Of 20 cases each 4 and 2 fail at first; in the fourth week 2 skip the check and 3 are given up there."""
    words = {FIRST: [FAILED] * 4, SECOND: [FAILED] * 2, LAST: [SKIPPED] * 2 + [GIVEN_UP] * 3}
    shipped = {"by_adherence": {"decided_by": "process_adherence_rate"}, "everything": EVERYTHING}
    return moved(tmp_path_factory.mktemp("mixed"), begun(20, words), shipped)


def test_where_the_metric_has_no_symptom_all_that_can_be_read_is_told(mixed: Moved) -> None:
    assert {name: figures(one) for name, one in mixed["everything"].items()} == {
        "step_completion_rate": pytest.approx((1.0, 1.0, 15 / 18)),
        "abandonment_rate": pytest.approx((0.0, 0.0, 3 / 18)),
        "approval_path_usage": pytest.approx((1.0, 1.0, 15 / 17)),
        "process_adherence_rate": pytest.approx((1.0, 1.0, 0.75)),
        "workflow_completion_rate": pytest.approx((1.0, 1.0, 0.85)),
        "validation_failure_rate": pytest.approx((0.2, 0.1, 0.0)),
        "exception_and_rework_rate": pytest.approx((0.2, 0.1, 0.0)),
        "minutes_at_step": pytest.approx((60.0, 60.0, 60.0)),
    }


def test_what_is_decided_by_another_metric_watches_what_its_symptom_shows_in(mixed: Moved) -> None:
    assert list(mixed["by_adherence"]) == ["approval_path_usage", "process_adherence_rate"]
    assert mixed["by_adherence"] == {name: mixed["everything"][name] for name in mixed["by_adherence"]}


def ticket(number: int, person: str, on: float) -> dict[str, str]:
    return {
        "ticket_id": f"t-{number}",
        "opened_at": day(1, 24 * on).isoformat(),
        "user_id": person,
        "workflow": "request",
    }


TICKETS = (
    ticket(1, "shown-0", 3),  # the first week: two people ask, one of them twice
    ticket(2, "shown-0", 4),
    ticket(3, "shown-1", 4),
    ticket(4, "shown-1", 23),  # the fourth week: somebody who asked before
    ticket(5, "elsewhere", 4),  # has no case
    ticket(6, "shown-2", 12),  # a week in which they had none
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """Of 20 people with two cases in the first week and one in the fourth, some ask, and some wait longer."""
    cases = begun(20, {SECOND: [SLOW] * 9, SECOND + 1: [SLOW] * 9, LAST: [SLOW] * 11})
    shipped = {"by_tickets": {"decided_by": "tickets_per_active_user"}, "everything": EVERYTHING}
    return moved(tmp_path_factory.mktemp("asked"), cases, shipped, tickets=TICKETS)


def test_tickets_are_counted_by_person_and_week_from_the_start(asked: Moved) -> None:
    repeated, all_of_them = asked["by_tickets"].values()
    assert (repeated.measure, all_of_them.measure) == ("repeat_ticket_volume", "tickets_per_active_user")
    assert figures(all_of_them) == pytest.approx((None, 3 / 20, 1 / 20))
    assert figures(repeated) == pytest.approx((None, 1 / 20, 1 / 20))
    assert all_of_them.unit == "per active user and week"


def test_half_of_the_cases_pass_the_step_within_the_median_minutes(asked: Moved) -> None:
    assert figures(asked["everything"]["minutes_at_step"]) == pytest.approx((None, 60.0, 90.0))


@pytest.fixture(scope="module")
def cohorts(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """In one week: 20 buyers of whom 10 give up, 20 clerks of whom 2 do, 9 planners and 10 agents with many cases."""
    cases = [*a_case_each("shown", 20, 10, SECOND), *a_case_each("held", 20, 2, SECOND)]
    cases += [Case(f"planner-{number % 9}", day(SECOND, 1 + number // 9), WHOLE) for number in range(90)]
    cases += [Case(f"agent-{number % 10}", day(SECOND, 1 + number // 10), GIVEN_UP) for number in range(100)]
    roles = {"shown": "buyer", "held": "clerk", "planner": "planner", "agent": "agent"}
    people = [{"user_id": who, "role": roles[who.split("-")[0]]} for who in sorted({case.person for case in cases})]
    shipped = {role: {"cohort": f"role={role}", **EVERYTHING} for role in ("buyer", "planner", "agent")}
    return moved(tmp_path_factory.mktemp("cohorts"), cases, {**shipped, "everyone": EVERYTHING}, people=people)


def test_movement_is_of_all_people_of_the_cohort_whether_shown_or_held_out_or_neither(cohorts: Moved) -> None:
    abandoned = cohorts["everyone"]["abandonment_rate"]
    assert figures(abandoned) == pytest.approx((None, (10 + 2 + 100) / (20 + 20 + 90 + 100), None))
    assert abandoned.n == 20 + 20 + 9 + 10
    assert figures(cohorts["buyer"]["abandonment_rate"]) == pytest.approx((None, 0.5, None))
    assert cohorts["buyer"]["abandonment_rate"].n == 20


def test_a_cohort_is_behind_by_what_the_others_have_more(cohorts: Moved) -> None:
    gap = cohorts["buyer"]["cohort_completion_gap"]
    # 18 of 20 clerks, all 90 of the planners and none of 100 of the agents.
    assert gap.week_1 == pytest.approx(108 / 210 - 10 / 20)
    assert gap.n == 20


def test_everyone_is_behind_nobody(cohorts: Moved) -> None:
    assert {"cohort_completion_gap", "cohort_adherence_gap"}.isdisjoint(cohorts["everyone"])


def test_fewer_persons_than_the_floor_are_not_told_of_however_many_cases_they_have(cohorts: Moved) -> None:
    assert cohorts["planner"] == {}
    assert cohorts["agent"]["abandonment_rate"].n == 10

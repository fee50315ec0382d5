"""Which maps are shown: by hand, and as somebody would subtract maps from one another."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from desirepath.observe.map_counts import CohortPeople, Place, read_people
from desirepath.prove.map_floor import released_map, rounded, shown_maps, shown_periods, told_verdicts
from desirepath.vocabulary.breakdowns import CohortMap
from desirepath.vocabulary.case import Verdict
from desirepath.vocabulary.cohort import EVERYONE
from desirepath.vocabulary.study import Flow, ProcessMap, StepOnMap
from tests.statistics.attacker import TwoWayAttacker

FLOOR = 10
SINCE, BASE = "since_go_live", "baseline"
WEEKS = ("week_1", "week_2", "week_3")


def of_value(value: str | None, since: int, *weeks: int, before: int = 0) -> dict[Place, int]:
    sizes = {(value, SINCE): since, (value, BASE): before}
    return sizes | {(value, f"week_{number}"): size for number, size in enumerate(weeks, 1)}


def cohorts(*values: Mapping[Place, int]) -> CohortPeople:
    """The people of small weeks are as much the same as can be: who is in one of few is in those of more."""
    people = {place: size for value in values for place, size in value.items() if size}
    small = [(place, size) for place, size in people.items() if "week" in place[1] and size < FLOOR]
    persons = [(value, number) for (value, _), size in small for number in range(size)]
    weeks_of = {
        (value, number): frozenset(week for (other, week), size in small if other == value and number < size)
        for value, number in persons
    }
    return CohortPeople(people=people, together=Counter((value, weeks) for (value, _), weeks in weeks_of.items()))


def shown(
    *values: Mapping[Place, int], periods: tuple[str, ...] = (SINCE, BASE, *WEEKS), each: bool = True
) -> set[str]:
    found = shown_maps(cohorts(*values), periods, FLOOR, each_in_one=each)
    return {f"{value} {period}" for value, period in found}


def test_everyone_is_shown_in_each_period_of_enough_people() -> None:
    assert shown_periods({BASE: 10, SINCE: 40, "week_1": 20, "week_2": 31}, FLOOR) == {BASE, SINCE, "week_1", "week_2"}
    assert shown_periods({BASE: 9, SINCE: 40, "week_1": 40}, FLOOR) == {SINCE, "week_1"}


def test_a_small_week_takes_the_smallest_other_with_it_as_its_map_is_what_the_others_leave() -> None:
    assert shown_periods({SINCE: 40, "week_1": 25, "week_2": 20, "week_3": 7}, FLOOR) == {SINCE, "week_1"}


def test_two_small_weeks_may_be_of_the_same_people_and_take_another_with_them() -> None:
    assert shown_periods({SINCE: 40, "week_1": 25, "week_2": 20, "week_3": 7, "week_4": 8}, FLOOR) == {SINCE, "week_1"}


def test_without_a_map_since_go_live_there_is_none_of_a_week() -> None:
    assert shown_periods({SINCE: 9, "week_1": 9}, FLOOR) == set()


def test_cohorts_of_enough_people_are_shown_in_every_period() -> None:
    told = shown(of_value("buyer", 30, 20, 21, before=12), of_value("finance", 15, 12, 11, before=11))
    assert told == {f"{who} {when}" for who in ("buyer", "finance") for when in (SINCE, BASE, "week_1", "week_2")}


def test_a_small_cohort_takes_the_smallest_other_with_it_and_all_their_weeks() -> None:
    told = shown(of_value("buyer", 30, 30), of_value("finance", 15, 15), of_value("legal", 7, 7))
    assert told == {"buyer since_go_live", "buyer week_1"}


def test_a_few_people_without_a_value_are_what_the_cohorts_leave_of_everyone() -> None:
    assert shown(of_value("buyer", 30), of_value("finance", 15), of_value(None, 4)) == {"buyer since_go_live"}
    assert len(shown(of_value("buyer", 30), of_value("finance", 15), of_value(None, 10))) == 2


def test_two_small_cohorts_that_are_as_many_as_the_floor_together_need_no_other() -> None:
    values = (of_value("buyer", 30), of_value("finance", 15), of_value("legal", 7), of_value("it", 6))
    assert shown(*values) == {"buyer since_go_live", "finance since_go_live"}


def test_small_cohorts_of_a_cut_of_cases_may_be_of_the_same_people() -> None:
    values = (of_value("card", 30), of_value("invoice", 15), of_value("cash", 7), of_value("cheque", 6))
    assert shown(*values, each=False) == {"card since_go_live"}


def test_a_small_week_of_a_cohort_follows_neither_from_its_other_weeks_nor_from_the_other_cohorts() -> None:
    told = shown(of_value("buyer", 60, 50, 40, 30), of_value("finance", 50, 3, 30, 28), of_value("it", 70, 60, 60, 60))
    weeks = {place for place in told if "week" in place}
    # Finance's week 1 beside its week 3, the smallest; both beside the smallest of their week: a rectangle.
    assert weeks == {"buyer week_2", "finance week_2", "it week_1", "it week_2", "it week_3"}


def test_two_small_weeks_of_the_same_people_are_one_group_and_of_others_are_two() -> None:
    """Six people in week 1 and seven in week 2: week 3 has to go too, unless they are thirteen."""
    weeks = of_value("buyer", 60, 6, 7, 40), of_value("it", 70, 60, 60, 60), of_value("legal", 70, 65, 65, 65)
    same, people = cohorts(*weeks), cohorts(*weeks).people
    assert sum(same.together.values()) == 7
    assert ("buyer", "week_3") not in shown_maps(same, (SINCE, *WEEKS), FLOOR, each_in_one=True)
    others = {("buyer", frozenset({"week_1"})): 6, ("buyer", frozenset({"week_2"})): 7}
    apart = CohortPeople(people=people, together=others)
    assert ("buyer", "week_3") in shown_maps(apart, (SINCE, *WEEKS), FLOOR, each_in_one=True)


def test_a_cohort_of_small_weeks_only_hides_no_week_of_the_others() -> None:
    """Twelve people, each in one week: their map since go-live is shown, and is all that follows of them."""
    people = of_value("rare", 12, 4, 4, 4) | of_value("it", 70, 60, 60, 60) | of_value("legal", 70, 65, 65, 65)
    together = {("rare", frozenset({week})): 4 for week in WEEKS}
    found = shown_maps(CohortPeople(people=people, together=together), (SINCE, *WEEKS), FLOOR, each_in_one=True)
    assert {place for place in found if place[0] == "rare"} == {("rare", SINCE)}
    assert {place for place in found if place[0] == "legal"} == {("legal", period) for period in (SINCE, *WEEKS)}


def test_a_cohort_that_stopped_early_hides_its_own_weeks_and_not_those_of_all_others() -> None:
    """Week 1 is of 60 buyers, who then stopped, and five others, who follow from everyone's if the buyers' is shown."""
    told = shown(of_value("buyer", 60, 60), of_value("it", 70, 5, 60, 62), of_value("legal", 70, 0, 65, 64))
    # It's week 1 needs another week of it beside it; that of the buyers would be theirs since go-live.
    assert {place for place in told if "week" in place} == {"it week_3", "legal week_2", "legal week_3"}


def test_a_period_without_everyones_map_has_none_of_a_cohort() -> None:
    told = shown(of_value("buyer", 30, 20, 20, before=20), periods=(SINCE, "week_1"))
    assert told == {"buyer since_go_live", "buyer week_1"}


def test_a_verdict_of_few_cases_is_not_told_nor_the_one_that_would_give_it_away() -> None:
    on, off, open_, withdrawn = Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.OPEN, Verdict.WITHDRAWN
    assert told_verdicts({on: 40, off: 12, open_: 10}, FLOOR) == {on: 40, off: 12, open_: 10}
    assert told_verdicts({on: 40, off: 12, withdrawn: 3}, FLOOR) == {on: 40}
    assert told_verdicts({on: 40, off: 12, open_: 8, withdrawn: 3}, FLOOR) == {on: 40, off: 12}


World = dict[tuple[str | None, str], frozenset[int]]


def worlds(seed: int, number: int) -> Iterator[tuple[World, bool]]:
    """Who had a case in which week, by the value of a cut; and whether a person is in one cohort only."""
    dice = random.Random(seed)
    for _ in range(number):
        each_in_one = dice.random() < 0.6
        values = dice.choice([("a", "b"), ("a", "b", "c"), ("a", "b", None), ("a", "b", "c", None)])
        world: World = {}
        for place, value in enumerate(values):
            team = range(1000 * place * each_in_one, 1000 * place * each_in_one + dice.choice([8, 20, 40]))
            for week in WEEKS:
                world[value, week] = frozenset(
                    dice.sample(team, dice.choice([0, 2, 5, 8, len(team) // 2, len(team)]) % (len(team) + 1))
                )
        yield world, each_in_one


def people_of(world: World) -> tuple[CohortPeople, dict[str, int]]:
    """The people of each cohort and period, as the engine's rows would tell of them, and of everyone."""
    since = {value: frozenset[int]().union(*(world[value, week] for week in WEEKS)) for value, _ in world}
    sizes = {(value, WEEKS.index(week) + 1): len(persons) for (value, week), persons in world.items() if persons}
    sizes |= {(value, -1): len(persons) for value, persons in since.items() if persons}
    rows = [{"workflow": "w", "value": v, "week": week, "people": size} for (v, week), size in sizes.items()]
    small = [
        {"workflow": "w", "value": value, "week": WEEKS.index(week) + 1, "person": person}
        for (value, week), persons in world.items()
        if len(persons) < FLOOR
        for person in persons
    ]
    named = pa.schema([("workflow", "string"), ("value", "string"), ("week", "int64")])
    found = read_people(
        pa.Table.from_pylist(rows, named.append(pa.field("people", "int64"))),
        pa.Table.from_pylist(small, named.append(pa.field("person", "int64"))),
    )
    everyone = {week: len(frozenset[int]().union(*(p for (_, w), p in world.items() if w == week))) for week in WEEKS}
    everyone[SINCE] = len(frozenset[int]().union(*since.values()))
    return found.get("w", CohortPeople(people={}, together={})), everyone


def test_no_map_of_a_week_of_fewer_people_than_the_floor_can_be_had_by_subtraction() -> None:
    """Maps count cases and add up: the attacker knows all that are shown, of weeks, of cohorts and of everyone."""
    attacked = 0
    for world, each_in_one in worlds(seed=8, number=400):
        found, everyone = people_of(world)
        periods = shown_periods(everyone, FLOOR)
        told = shown_maps(found, periods, FLOOR, each_in_one=each_in_one)
        if SINCE not in periods:
            assert not told
            continue
        rows = {str(value) for value, period in told if period == SINCE}
        weeks = {period for period in periods if period != SINCE}
        cases = {(str(value), week): 2 * len(persons) for (value, week), persons in world.items()}
        left_out = frozenset(cell for cell in cases if cell not in told)
        for cells in within_reach(TwoWayAttacker(cases, {}, left_out), rows, weeks):
            # With a cut of cases, somebody in two cohorts counts as two.
            group = {(row, person) for row, week in cells for person in world[None if row == "None" else row, week]}
            assert not 0 < len(group) < FLOOR, (world, told, cells)
        attacked += any(found.people.get(place, 0) >= FLOOR for place in world if place not in told)
    assert attacked > 50


def within_reach(attacker: TwoWayAttacker, rows: set[str], columns: set[str]) -> Iterator[list[tuple[str, str]]]:
    """Every set of unknown cells whose sum no solution of the equations changes."""
    if not attacker.unknown:
        return
    equations = attacker.equations(rows, columns)
    amounts = np.array([attacker.people[cell] for cell in attacker.unknown])
    kept = [n for n in range(len(amounts)) if amounts[n] or attacker._may_be_filled(equations, amounts, n)]
    if not kept:
        return
    _, scale, basis = np.linalg.svd(equations[:, kept])
    free = basis[int(np.sum(scale > 1e-9)) :]
    subsets = np.array(list(itertools.product([0.0, 1.0], repeat=len(kept))))
    for subset in subsets[np.all(np.abs(subsets @ free.T) < 1e-9, axis=1)]:
        yield [attacker.unknown[kept[place]] for place in np.flatnonzero(subset)]


def test_figures_are_told_to_the_nearest_half_of_the_floor_and_hidden_ones_stay_hidden() -> None:
    step = StepOnMap(
        step="pay", title="Pay", kind="task", changed=False, reached=12, passed=13, skipped=None, abandoned=0,
        failed=17, outside=None,
    )  # fmt: skip
    drawn = ProcessMap(
        period="week_1",
        cases=22,
        steps=(step,),
        flows=(Flow(origin="start", target="pay", cases=18),),
        verdicts={Verdict.ON_PATH: 22},
    )
    told = rounded(drawn, FLOOR)
    [pay] = told.steps
    assert (pay.reached, pay.passed, pay.skipped, pay.abandoned, pay.failed) == (10, 15, None, 0, 15)
    assert (told.cases, told.flows[0].cases, told.verdicts) == (20, 20, {Verdict.ON_PATH: 20})


def everyones(people: int, reached: int, passed: int, stopped: int | None) -> CohortMap:
    step = StepOnMap(
        step="pay", title="Pay", kind="task", changed=False, reached=reached, passed=passed, skipped=0,
        abandoned=stopped, failed=0, outside=0,
    )  # fmt: skip
    drawn = ProcessMap(period=SINCE, cases=reached, steps=(step,), flows=(), verdicts={Verdict.ON_PATH: passed})
    return CohortMap(workflow="w", cohort=EVERYONE, period=SINCE, people=people, partial=False, map=drawn)


def test_a_few_cases_that_wait_at_a_step_do_not_follow_from_those_who_went_on_and_those_who_stopped() -> None:
    """Of 101 cases 77 passed and 17 stopped: 7 wait. As they are shown, 100, 75 and 15, it may as well be 10, or none."""
    [pay] = released_map(everyones(60, 101, 77, 17), FLOOR).map.steps
    assert (pay.reached, pay.passed, pay.abandoned) == (100, 75, 15)
    [none_waits] = released_map(everyones(60, 98, 77, 21), FLOOR).map.steps
    assert (none_waits.reached, none_waits.passed, none_waits.abandoned) == (100, 75, 20)


def test_a_hidden_figure_does_not_follow_from_the_others() -> None:
    """Nobody waits, so those who stopped are those who reached it less those who passed: 4 and 9 look the same."""
    four, nine = (released_map(everyones(60, 102, 102 - few, None), FLOOR).map.steps[0] for few in (4, 9))
    assert (four.reached, four.passed) == (100, 100)
    assert (nine.reached, nine.passed) == (100, 95)
    other = released_map(everyones(60, 99, 94, None), FLOOR).map.steps[0]
    assert (other.reached, other.passed) == (nine.reached, nine.passed)


def test_no_map_tells_of_a_few_people_beside_those_whom_a_metric_counts() -> None:
    """Whatever a metric counts, the people of a map less these may be nobody, or as many as the floor."""
    for people, compared in itertools.product(range(10, 120), range(10, 120)):
        told = released_map(everyones(people, 101, 77, 17), FLOOR).people
        rests = [one - compared for one in range(compared, 140) if _told_people(one) == told]
        assert told == _told_people(people)
        assert not rests or min(rests) <= 0 or max(rests) >= FLOOR
    assert [_told_people(people) for people in (10, 14, 15, 24, 54)] == [10, 10, 20, 20, 50]


def _told_people(people: int) -> int:
    return round(people / FLOOR + 1e-9) * FLOOR


def test_a_map_that_is_shown_once_more_is_the_same() -> None:
    once = released_map(everyones(54, 101, 77, None), FLOOR)
    assert released_map(once, FLOOR) == once

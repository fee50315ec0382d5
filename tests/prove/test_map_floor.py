"""Which maps are shown: by hand, and as somebody would subtract maps from one another."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping

import numpy as np

from desirepath.prove.map_floor import Place, shown_maps, shown_periods, told_verdicts
from desirepath.vocabulary.case import Verdict
from tests.statistics.attacker import TwoWayAttacker

FLOOR = 10
SINCE, BASE = "since_go_live", "baseline"
WEEKS = ("week_1", "week_2", "week_3")


def of_value(value: str | None, since: int, *weeks: int, before: int = 0) -> dict[Place, int]:
    sizes = {(value, SINCE): since, (value, BASE): before}
    return sizes | {(value, f"week_{number}"): size for number, size in enumerate(weeks, 1)}


def shown(
    *values: Mapping[Place, int], periods: tuple[str, ...] = (SINCE, BASE, *WEEKS), each: bool = True
) -> set[str]:
    people = {place: size for value in values for place, size in value.items() if size}
    return {f"{value} {period}" for value, period in shown_maps(people, periods, FLOOR, each_in_one=each)}


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
    cohorts = (of_value("buyer", 30), of_value("finance", 15), of_value("legal", 7), of_value("it", 6))
    assert shown(*cohorts) == {"buyer since_go_live", "finance since_go_live"}


def test_small_cohorts_of_a_cut_of_cases_may_be_of_the_same_people() -> None:
    cohorts = (of_value("card", 30), of_value("invoice", 15), of_value("cash", 7), of_value("cheque", 6))
    assert shown(*cohorts, each=False) == {"card since_go_live"}


def test_a_small_week_of_a_cohort_follows_neither_from_its_other_weeks_nor_from_the_other_cohorts() -> None:
    told = shown(of_value("buyer", 60, 50, 40, 30), of_value("finance", 50, 3, 30, 28), of_value("it", 70, 60, 60, 60))
    weeks = {place for place in told if "week" in place}
    # Finance's week 1 beside its week 3, the smallest; both beside the smallest of their week: a rectangle.
    assert weeks == {"buyer week_2", "finance week_2", "it week_1", "it week_2", "it week_3"}


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


def people_of(world: World) -> tuple[dict[Place, int], dict[str, int]]:
    """The people of each cohort and period, and of everyone."""
    weekly = {place: len(persons) for place, persons in world.items() if persons}
    since = {value: frozenset[int]().union(*(world[value, week] for week in WEEKS)) for value, _ in world}
    everyone = {week: len(frozenset[int]().union(*(p for (_, w), p in world.items() if w == week))) for week in WEEKS}
    everyone[SINCE] = len(frozenset[int]().union(*since.values()))
    sizes: dict[Place, int] = {
        **weekly,
        **{(value, SINCE): len(persons) for value, persons in since.items() if persons},
    }
    return sizes, everyone


def test_no_map_of_a_week_of_fewer_people_than_the_floor_can_be_had_by_subtraction() -> None:
    """Maps count cases and add up: the attacker knows all that are shown, of weeks, of cohorts and of everyone."""
    attacked = 0
    for world, each_in_one in worlds(seed=8, number=250):
        sizes, everyone = people_of(world)
        periods = shown_periods(everyone, FLOOR)
        told = shown_maps(sizes, periods, FLOOR, each_in_one=each_in_one)
        if SINCE not in periods:
            assert not told
            continue
        rows = {str(value) for value, period in told if period == SINCE}
        weeks = {period for period in periods if period != SINCE}
        cases = {(str(value), week): 2 * len(persons) for (value, week), persons in world.items()}
        left_out = frozenset(cell for cell in cases if cell not in told)
        for cells in within_reach(TwoWayAttacker(cases, {}, left_out), rows, weeks):
            group = frozenset[int]().union(*(world[None if row == "None" else row, week] for row, week in cells))
            assert not 0 < len(group) < FLOOR, (world, told, cells)
        attacked += any(sizes.get(place, 0) >= FLOOR for place in world if place not in told)
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

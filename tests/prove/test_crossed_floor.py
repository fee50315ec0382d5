"""Two cuts crossed, as somebody reads them who adds and subtracts."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import numpy as np
import pytest

from desirepath.prove.crossed_floor import Crossing, shown_cells
from desirepath.statistics.suppression import hidden_rows
from tests.statistics.attacker import TwoWayAttacker

FLOOR = 10
NOBODY = ""
Cell = tuple[str, str]


def table(*lines: list[int], without: tuple[str, ...] = ()) -> Crossing:
    """People in rows r0, r1 … and columns c0, c1 …; the totals of those `without` are not shown."""
    people = {(f"r{r}", f"c{c}"): size for r, line in enumerate(lines) for c, size in enumerate(line)}
    rows = frozenset(row for row, _ in people) - set(without)
    return Crossing(people=people, rows=rows, columns=frozenset(c for _, c in people) - set(without))


def hidden(crossing: Crossing) -> set[str]:
    return {row + column for row, column in set(crossing.people) - shown_cells(crossing, FLOOR)}


def test_where_all_cells_are_large_all_are_shown() -> None:
    assert hidden(table([20, 30], [25, 10])) == set()


def test_a_small_cell_is_held_by_another_in_its_row_in_its_column_and_by_the_one_across() -> None:
    assert hidden(table([3, 20, 40], [15, 30, 40], [50, 50, 50])) == {"r0c0", "r0c1", "r1c0", "r1c1"}


def test_two_small_cells_of_a_row_are_hidden_together_where_they_are_as_many_as_the_floor() -> None:
    assert hidden(table([6, 7, 40], [6, 7, 40])) == {"r0c0", "r0c1", "r1c0", "r1c1"}


def test_people_without_a_value_hide_a_small_cell_on_either_side() -> None:
    crossing = table([3, 60, 20], [60, 60, 20], [20, 20, 0], without=("r2", "c2"))
    assert hidden(crossing) == {"r0c0", "r2c0", "r2c1", "r0c2", "r1c2", "r2c2"}


def test_a_row_that_is_not_told_by_itself_shows_no_cell() -> None:
    assert hidden(table([20, 30], [25, 40], [30, 30], without=("r0",))) == {"r0c0", "r0c1"}


def test_an_empty_cell_is_not_shown_and_hides_nobody() -> None:
    assert hidden(table([0, 20], [30, 40])) == {"r0c0"}
    assert hidden(table([0, 3, 20], [30, 30, 30], [30, 30, 30])) >= {"r0c1", "r0c2"}


@pytest.mark.parametrize(("people", "floor"), [({("r0", "c0"): -1}, 10), ({("r0", "c0"): 12}, 0)])
def test_fewer_than_none_is_refused(people: dict[Cell, int], floor: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        shown_cells(Crossing(people=people, rows=frozenset(), columns=frozenset()), floor)


def random_size(dice: random.Random) -> int:
    return dice.choice([0, dice.randint(1, 9), dice.randint(1, 14), dice.randint(10, 60)])


def random_tables(seed: int, number: int) -> Iterator[Crossing]:
    """Tables of people, some without a value of either cut, beside the margins that the study shows."""
    dice = random.Random(seed)
    for _ in range(number):
        rows, columns = dice.choice([(2, 2), (2, 3), (3, 3), (2, 4), (4, 2)])
        people = {(f"r{r}", f"c{c}"): random_size(dice) for r in range(rows) for c in range(columns)}
        if dice.random() < 0.4:
            people |= {(NOBODY, f"c{c}"): random_size(dice) for c in range(columns)}
        if dice.random() < 0.4:
            people |= {(f"r{r}", NOBODY): random_size(dice) for r in range(rows)}
        if sum(people.values()) >= FLOOR:
            yield with_margins(people)


def with_margins(people: dict[Cell, int]) -> Crossing:
    return Crossing(people=people, rows=told(people, 0), columns=told(people, 1))


def told(people: dict[Cell, int], place: int) -> frozenset[str]:
    lines = sorted({cell[place] for cell in people} - {NOBODY})
    sizes = [sum(size for cell, size in people.items() if cell[place] == line) for line in lines]
    left_out = hidden_rows(sizes, FLOOR, total=sum(people.values()))
    return frozenset(line for number, line in enumerate(lines) if number not in left_out and sizes[number])


def attack(seed: int, number: int) -> int:
    """Attack so many random tables; how many hid a cell of more people than the floor."""
    with_companions = 0
    for crossing in random_tables(seed, number):
        shown = shown_cells(crossing, FLOOR)
        left_out = frozenset(crossing.people) - shown
        attacker = TwoWayAttacker(crossing.people, {}, left_out)
        if len(attacker.unknown) > 14:
            continue
        found = attacker.smallest_group(set(crossing.rows), set(crossing.columns))
        assert found is None or found >= FLOOR, (crossing, sorted(shown))
        with_companions += any(crossing.people[cell] >= FLOOR and crossing.may_show(cell) for cell in left_out)
    return with_companions


def test_whoever_subtracts_cells_from_rows_columns_and_totals_gets_no_small_group() -> None:
    assert attack(seed=3, number=300) > 60


@pytest.mark.long
def test_ten_thousand_random_tables_give_no_small_group_away() -> None:
    assert attack(seed=4, number=10_000) > 2_000


def test_without_the_companions_the_attacker_would_find_a_small_group() -> None:
    """The attack above can fail: hide the small cells alone, and it does."""
    caught = 0
    for crossing in random_tables(seed=5, number=60):
        small = frozenset(c for c, size in crossing.people.items() if size < FLOOR or not crossing.may_show(c))
        attacker = TwoWayAttacker(crossing.people, {}, small)
        found = (
            attacker.smallest_group(set(crossing.rows), set(crossing.columns)) if len(attacker.unknown) < 13 else None
        )
        caught += found is not None and found < FLOOR
    assert caught > 10


def test_tables_of_three_pairs_put_together_tell_no_smaller_group_of_two_cuts() -> None:
    """Every set of cells of two cuts, against all that three tables and their margins say together."""
    dice, hidden_at_all = random.Random(6), 0
    for _ in range(25):
        cube = {place: random_size(dice) for place in itertools.product("ab", "cde", "fg")}
        shown = {pair: table_of(cube, pair) for pair in itertools.combinations(range(3), 2)}
        equations = np.array(known_of(cube, shown))
        for pair, crossing in shown.items():
            left_out = [cell for cell in crossing.people if cell not in shown_cells(crossing, FLOOR)]
            hidden_at_all += bool(left_out)
            for cells in subsets(left_out):
                people = sum(crossing.people[cell] for cell in cells)
                if 0 < people < FLOOR:
                    wanted = np.array([float((place[pair[0]], place[pair[1]]) in cells) for place in cube])
                    assert not in_span(equations, wanted), (cube, pair, cells)
    assert hidden_at_all > 25


def table_of(cube: dict[tuple[str, str, str], int], pair: tuple[int, int]) -> Crossing:
    people: dict[Cell, int] = {}
    for place, size in cube.items():
        cell = place[pair[0]], place[pair[1]]
        people[cell] = people.get(cell, 0) + size
    return with_margins(people)


def known_of(cube: dict[tuple[str, str, str], int], shown: dict[tuple[int, int], Crossing]) -> list[list[float]]:
    known = [[1.0] * len(cube)]
    for (one, other), crossing in shown.items():
        known += [[float(place[one] == row) for place in cube] for row in crossing.rows]
        known += [[float(place[other] == column) for place in cube] for column in crossing.columns]
        cells = shown_cells(crossing, FLOOR)
        known += [[float((place[one], place[other]) == cell) for place in cube] for cell in cells]
    return known


def subsets(cells: list[Cell]) -> Iterator[frozenset[Cell]]:
    for many in range(1, len(cells) + 1):
        yield from (frozenset(some) for some in itertools.combinations(cells, many))


def in_span(equations: np.ndarray, wanted: np.ndarray) -> bool:
    nearest, *_ = np.linalg.lstsq(equations.T, wanted, rcond=None)
    return bool(np.allclose(equations.T @ nearest, wanted, atol=1e-8))

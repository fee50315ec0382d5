from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desirepath.statistics.suppression import hidden_cells, hidden_rows
from tests.statistics.attacker import TwoWayAttacker, smallest_group_from_rows

FLOOR = 10


def test_rows_at_the_floor_are_shown() -> None:
    assert hidden_rows([10, 25, 40], FLOOR) == frozenset()


def test_a_single_hidden_row_takes_the_smallest_other_with_it() -> None:
    assert hidden_rows([40, 7, 12], FLOOR) == {1, 2}


def test_two_hidden_rows_of_three_and_four_people_take_another_with_them() -> None:
    assert hidden_rows([3, 4, 30, 20], FLOOR) == {0, 1, 3}


def test_two_hidden_rows_that_hold_the_floor_together_need_no_other() -> None:
    assert hidden_rows([5, 5, 30], FLOOR) == {0, 1}


def test_people_in_no_row_hide_a_small_row_by_standing_beside_it() -> None:
    assert hidden_rows([7, 30], FLOOR, total=42) == {0}


def test_a_few_people_in_no_row_would_be_the_remainder_and_hide_the_smallest_row() -> None:
    assert hidden_rows([50, 30], FLOOR, total=83) == {1}


def test_without_a_total_only_the_small_rows_are_hidden() -> None:
    assert hidden_rows([40, 7, 12], FLOOR, total_is_shown=False) == {1}


def test_empty_rows_are_no_groups_and_help_nobody_hide() -> None:
    assert hidden_rows([0, 7, 0, 30], FLOOR) == {1, 3}


def test_a_total_below_the_floor_hides_every_row() -> None:
    assert hidden_rows([3, 4], FLOOR) == {0, 1}


def test_of_rows_of_one_size_the_first_goes() -> None:
    assert hidden_rows([20, 5, 20], FLOOR) == {0, 1}


@pytest.mark.parametrize(("sizes", "total"), [([-1, 20], None), ([20, 20], 39)])
def test_sizes_that_cannot_be_are_refused(sizes: list[int], total: int | None) -> None:
    with pytest.raises(ValueError, match=r"cannot be|more than"):
        hidden_rows(sizes, FLOOR, total=total)


def grid(*lines: list[int]) -> dict[tuple[str, str], int]:
    return {(f"r{row}", f"c{column}"): size for row, line in enumerate(lines) for column, size in enumerate(line)}


def test_one_small_cell_takes_a_rectangle_with_it() -> None:
    hidden = hidden_cells(grid([3, 20, 30], [25, 40, 50], [60, 70, 80]), FLOOR)
    assert hidden == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}


def test_hidden_cells_that_every_line_holds_are_found_across_lines() -> None:
    # Each line alone is safe: its hidden cells hold 12 people or more. But both totals of the upper two rows
    # less those of the left two columns leave the 2 people of r1, c2, were nothing else hidden.
    sizes = grid([6, 6, 30, 40], [6, 5, 2, 60], [50, 60, 9, 9], [70, 80, 9, 9])
    hidden = hidden_cells(sizes, FLOOR)
    attacker = TwoWayAttacker(sizes, dict.fromkeys(("c0", "c1", "c2", "c3"), 0), hidden)
    rows, columns = {"r0", "r1", "r2", "r3"}, {"c0", "c1", "c2", "c3"}
    assert attacker.smallest_group(rows, columns) >= FLOOR
    lines_only = frozenset(cell for cell, size in sizes.items() if size < FLOOR)
    assert TwoWayAttacker(sizes, dict.fromkeys(columns, 0), lines_only).smallest_group(rows, columns) == 2


def test_nothing_small_hides_nothing() -> None:
    assert hidden_cells(grid([10, 20], [30, 40]), FLOOR) == frozenset()


def test_an_empty_breakdown_hides_nothing() -> None:
    assert hidden_cells({}, FLOOR) == frozenset()


def test_a_few_people_of_a_column_in_no_row_hide_cells_of_it() -> None:
    hidden = hidden_cells(grid([20, 30], [25, 40]), FLOOR, column_totals={"c0": 48, "c1": 90})
    assert ("r0", "c0") in hidden


def random_sizes(dice: random.Random, count: int) -> list[int]:
    return [dice.choice([0, dice.randint(1, 9), dice.randint(1, 14), dice.randint(10, 60)]) for _ in range(count)]


def test_ten_thousand_random_breakdowns_give_no_small_group_away() -> None:
    dice = random.Random(20180101)
    for _ in range(4_000):
        sizes = random_sizes(dice, dice.randint(1, 8))
        total = sum(sizes) + dice.choice([0, 0, dice.randint(1, 9), dice.randint(10, 30)])
        if total < FLOOR:
            continue
        hidden = hidden_rows(sizes, FLOOR, total=total)
        found = smallest_group_from_rows(sizes, hidden, total)
        assert found is None or found >= FLOOR, (sizes, total, hidden)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(5, 15))
def test_no_row_is_hidden_without_need(sizes: list[int], floor: int) -> None:
    """Put back any row that is large enough, and a small group follows."""
    hidden = hidden_rows(sizes, floor)
    companions = [row for row in hidden if sizes[row] >= floor]
    assert len(companions) <= 1
    for row in companions:
        assert 0 < sum(sizes[other] for other in hidden if other != row) < floor


def test_no_cell_is_hidden_without_need() -> None:
    dice = random.Random(7)
    for _ in range(60):
        sizes = grid(*(random_sizes(dice, 3) for _ in range(3)))
        hidden = hidden_cells(sizes, FLOOR)
        if sum(sizes.values()) < FLOOR:
            continue
        nobody = {"c0": 0, "c1": 0, "c2": 0}
        in_row = [sum(size for cell, size in sizes.items() if cell[0] == f"r{n}") for n in range(3)]
        in_column = [sum(size for cell, size in sizes.items() if cell[1] == f"c{n}") for n in range(3)]
        rows = {f"r{n}" for n in range(3) if n not in hidden_rows(in_row, FLOOR)}
        columns = {f"c{n}" for n in range(3) if n not in hidden_rows(in_column, FLOOR)}
        for cell in hidden:
            found = TwoWayAttacker(sizes, nobody, hidden - {cell}).smallest_group(rows, columns)
            assert found is not None
            assert found < FLOOR, (sizes, sorted(hidden), cell)


def attack_two_way(seed: int, tables: int) -> int:
    """Attack so many random tables; how many had anything to hide. Tables with few unknowns only: subsets are tried."""
    dice, attacked = random.Random(seed), 0
    for _ in range(tables):
        rows, columns = dice.choice([(2, 2), (2, 3), (3, 3), (2, 4), (4, 3)])
        sizes = grid(*(random_sizes(dice, columns) for _ in range(rows)))
        names = [f"c{column}" for column in range(columns)]
        some = dice.random() < 0.3
        unlisted = {name: dice.choice([0, dice.randint(1, 20)]) if some else 0 for name in names}
        in_column = {c: sum(size for cell, size in sizes.items() if cell[1] == c) for c in names}
        totals = {c: in_column[c] + unlisted[c] for c in names}
        in_row = [sum(size for cell, size in sizes.items() if cell[0] == f"r{row}") for row in range(rows)]
        if sum(totals.values()) < FLOOR:
            continue
        hidden = hidden_cells(sizes, FLOOR, column_totals=totals)
        no_row = hidden_rows(in_row, FLOOR, total=sum(totals.values()))
        no_column = hidden_rows([totals[name] for name in names], FLOOR)
        shown_rows = {f"r{row}" for row in range(rows) if row not in no_row}
        shown_columns = {name for number, name in enumerate(names) if number not in no_column}
        found = TwoWayAttacker(sizes, unlisted, hidden).smallest_group(shown_rows, shown_columns)
        assert found is None or found >= FLOOR, (sizes, unlisted, sorted(hidden))
        attacked += bool(hidden)
    return attacked


def test_random_two_way_breakdowns_give_no_small_group_away() -> None:
    assert attack_two_way(seed=1, tables=250) > 175


@pytest.mark.long
def test_ten_thousand_random_two_way_breakdowns_give_no_small_group_away() -> None:
    assert attack_two_way(seed=2, tables=10_000) > 7_000

"""The floor, and its remainder rule: what is hidden must not follow from what is shown.

Whom it holds against
    Somebody who knows every figure that is shown, the totals among them, and this rule, and who adds and
    subtracts at will. Such a person never gets the figures of a group of fewer people than the floor. People
    who are in no row (the people file lacks them) count among the hidden: their figures are shown nowhere.
What it does not hold against
    Somebody who has figures from elsewhere (an older report, a list of who was away), and shares of 0 or 1,
    which tell of each member of a group of any size. An empty place has to look like a hidden one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desirepath.statistics.subtraction import Breakdown, group_within_reach

Cell = tuple[str, str]


def hidden_rows(
    sizes: Sequence[int], floor: int, *, total_is_shown: bool = True, total: int | None = None
) -> frozenset[int]:
    """The positions to leave out of one breakdown.

    Rows below the floor are left out, and then the smallest others, as long as the total less what is shown
    is a group below the floor. `total` counts those in no row too; without it the rows are all there are.
    Empty rows are no groups. Raises ValueError for sizes that are negative or more than the total.
    """
    _check(sizes, floor)
    everyone = sum(sizes) if total is None else total
    if everyone < sum(sizes):
        raise ValueError(f"the rows hold {sum(sizes)}, more than their total {everyone}")
    hidden = {row for row, size in enumerate(sizes) if 0 < size < floor}
    if not total_is_shown:
        return frozenset(hidden)
    rest = everyone - sum(size for size in sizes if size >= floor)
    for row in sorted((row for row, size in enumerate(sizes) if size >= floor), key=lambda row: (sizes[row], row)):
        if not 0 < rest < floor:
            break
        hidden.add(row)
        rest += sizes[row]
    return frozenset(hidden)


def hidden_cells(
    sizes: Mapping[Cell, int], floor: int, *, column_totals: Mapping[str, int] | None = None
) -> frozenset[Cell]:
    """The cells to leave out of a two-way breakdown, by (row, column), beside its totals.

    Shown beside it: the total of everything, and of each row and column all that `hidden_rows` leaves in
    their own breakdowns. `column_totals` counts those in no row too; without it the cells are all there are.
    Cells below the floor are left out; then, as long as some sum and difference of what is shown gives a
    group below the floor, the smallest cell on its border; at last what was hidden without need is shown
    again, the largest first. Raises ValueError for sizes
    that are negative or more than their column's total. Source: complementary suppression as in Willenborg
    and de Waal, "Elements of Statistical Disclosure Control", 2001; the search for groups is ours.
    """
    _check(tuple(sizes.values()), floor)
    breakdown = _breakdown(sizes, floor, column_totals)
    hidden = {cell for cell, size in sizes.items() if 0 < size < floor}
    _hold_every_line(breakdown, floor, hidden)
    while True:
        border = group_within_reach(breakdown, frozenset(hidden), floor)
        shown = [cell for cell, size in sizes.items() if size > 0 and cell not in hidden]
        if border is None or not shown:
            return _with_needless_ones_shown(breakdown, hidden, floor)
        crossing = [cell for cell in shown if border.is_crossed_by(cell)]
        hidden.add(min(crossing or shown, key=lambda cell: (sizes[cell], cell)))


def _with_needless_ones_shown(breakdown: Breakdown, hidden: set[Cell], floor: int) -> frozenset[Cell]:
    companions = (cell for cell in hidden if breakdown.sizes[cell] >= floor)
    for cell in sorted(companions, key=lambda cell: (-breakdown.sizes[cell], cell)):
        if group_within_reach(breakdown, frozenset(hidden - {cell}), floor) is None:
            hidden.remove(cell)
    return frozenset(hidden)


def _check(sizes: Sequence[int], floor: int) -> None:
    if floor < 1 or any(size < 0 for size in sizes):
        raise ValueError(f"a floor of {floor} or a group of {min(sizes, default=0)} cannot be")


def _breakdown(sizes: Mapping[Cell, int], floor: int, column_totals: Mapping[str, int] | None) -> Breakdown:
    rows = tuple(dict.fromkeys(row for row, _ in sizes))
    columns = tuple(dict.fromkeys(column for _, column in sizes))
    in_row = {row: sum(size for cell, size in sizes.items() if cell[0] == row) for row in rows}
    in_column = {column: sum(size for cell, size in sizes.items() if cell[1] == column) for column in columns}
    totals = in_column if column_totals is None else {column: column_totals[column] for column in columns}
    unlisted = {column: totals[column] - in_column[column] for column in columns}
    if any(count < 0 for count in unlisted.values()):
        raise ValueError("a column holds more than its total")
    without_row_total = hidden_rows([in_row[row] for row in rows], floor, total=sum(totals.values()))
    without_column_total = hidden_rows([totals[column] for column in columns], floor)
    return Breakdown(
        sizes=sizes,
        rows=rows,
        columns=columns,
        unlisted=unlisted,
        rows_without_total=frozenset(rows[row] for row in without_row_total),
        columns_without_total=frozenset(columns[column] for column in without_column_total),
    )


def _hold_every_line(breakdown: Breakdown, floor: int, hidden: set[Cell]) -> None:
    """The rule of one breakdown along each row and column that has its total: quick, and most of the work."""
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for row in breakdown.rows:
            if row not in breakdown.rows_without_total:
                _hold_line([(row, column) for column in breakdown.columns], 0, breakdown.sizes, floor, hidden)
        for column in breakdown.columns:
            if column not in breakdown.columns_without_total:
                cells = [(row, column) for row in breakdown.rows]
                _hold_line(cells, breakdown.unlisted[column], breakdown.sizes, floor, hidden)


def _hold_line(cells: Sequence[Cell], unlisted: int, sizes: Mapping[Cell, int], floor: int, hidden: set[Cell]) -> None:
    rest = unlisted + sum(sizes.get(cell, 0) for cell in cells if cell in hidden)
    shown = (cell for cell in cells if cell not in hidden and sizes.get(cell, 0) > 0)
    for cell in sorted(shown, key=lambda cell: (sizes[cell], cell)):
        if not 0 < rest < floor:
            return
        hidden.add(cell)
        rest += sizes[cell]

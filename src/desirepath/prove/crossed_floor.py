"""Which cells of two crossed cuts may be shown beside what is told of each cut by itself.

Whom it holds against
    Somebody who knows every cell and every row and column that is shown, everyone's figures too, and adds and
    subtracts at will: nobody gets a group of fewer people than the floor. Those who have no value of a cut count
    among the hidden. A row or column that is not told by itself shows no cell either, so that tables of several pairs
    of cuts, put together, tell no more of any two cuts than their own table does.
What it does not hold against
    Groups that only three cuts at once describe, where all three pairs of them are shown. With a cut of cases,
    somebody who is in two cells counts as two, as in the rows of the metrics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desirepath.statistics.subtraction import Breakdown, Cell, group_within_reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """People by row and column. Of `rows` and `columns` the totals are shown, and that of everything is.

    Cells of other rows and columns (of values that are not told, of people without a value) are never shown.
    """

    people: Mapping[Cell, int]
    rows: frozenset[str]
    columns: frozenset[str]

    def may_show(self, cell: Cell) -> bool:
        return cell[0] in self.rows and cell[1] in self.columns


def shown_cells(crossing: Crossing, floor: int) -> frozenset[Cell]:
    """The cells to show: of at least as many people as the floor, and so that no smaller group can be worked out.

    Cells below the floor are left out; then, as long as a group below the floor is within reach, the smallest cell
    that would hide it; at last what was left out without need is shown again, the largest first.
    Raises ValueError for a floor below 1 or a negative count.
    """
    if floor < 1 or any(people < 0 for people in crossing.people.values()):
        raise ValueError(f"a floor of {floor} or fewer people than none cannot be")
    breakdown = _breakdown(crossing)
    hidden = {cell for cell, people in crossing.people.items() if people < floor or not crossing.may_show(cell)}
    companions: set[Cell] = set()
    for line in _lines(crossing):
        companions |= _needed_in(line, breakdown, frozenset(hidden | companions), floor)
    while border := group_within_reach(breakdown, frozenset(hidden | companions), floor):
        shown = [cell for cell in crossing.people if cell not in hidden and cell not in companions]
        if not shown:
            break
        crossing_cells = [cell for cell in shown if border.is_crossed_by(cell)]
        companions.add(min(crossing_cells or shown, key=lambda cell: (crossing.people[cell], cell)))
    for cell in sorted(companions, key=lambda cell: (-crossing.people[cell], cell)):
        if group_within_reach(breakdown, frozenset(hidden | companions - {cell}), floor) is None:
            companions.remove(cell)
    return frozenset(crossing.people) - hidden - companions


def _lines(crossing: Crossing) -> Iterator[list[Cell]]:
    """The cells of each row and column whose total is shown."""
    for place, totals in ((0, crossing.rows), (1, crossing.columns)):
        by_line: dict[str, list[Cell]] = {total: [] for total in sorted(totals)}
        for cell in crossing.people:
            if cell[place] in by_line:
                by_line[cell[place]].append(cell)
        yield from by_line.values()


def _needed_in(line: list[Cell], breakdown: Breakdown, hidden: frozenset[Cell], floor: int) -> set[Cell]:
    """What one line needs to hide its own small cells: quick, and most of the work."""
    rest, needed = sum(breakdown.sizes[cell] for cell in line if cell in hidden), set()
    for cell in sorted((cell for cell in line if cell not in hidden), key=lambda cell: (breakdown.sizes[cell], cell)):
        if not 0 < rest < floor:
            break
        needed.add(cell)
        rest += breakdown.sizes[cell]
    return needed


def _breakdown(crossing: Crossing) -> Breakdown:
    rows = tuple(sorted({*crossing.rows, *(row for row, _ in crossing.people)}))
    columns = tuple(sorted({*crossing.columns, *(column for _, column in crossing.people)}))
    return Breakdown(
        sizes=crossing.people,
        rows=rows,
        columns=columns,
        unlisted=dict.fromkeys(columns, 0),
        rows_without_total=frozenset(rows) - crossing.rows,
        columns_without_total=frozenset(columns) - crossing.columns,
    )

"""Which groups of a two-way breakdown somebody can get at by adding and subtracting what is shown.

The breakdown is read as a flow: from each row to each column as many people as their cell holds. Each row and
each column whose total is shown gives an equation; the ends without a total are one place, the outside. What
can be had as a sum of whole cells are then exactly the borders that hidden cells cross in one direction only:
draw a border around some rows and columns, add their rows' totals, take off their columns' totals and all
that is shown, and what is left is what crosses. The smallest such group with a given cell in it is a minimal
cut, and a minimal cut is a maximal flow (Ford and Fulkerson 1956). A count is never negative, so an empty
cell that no shift of people could fill is known to be empty.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Cell = tuple[str, str]
Place = tuple[str, str]
Hidden = dict[tuple[Place, Place], int]

_OUTSIDE_ROWS: Place = ("outside", "rows")
_OUTSIDE_COLUMNS: Place = ("outside", "columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """People by row and column. `unlisted` are those of a column who are in no row; cells not named are empty."""

    sizes: Mapping[Cell, int]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    unlisted: Mapping[str, int]
    rows_without_total: frozenset[str]
    columns_without_total: frozenset[str]

    def place_of_row(self, row: str) -> Place:
        return _OUTSIDE_ROWS if row in self.rows_without_total else ("row", row)

    def place_of_column(self, column: str) -> Place:
        return _OUTSIDE_COLUMNS if column in self.columns_without_total else ("column", column)


@dataclass(frozen=True, slots=True)
class Border:
    """The rows and columns inside a border that a group too small crosses outwards, and nothing hidden inwards."""

    breakdown: Breakdown
    inside: frozenset[Place]

    def is_crossed_by(self, cell: Cell) -> bool:
        """Whether hiding this cell would add to the group, or muddle it by crossing the other way."""
        row, column = self.breakdown.place_of_row(cell[0]), self.breakdown.place_of_column(cell[1])
        return (row in self.inside) != (column in self.inside)


def group_within_reach(breakdown: Breakdown, hidden: frozenset[Cell], floor: int) -> Border | None:
    """The border of some group of fewer people than the floor that can be had by subtraction, or None."""
    flows = _without_the_surely_empty(_hidden_flows(breakdown, hidden))
    room: dict[Place, dict[Place, int]] = {}
    for (row, column), people in flows.items():
        room.setdefault(row, {})[column] = people
        # No hidden cell may cross inwards: with a column inside, the row is inside too.
        room.setdefault(column, {})[row] = floor
    for (row, column), people in flows.items():
        if 0 < people < floor:
            inside = _inside_of_smallest_cut(room, row, column, floor)
            if inside is not None:
                return Border(breakdown, inside)
    return None


def _hidden_flows(breakdown: Breakdown, hidden: frozenset[Cell]) -> Hidden:
    """People in hidden and empty cells by the places they join; those in no row come from the outside."""
    flows: Hidden = {}
    for row, column, people in _not_shown(breakdown, hidden):
        flows[row, column] = flows.get((row, column), 0) + people
    return flows


def _not_shown(breakdown: Breakdown, hidden: frozenset[Cell]) -> Iterator[tuple[Place, Place, int]]:
    some_unlisted = any(breakdown.unlisted.values())
    for column in breakdown.columns:
        to = breakdown.place_of_column(column)
        if some_unlisted:
            yield _OUTSIDE_ROWS, to, breakdown.unlisted[column]
        for row in breakdown.rows:
            people = breakdown.sizes.get((row, column), 0)
            if people == 0 or (row, column) in hidden:
                yield breakdown.place_of_row(row), to, people


def _without_the_surely_empty(flows: Hidden) -> Hidden:
    """Leave out empty cells that would stay empty whichever way hidden people were shifted.

    A cell can be filled if people can be shifted around a circle through it: into any hidden cell, and out of
    those that hold some.
    """
    places = {place: number for number, place in enumerate(dict.fromkeys(end for ends in flows for end in ends))}
    links = [(places[row], places[column]) for row, column in flows]
    links += [(places[column], places[row]) for (row, column), people in flows.items() if people]
    if not links:
        return flows
    # Most breakdowns never come here; what they do not need takes half a second to import.
    from scipy import sparse
    from scipy.sparse import csgraph

    ones = sparse.coo_array(([1] * len(links), tuple(zip(*links, strict=True))), shape=(len(places), len(places)))
    _, circle = csgraph.connected_components(ones, directed=True, connection="strong")
    return {
        ends: people for ends, people in flows.items() if people or circle[places[ends[0]]] == circle[places[ends[1]]]
    }


def _inside_of_smallest_cut(
    room: Mapping[Place, Mapping[Place, int]], source: Place, sink: Place, floor: int
) -> frozenset[Place] | None:
    """What lies on the source's side of the smallest cut, or None where the cut holds the floor or more."""
    pushed: dict[tuple[Place, Place], int] = {}
    flow = 0
    while True:
        came_from = _reach(room, pushed, source, sink)
        if sink not in came_from:
            return frozenset(came_from)
        path = [sink]
        while path[-1] != source:
            path.append(came_from[path[-1]])
        steps = list(zip(path[:0:-1], path[-2::-1], strict=True))
        most = min(room[a].get(b, 0) - pushed.get((a, b), 0) for a, b in steps)
        flow += most
        if flow >= floor:
            return None
        for a, b in steps:
            pushed[a, b] = pushed.get((a, b), 0) + most
            pushed[b, a] = pushed.get((b, a), 0) - most


def _reach(
    room: Mapping[Place, Mapping[Place, int]], pushed: Mapping[tuple[Place, Place], int], source: Place, sink: Place
) -> dict[Place, Place]:
    """Every place that more flow could get to, and from where; it stops at the sink."""
    came_from = {source: source}
    waiting = deque([source])
    while waiting and sink not in came_from:
        at = waiting.popleft()
        for to, most in room[at].items():
            if to not in came_from and most - pushed.get((at, to), 0) > 0:
                came_from[to] = at
                waiting.append(to)
    return came_from

"""The floor, and its remainder rule: what is hidden must not follow from what is shown.

The attacker knows every row that is shown, the total, and the rule. Rows of one breakdown add up to the
total, with those that are in no row (people whom the people file lacks) as a remainder that nobody shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def hidden_rows(sizes: Sequence[int], floor: int, *, total: int | None = None) -> frozenset[int]:
    """The positions to leave out of one breakdown.

    Rows below the floor are hidden. As long as what is hidden, the remainder to `total` included, adds up to
    a group below the floor, the smallest row that is still shown is hidden too. Empty rows are no groups.
    """
    hidden = {row for row, size in enumerate(sizes) if 0 < size < floor}
    remainder = 0 if total is None else max(0, total - sum(sizes))
    by_size = sorted((row for row, size in enumerate(sizes) if size >= floor), key=lambda row: (sizes[row], row))
    while hidden and by_size and 0 < sum(sizes[row] for row in hidden) + remainder < floor:
        hidden.add(by_size.pop(0))
    return frozenset(hidden)


def hidden_cells(sizes: Mapping[tuple[str, str], int], floor: int) -> frozenset[tuple[str, str]]:
    """The cells to leave out of a two-way breakdown whose rows and columns both have their totals shown.

    The rule is held along every row and every column, again and again until nothing more need be hidden.
    """
    hidden: set[tuple[str, str]] = {cell for cell, size in sizes.items() if 0 < size < floor}
    while True:
        before = len(hidden)
        for axis in (0, 1):
            for line in sorted({cell[axis] for cell in sizes}):
                _protect_line([cell for cell in sizes if cell[axis] == line], sizes, floor, hidden)
        if len(hidden) == before:
            return frozenset(hidden)


def _protect_line(
    cells: Sequence[tuple[str, str]], sizes: Mapping[tuple[str, str], int], floor: int, hidden: set[tuple[str, str]]
) -> None:
    shown = sorted(
        (cell for cell in cells if cell not in hidden and sizes[cell] > 0), key=lambda cell: (sizes[cell], cell)
    )
    gone = [cell for cell in cells if cell in hidden]
    while gone and shown and (sum(sizes[cell] for cell in gone) < floor or len(gone) == 1):
        cell = shown.pop(0)
        hidden.add(cell)
        gone.append(cell)

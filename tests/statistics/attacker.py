"""Somebody who adds and subtracts what is shown: written apart from the rule, by linear algebra and subset sums."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

Cell = tuple[str, str]


def smallest_group_from_rows(sizes: Sequence[int], hidden: frozenset[int], total: int | None) -> int | None:
    """The smallest group with people in it that every figure shown gives away; None if there is none."""
    unknown = [sizes[row] for row in hidden]
    groups = [size for row, size in enumerate(sizes) if row not in hidden and size > 0]
    if total is not None:
        unknown.append(total - sum(sizes))
        groups.append(sum(unknown))
    return min((size for size in groups if size > 0), default=None)


class TwoWayAttacker:
    """Knows the shown cells, the shown totals, and that no count is negative.

    Every cell that is not shown, and each column's people who are in no row, is an unknown. A set of unknowns
    is given away if its sum is a combination of the equations, that is, if no solution changes it.
    """

    def __init__(self, sizes: Mapping[Cell, int], unlisted: Mapping[str, int], hidden: frozenset[Cell]) -> None:
        self.sizes, self.hidden = sizes, hidden
        self.rows = sorted({row for row, _ in sizes})
        self.columns = sorted({column for _, column in sizes})
        grid = list(itertools.product(self.rows, self.columns))
        self.people = dict.fromkeys(grid, 0) | dict(sizes)
        self.unknown = [cell for cell in grid if cell in hidden or self.people[cell] == 0]
        if any(unlisted.values()):
            self.unknown += [("", column) for column in self.columns]
            self.people |= {("", column): unlisted[column] for column in self.columns}

    def equations(self, shown_rows: set[str], shown_columns: set[str]) -> np.ndarray:
        lines = [[float(cell[0] == row) for cell in self.unknown] for row in sorted(shown_rows)]
        lines += [[float(cell[1] == column) for cell in self.unknown] for column in sorted(shown_columns)]
        return np.array([*lines, [1.0] * len(self.unknown)])

    def smallest_group(self, shown_rows: set[str], shown_columns: set[str]) -> int | None:
        shown = [size for cell, size in self.sizes.items() if cell not in self.hidden and size > 0]
        return min((size for size in (*shown, *self._subtracted(shown_rows, shown_columns))), default=None)

    def _subtracted(self, shown_rows: set[str], shown_columns: set[str]) -> list[int]:
        if not self.unknown:
            return []
        equations = self.equations(shown_rows, shown_columns)
        amounts = np.array([self.people[cell] for cell in self.unknown])
        kept = [n for n in range(len(amounts)) if amounts[n] or self._may_be_filled(equations, amounts, n)]
        equations, amounts = equations[:, kept], amounts[kept]
        subsets = np.array(list(itertools.product([0.0, 1.0], repeat=len(amounts))))
        _, scale, basis = np.linalg.svd(equations)
        free = basis[int(np.sum(scale > 1e-9)) :]
        fixed = np.all(np.abs(subsets @ free.T) < 1e-9, axis=1)
        return [int(size) for size in subsets[fixed] @ amounts if size > 0]

    @staticmethod
    def _may_be_filled(equations: np.ndarray, amounts: np.ndarray, cell: int) -> bool:
        wanted = np.zeros(len(amounts))
        wanted[cell] = -1
        best = linprog(wanted, A_eq=equations, b_eq=equations @ amounts, bounds=(0, None))
        assert best.success
        return -best.fun > 1e-7

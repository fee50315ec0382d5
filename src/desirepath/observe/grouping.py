"""Rows of whole numbers that belong together, and their sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers: TypeAlias = npt.NDArray[np.int64]
NONE = -1
"""The code of a value that is missing."""
_MOST = 1 << 63


@dataclass(frozen=True, slots=True)
class Groups:
    """Which rows belong together: `order` puts them side by side, each group beginning at one of `starts`."""

    order: Numbers
    starts: Numbers

    def __len__(self) -> int:
        return len(self.starts)

    def members(self) -> list[Numbers]:
        """The rows of each group."""
        return np.split(self.order, self.starts[1:]) if len(self) else []

    def first(self, column: Numbers) -> Numbers:
        """Each group's first value."""
        return column[self.order[self.starts]]

    def sums(self, column: Numbers) -> Numbers:
        """Each group's sum. Python's own whole numbers stand in where 64 bits may not hold it."""
        if not len(self):
            return column[:0]
        fits = max(int(column.max()), -int(column.min())) * len(column) < _MOST
        wide = column.astype(np.int64 if fits else object)
        return np.add.reduceat(wide[self.order], self.starts)

    def least(self, column: Numbers) -> Numbers:
        """Each group's smallest value."""
        return np.minimum.reduceat(column[self.order], self.starts) if len(self) else column[:0]

    def spread(self, of_groups: Numbers) -> Numbers:
        """A value of each group, given back to its rows."""
        rows = np.empty(len(self.order), of_groups.dtype)
        rows[self.order] = np.repeat(of_groups, np.diff(self.starts, append=len(self.order)))
        return rows


def groups_of(keys: Sequence[Numbers]) -> Groups:
    """The rows that agree in every key. Keys are `NONE` or more."""
    key = _one_key(keys)
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    is_start = np.ones(len(key), bool)
    is_start[1:] = ordered[1:] != ordered[:-1]
    return Groups(order, np.flatnonzero(is_start))


def _one_key(keys: Sequence[Numbers]) -> Numbers:
    """One whole number for each combination of keys."""
    combined, size = keys[0].astype(np.int64) + 1, _size(keys[0])
    for key in keys[1:]:
        if size * _size(key) >= _MOST:
            _, combined = np.unique(combined, return_inverse=True)
            size = _size(combined)
        combined = combined * _size(key) + (key + 1)
        size *= _size(key)
    return combined


def _size(key: Numbers) -> int:
    return int(key.max()) + 2 if len(key) else 1


def coded(column: pa.ChunkedArray) -> tuple[Numbers, tuple[str, ...]]:
    """Each value's position among the values, which are sorted; `NONE` where it is missing."""
    text = column.cast(pa.string())
    values = tuple(sorted(value for value in pc.unique(text).to_pylist() if value is not None))
    return codes_among(text, pa.array(values, pa.string())), values


def codes_among(column: pa.ChunkedArray, values: pa.Array) -> Numbers:
    """Each value's position among these; `NONE` where it is missing or none of them."""
    if not len(values):
        return np.full(len(column), NONE, np.int64)
    return numbers(pc.fill_null(pc.index_in(column, values, skip_nulls=True), NONE))


def numbers(column: pa.ChunkedArray) -> Numbers:
    """A column without gaps as whole numbers."""
    return column.to_numpy().astype(np.int64)

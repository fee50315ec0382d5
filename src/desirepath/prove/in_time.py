"""Rows in the order of persons and, among those of one person, of an instant.

What a person did up to an instant of their own is then the difference of two sums that were summed up once: nobody's
rows are read again for the next intervention.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desirepath.observe.grouping import Numbers
from desirepath.statistics.tallies import Floats

_MOST = 1 << 63


@dataclass(frozen=True, slots=True)
class InTime:
    """Those of person p lie at the places from `begins[p]` up to `begins[p + 1]`; `at` holds their instants.

    `order` numbers the rows, and is None where they stand in this order already. Instants are UTC microseconds.
    """

    order: Numbers | None
    at: Numbers
    begins: Numbers

    @classmethod
    def of(cls, person: Numbers, at: Numbers) -> InTime:
        """The rows of these persons at these instants."""
        order = _order_of(person, at)
        persons = int(person.max(initial=-1)) + 1
        begins = np.concatenate([[0], np.cumsum(np.bincount(person, minlength=persons))])
        return cls(order, at if order is None else at[order], begins)

    def ends(self, person: Numbers) -> tuple[Numbers, Numbers]:
        """The place at which each person's rows begin, and that after the last; the same for who has none."""
        last = len(self.begins) - 1
        return self.begins[np.minimum(person, last)], self.begins[np.minimum(person + 1, last)]

    def first_from(self, person: Numbers, instants: Numbers) -> Numbers:
        """The place of each person's first row at or after their instant; that after the last where there is none."""
        low, high = self.ends(person)
        while (is_open := low < high).any():
            middle = (low + high) // 2
            is_before = is_open & (self.at[np.minimum(middle, len(self.at) - 1)] < instants)
            low, high = np.where(is_before, middle + 1, low), np.where(is_open & ~is_before, middle, high)
        return low

    def between(self, begin: Numbers, end: Numbers) -> Numbers:
        """The numbers of the rows at the places from each of `begin` up to its `end`."""
        many = end - begin
        before = np.cumsum(many) - many
        places = np.repeat(begin - before, many) + np.arange(int(many.sum()))
        return places if self.order is None else self.order[places]

    def summed_up(self, values: Floats) -> Floats:
        """The sum of the values before each place, and of all at the end."""
        found = np.zeros(len(values) + 1)
        np.cumsum(values if self.order is None else values[self.order], out=found[1:])
        return found


def _order_of(person: Numbers, at: Numbers) -> Numbers | None:
    """The rows by person and instant, at one instant as they come; None where they stand so."""
    if np.all((person[1:] > person[:-1]) | ((person[1:] == person[:-1]) & (at[1:] >= at[:-1]))):
        return None
    first, span = int(at.min()), int(at.max()) - int(at.min()) + 1
    if (int(person.max()) + 1) * span < _MOST:
        # One whole number for both, of which most stand in order already, is sorted many times faster than two.
        return np.argsort(person * span + (at - first), kind="stable")
    return np.lexsort((at, person))

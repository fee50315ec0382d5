"""An order of people and of cut values that depends on what was counted, never on what they are called.

Chance is drawn for rows in their order. In this one, a rollout whose ids or cohorts are called otherwise is read
to the last digit as before.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from desirepath.observe.step_tallies import Counts, Span, StepTallies

Marks = npt.NDArray[np.uint64]
_FIRST_FACTOR, _STEP = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9


def in_canonical_order(tallies: StepTallies) -> StepTallies:
    """The same tallies: values of cuts by how many rows they have and what these counted, rows by value and count."""
    mark = _marks(tallies)
    codes, values = tallies.codes.copy(), list(tallies.values)
    for cut in range(codes.shape[1]):
        order = _order_of_values(codes[:, cut], mark, len(values[cut]))
        renumbered = np.concatenate([[0], np.argsort(order) + 1])
        codes[:, cut] = renumbered[codes[:, cut]]
        values[cut] = tuple(values[cut][place] for place in order.tolist())
    rows = np.lexsort([mark, *codes.T[::-1]])
    place = np.empty(len(rows), np.int64)
    place[rows] = np.arange(len(rows))
    person = _by_first(tallies.person[rows])
    # The first row of a person is the one that comes first now.
    first = np.full(len(rows) + 1, len(rows))
    np.minimum.at(first, person, np.arange(len(rows)))
    return replace(
        tallies,
        values=tuple(values),
        codes=codes[rows],
        person=person,
        before=_of_rows(tallies.before, rows),
        since=_of_rows(tallies.since, rows),
        first=_of_rows(tallies.first, rows),
        row_of={one: int(first[person[place[row]]]) for one, row in tallies.row_of.items()},
    )


def _marks(tallies: StepTallies) -> Marks:
    """A number for each row that is the same where all its counts are, and else almost surely another."""
    columns = [
        column
        for span in (tallies.before, tallies.first, tallies.since)
        for counts in (*span.of_cases.values(), *span.of_steps.values())
        for column in np.atleast_2d(counts)
    ]
    mark = np.zeros(len(tallies.person), np.uint64)
    factor = _FIRST_FACTOR
    for column in columns:
        mark = (mark ^ (column.astype(np.uint64) * np.uint64(factor))) * np.uint64(_STEP)
        factor = (factor * 3 + 2) % (1 << 64)
    return mark


def _order_of_values(code: Counts, mark: Marks, values: int) -> Counts:
    """Most rows first; among equals by the sum of their marks."""
    known = code > 0
    rows = np.bincount(code[known] - 1, minlength=values)
    sums = np.zeros(values, np.uint64)
    np.add.at(sums, code[known] - 1, mark[known])
    return np.lexsort([sums, -rows])


def _by_first(person: Counts) -> Counts:
    """Persons numbered by their first row."""
    _, first, number = np.unique(person, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[number] + 1, np.int64)


def _of_rows(span: Span, rows: Counts) -> Span:
    return Span(
        of_cases={name: counts[rows] for name, counts in span.of_cases.items()},
        of_steps={name: counts[:, rows] for name, counts in span.of_steps.items()},
    )

"""Event rows in the order of their arrival, made from the cases of one stretch after another.

A stretch's cases reach beyond its end; their later events wait until the next stretch is drawn. So all rows
of the log come in the order of time, and no more waits than what is under way at one moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.simulate.activities import CHANNEL_LABELS, LABELS, OUTCOME_LABELS
from desirepath.simulate.calendar import Moments
from desirepath.simulate.cases import Cases
from desirepath.simulate.people import Codes
from desirepath.simulate.walks import Matrix

EVENTS_SCHEMA = pa.schema(
    [
        ("case_id", pa.string()),
        ("activity", pa.dictionary(pa.int8(), pa.string())),
        ("at", pa.timestamp("us", "UTC")),
        ("user_id", pa.string()),
        ("channel", pa.dictionary(pa.int8(), pa.string())),
        ("outcome", pa.dictionary(pa.int8(), pa.string())),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """One entry an event, in codes. `case` is the case's number, `person` the acting person's."""

    case: Moments
    at: Moments
    person: Codes
    activity: Matrix
    channel: Matrix
    outcome: Matrix

    def __len__(self) -> int:
        return len(self.at)

    def part(self, begin: int, end: int) -> Events:
        """The events from one position to before another."""
        return self._each(lambda values: values[begin:end])

    def in_order(self) -> Events:
        """The same events by time; those of one moment stay as they are."""
        order = np.argsort(self.at, kind="stable")
        return self._each(lambda values: values[order])

    def after(self, earlier: Events) -> Events:
        """The events of both."""
        return Events(**{name: np.concatenate((getattr(earlier, name), getattr(self, name))) for name in _NAMES})

    def _each(self, change: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> Events:
        return Events(**{name: change(getattr(self, name)) for name in _NAMES})


_NAMES = ("case", "at", "person", "activity", "channel", "outcome")
NO_EVENTS = Events(
    case=np.zeros(0, np.int64),
    at=np.zeros(0, np.int64),
    person=np.zeros(0, np.int32),
    activity=np.zeros(0, np.uint8),
    channel=np.zeros(0, np.uint8),
    outcome=np.zeros(0, np.uint8),
)


def events_of(cases: Cases) -> Events:
    """The events of these cases, case by case."""
    there = cases.activity > 0
    walks = cases.walks
    return Events(
        case=np.repeat(cases.number, there.sum(axis=1)),
        at=cases.at[there],
        person=walks.actor[there],
        activity=walks.activity[there],
        channel=walks.channel[there],
        outcome=walks.outcome[there],
    )


def rows_of(events: Events, users: pa.Array) -> pa.RecordBatch:
    """The events as rows of the table. `users` holds the id of every person."""
    return pa.RecordBatch.from_arrays(
        [
            case_ids(events.case),
            _labels(LABELS, events.activity),
            pa.array(events.at, pa.timestamp("us", "UTC")),
            users.take(pa.array(events.person)),
            _labels(CHANNEL_LABELS, events.channel),
            _labels(OUTCOME_LABELS, events.outcome),
        ],
        schema=EVENTS_SCHEMA,
    )


def case_ids(numbers: Moments) -> pa.Array:
    """`P` and nine digits."""
    return pc.binary_join_element_wise("P", pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), 9, "0"), "")


def _labels(labels: tuple[str | None, ...], codes: Matrix) -> pa.DictionaryArray:
    known = [label for label in labels if label]
    missing = labels[0] is None or labels[0] == ""
    indices = pa.array(codes.astype(np.int8) - missing, pa.int8(), mask=codes == 0 if missing else None)
    return pa.DictionaryArray.from_arrays(indices, pa.array(known))

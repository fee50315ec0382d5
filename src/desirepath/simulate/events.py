"""Event rows in the order of their arrival, made from the cases of one stretch after another.

A stretch's cases reach beyond its end; their later events wait until the next stretch is drawn. So all rows of
the log come in the order of time (late ones in that of their arrival), and no more waits than what is under way
at one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from desirepath.simulate.calendar import Moments
from desirepath.simulate.cases import Cases
from desirepath.simulate.people import Codes
from desirepath.simulate.scene import CHANNELS, OUTCOMES, Scene

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
Small = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """One entry an event, in codes. `case` is the case's number, `person` the acting person's."""

    case: Moments
    at: Moments
    arrives: Moments
    person: Codes
    activity: Small
    channel: Small
    outcome: Small

    def __len__(self) -> int:
        return len(self.at)

    def part(self, begin: int, end: int) -> Events:
        """The events from one position to before another."""
        return self._each(lambda values: values[begin:end])

    def in_order(self) -> Events:
        """The same events by arrival; those of one moment stay as they are."""
        order = np.argsort(self.arrives, kind="stable")
        return self._each(lambda values: values[order])

    def _each(self, change: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> Events:
        return Events(**{name: change(getattr(self, name)) for name in _NAMES})


_NAMES = ("case", "at", "arrives", "person", "activity", "channel", "outcome")
NO_EVENTS = Events(
    case=np.zeros(0, np.int64),
    at=np.zeros(0, np.int64),
    arrives=np.zeros(0, np.int64),
    person=np.zeros(0, np.int32),
    activity=np.zeros(0, np.uint8),
    channel=np.zeros(0, np.uint8),
    outcome=np.zeros(0, np.uint8),
)


def together(parts: Sequence[Events]) -> Events:
    """The events of all parts, by arrival."""
    joined = Events(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in _NAMES})
    return joined.in_order()


def events_of(cases: Cases, scene: Scene, dice: np.random.Generator) -> Events:
    """The events of these cases, case by case."""
    steps, era = cases.steps, cases.era
    return Events(
        case=cases.beginnings.first_number + steps.case,
        at=steps.at,
        arrives=steps.at if cases.lag is None else steps.at + cases.lag[steps.case],
        person=_acting(cases, scene, dice),
        activity=era.activity[steps.place],
        channel=era.channel[steps.place],
        outcome=era.outcome[steps.place],
    )


def _acting(cases: Cases, scene: Scene, dice: np.random.Generator) -> Codes:
    """Who acts: the starter, the starter's boss, or somebody of the desk."""
    people, steps = scene.stage.people, cases.steps
    acting = cases.person[steps.case]
    by = cases.era.by[steps.place]
    boss, desk = np.flatnonzero(by == 1), np.flatnonzero(by == 2)
    acting[boss] = people.boss[acting[boss]]
    acting[desk] = people.desk[dice.integers(0, len(people.desk), len(desk))]
    return acting


def rows_of(events: Events, scene: Scene) -> pa.RecordBatch:
    """The events as rows of the table."""
    return pa.RecordBatch.from_arrays(
        [
            case_ids(events.case, scene.stage.world.case_prefix),
            _labels(scene.labels[1:], events.activity.astype(np.int8) - 1),
            pa.array(events.at, pa.timestamp("us", "UTC")),
            scene.users.take(pa.array(events.person)),
            _labels(CHANNELS, events.channel.astype(np.int8)),
            _labels(OUTCOMES[1:], events.outcome.astype(np.int8) - 1),
        ],
        schema=EVENTS_SCHEMA,
    )


def case_ids(numbers: Moments, prefix: str) -> pa.Array:
    """The prefix and nine digits."""
    return pc.binary_join_element_wise(prefix, pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), 9, "0"), "")


def _labels(labels: Sequence[str], codes: npt.NDArray[np.int8]) -> pa.DictionaryArray:
    """The labels of these codes; below zero there is none."""
    indices = pa.array(codes, pa.int8(), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(labels), pa.string()))

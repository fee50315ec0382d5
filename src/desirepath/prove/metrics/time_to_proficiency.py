"""How long people take until the changed workflow goes right without help.

What it tells
    The median number of days from a person's first case after go-live to the end of the third in a row that
    is on the path without failure, ticket or search.

How it is counted
    By Kaplan and Meier: who has not got there yet is waited for, and who has had no case for 30 days has
    left and is waited for until then. Open and withdrawn cases neither make nor break a row. A week holds
    the people whose first case lies in it. `left` is the share that left before getting there.

When it cannot be given
    Where the log names no persons, with fewer than 20 people, or while fewer than half have got there.

Source
    Kaplan and Meier 1958; interval by Brookmeyer and Crowley 1982. See `desirepath.statistics.survival`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.observe.counted import Counted, Place, Waits
from desirepath.prove.person_rates import CASES_NEEDED, measurement
from desirepath.statistics.survival import median_with_interval
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="time_to_proficiency",
    title="Time to proficiency",
    question="How long do people take until the changed workflow goes right without help?",
    unit="days",
    unit_without_people=None,
    better="down",
    needs=("events",),
    source="Kaplan and Meier 1958; Brookmeyer and Crowley 1982",
)


def measure(counted: Counted) -> Iterator[Measurement]:
    """The metric for everyone and each cohort of people, in all and by the week of the first case."""
    waits = counted.waits or {}
    always = (Place(workflow=workflow, period=SINCE_GO_LIVE) for workflow in counted.steps)
    for place in dict.fromkeys((*always, *waits)):
        found = waits.get(place)
        row = measurement(counted, METRIC, place, result=_result(counted, found), size=len(found.days) if found else 0)
        left = {"left": float(found.left.mean())} if found and isinstance(row.result, Estimate) else {}
        yield replace(row, more=left)


def _result(counted: Counted, waits: Waits | None) -> Estimate | NotEnoughData:
    if not counted.has_people:
        return NotEnoughData(observed=0, needed=CASES_NEEDED, because="people: the log names no persons")
    people = len(waits.days) if waits else 0
    if waits is None or people < CASES_NEEDED:
        return NotEnoughData(observed=people, needed=CASES_NEEDED, because="people with a case since go-live")
    median = median_with_interval(waits.days.tolist(), waits.proficient.tolist())
    if median is None or median.high is None:
        arrived = int(waits.proficient.sum())
        return NotEnoughData(observed=arrived, needed=people // 2 + 1, because="people who have become proficient")
    return Estimate(
        value=median.value, low=median.low, high=median.high, n=people, unit=METRIC.unit, method="Kaplan-Meier, log-log"
    )

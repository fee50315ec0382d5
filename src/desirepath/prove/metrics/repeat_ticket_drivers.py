"""What people ask support about, and who has asked it before.

What it tells
    One row for each ticket category: its share of the tickets of the workflow, and, as `asked_before`, the
    share of its askers who had asked in this category earlier.

How it is counted
    Tickets opened in the period; a ticket without a category stands under "not categorised". The interval
    takes each person's tickets as a cluster. Earlier tickets count whenever they were opened.

When it cannot be given
    Without a tickets table, or with fewer than 20 tickets of the workflow in the period.

Source
    Ratio of sums over clusters with linearised variance: Cochran, "Sampling Techniques", 1977, chapter 6.
    Interval: see `desirepath.statistics.ratios`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.observe.counted import Counted, DriverSums, Place
from desirepath.prove.person_rates import CASES_NEEDED, estimate_of, measurement
from desirepath.statistics.ratios import ratio_of_sums
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="repeat_ticket_drivers",
    title="Repeat ticket drivers",
    question="What do people ask support about, and who has asked it before?",
    unit="share of tickets",
    unit_without_people="share of tickets",
    better="down",
    needs=("tickets",),
    source="Cochran 1977",
)


def measure(counted: Counted) -> Iterator[Measurement]:
    """One row for each category of each place."""
    drivers = counted.drivers or {}
    for place, categories in drivers.items():
        for sums in categories:
            row = measurement(counted, METRIC, place, result=_result(sums), size=sums.askers)
            before = {"asked_before": sums.asked_before / sums.askers} if isinstance(row.result, Estimate) else {}
            yield replace(row, category=sums.category, more=before)
    for workflow in counted.steps:
        place = Place(workflow=workflow, period=SINCE_GO_LIVE)
        if place not in drivers:
            because = "tickets" if counted.drivers is not None else "tickets: the rollout file names no table of them"
            nothing = NotEnoughData(observed=0, needed=CASES_NEEDED, because=because)
            yield measurement(counted, METRIC, place, result=nothing, size=0)


def _result(sums: DriverSums) -> Estimate | NotEnoughData:
    if sums.tickets_x < CASES_NEEDED:
        return NotEnoughData(observed=sums.tickets_x, needed=CASES_NEEDED, because="tickets")
    interval = ratio_of_sums(
        n=sums.all_askers,
        sum_x=sums.tickets_x,
        sum_y=sums.tickets_y,
        sum_xx=sums.squares_x,
        sum_yy=sums.squares_y,
        sum_xy=sums.products,
    )
    return estimate_of(interval, n=sums.all_askers, unit=METRIC.unit)

"""How much of the work is given up, and at which step.

What it tells
    Of a person's closed cases, the share that was abandoned; averaged over persons. With a step: of the
    person's closed cases that reached the step, the share abandoned there.

How it is counted
    A case is abandoned when it has not ended and was idle for longer than the workflow's `case_ends_after`;
    excluded days do not count as idle. It was abandoned at the step of its last unsuccessful attempt if
    nothing passed after it, otherwise at the first required step that it had next. It reached a step if it
    attempted it or had it next.

When it cannot be given
    With fewer than 20 closed cases (that reached the step).

Source
    Drop-off with censoring of what is still open. Interval: see `desirepath.statistics.shares`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desirepath.observe.counted import Counted
from desirepath.observe.person_counts import reached, stopped
from desirepath.prove.person_rates import rates
from desirepath.statistics.shares import mean_of_shares
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="abandonment_rate",
    title="Abandonment",
    question="How much of the work is given up, and at which step?",
    unit="share of users",
    unit_without_people="share of cases",
    better="down",
    needs=("events",),
    source="Counts of closed cases",
    ratios=(("abandoned", "closed"),),
    at_steps=True,
)


def measure(counted: Counted) -> Iterator[Measurement]:
    """The metric for the workflow as a whole and for each step, for everyone and each cohort, by period."""
    yield from rates(counted, METRIC, counted.ratios[METRIC.ratios[0]], mean_of_shares)
    for workflow, steps in counted.steps.items():
        for number, step in enumerate(steps):
            sums = counted.ratios[stopped(number), reached(number)]
            of_workflow = {place: found for place, found in sums.items() if place.workflow == workflow}
            for row in rates(counted, METRIC, of_workflow, mean_of_shares, counts="closed cases that reached the step"):
                in_force = counted.path_steps.get((workflow, row.period))
                if row.workflow == workflow and (row.size or in_force is None or step in in_force):
                    yield replace(row, step=step)

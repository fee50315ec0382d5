"""How much of the work that is started gets finished.

What it tells
    Of a person's closed cases, the share that ended, by whatever path; averaged over persons.

How it is counted
    A case has ended when a step that can be last in the path has been passed, or when an activity outside
    the path took its place and nothing followed. Withdrawn cases are left out, open ones are waited for.

When it cannot be given
    With fewer than 20 closed cases.

Source
    Completion with censoring of what is still open. Interval: see `desirepath.statistics.shares`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.observe.counted import Counted
from desirepath.prove.person_rates import rates
from desirepath.statistics.shares import mean_of_shares
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="workflow_completion_rate",
    title="Workflow completion",
    question="How much of the work that is started gets finished?",
    unit="share of users",
    unit_without_people="share of cases",
    better="up",
    needs=("events",),
    source="Counts of closed cases",
    ratios=(("ended", "closed"),),
)


def measure(counted: Counted) -> Iterator[Measurement]:
    """The metric for everyone and each cohort, by period."""
    yield from rates(counted, METRIC, counted.ratios[METRIC.ratios[0]], mean_of_shares)

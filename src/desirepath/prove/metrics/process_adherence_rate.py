"""How much of the work takes the approved path.

What it tells
    Of a person's closed cases, the share that ended by the approved path; averaged over persons, so that
    someone with many cases weighs no more than someone with few.

How it is counted
    A case is on the path if it has ended and its steps are a word of the path that was in force when it began.
    Cases that ended otherwise, and abandoned ones, are not. Open and withdrawn cases are left out.

When it cannot be given
    With fewer than 20 judged cases. For the baseline, where no `old_path` says how work should have gone.

Source
    Conformance by alignment: van der Aalst, Adriansyah, van Dongen, "Replaying history on process models for
    conformance checking and performance analysis", 2012. Interval: see `desirepath.statistics.shares`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.observe.cases import BASELINE
from desirepath.observe.counted import Counted
from desirepath.prove.person_rates import CASES_NEEDED, rates
from desirepath.statistics.shares import mean_of_shares
from desirepath.vocabulary.estimate import NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="process_adherence_rate",
    title="Process adherence",
    question="How much of the work takes the approved path?",
    unit="share of users",
    unit_without_people="share of cases",
    better="up",
    needs=("events",),
    source="van der Aalst, Adriansyah, van Dongen 2012",
    ratios=(("on_path", "judged"),),
)

_NO_OLD_PATH = NotEnoughData(
    observed=0, needed=CASES_NEEDED, because="judged cases: no old_path says how earlier cases should have gone"
)


def measure(counted: Counted) -> Iterator[Measurement]:
    """The metric for everyone and each cohort, by period."""
    for row in rates(counted, METRIC, counted.ratios[METRIC.ratios[0]], mean_of_shares, counts="judged cases"):
        unjudged = row.period == BASELINE and row.workflow not in counted.judged_before
        if not unjudged:
            yield row
        elif row.cohort.is_everyone:
            yield Measurement(metric=row.metric, workflow=row.workflow, period=row.period, result=_NO_OLD_PATH)

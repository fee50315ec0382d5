"""How many questions are answered without support.

What it tells
    Of a person's searches in the self-help, the share that answered the question; averaged over persons.

How it is counted
    A search says itself whether it was resolved. Where it does not, it counts as resolved if its person
    opened no ticket on the workflow within 72 hours. Searches that are younger than that, or of nobody
    known, and say nothing are left out, so that of the newest days those that say something count alone.

When it cannot be given
    Without a searches table, or with fewer than 20 settled searches.

Source
    Deflection by the absence of a following ticket, 72 hours. Interval: see `desirepath.statistics.shares`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desirepath.observe.counted import Counted
from desirepath.prove.person_rates import CASES_NEEDED, rates
from desirepath.statistics.shares import mean_of_shares
from desirepath.vocabulary.estimate import NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="self_service_resolution_rate",
    title="Self-service resolution",
    question="How many questions are answered without support?",
    unit="share of searches, mean over users",
    unit_without_people="share of searches",
    better="up",
    needs=("searches",),
    source="Absence of a following ticket within 72 hours",
)

_NO_TABLE = NotEnoughData(observed=0, needed=CASES_NEEDED, because="searches: the rollout file names no table of them")


def measure(counted: Counted) -> Iterator[Measurement]:
    """The metric for everyone and each cohort, by period."""
    for row in rates(counted, METRIC, counted.searches or {}, mean_of_shares, counts="settled searches"):
        yield row if counted.searches is not None else replace(row, result=_NO_TABLE)

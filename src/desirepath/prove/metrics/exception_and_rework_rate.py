"""How often something goes wrong on the way.

What it tells
    Failures, returns, corrections and duplicates for each closed case of a person; averaged over persons.
    It can be above 1.

How it is counted
    Every attempt with the outcome failed, returned, corrected or duplicate, and every activity that the
    rollout file names as such a failure. A denied attempt is a matter of access and does not count here.

When it cannot be given
    With fewer than 20 closed cases.

Source
    Quasi-Poisson mean: McCullagh and Nelder, "Generalized Linear Models", 1989. Interval: see
    `desirepath.statistics.rates`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.observe.counted import Counted
from desirepath.prove.person_rates import rates
from desirepath.statistics.rates import mean_of_counts
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="exception_and_rework_rate",
    title="Exceptions and rework",
    question="How often does something go wrong on the way?",
    unit="per closed case, mean over users",
    unit_without_people="per closed case",
    better="down",
    needs=("events",),
    source="McCullagh and Nelder 1989",
    ratios=(("exceptions", "closed"),),
)


def measure(counted: Counted) -> Iterator[Measurement]:
    """The metric for everyone and each cohort, by period."""
    yield from rates(counted, METRIC, counted.ratios[METRIC.ratios[0]], mean_of_counts)

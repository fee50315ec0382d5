"""How much support the workflow costs, for each person who works in it.

What it tells
    Tickets of the workflow opened in the period, for each person with at least one event in it.

How it is counted
    All tickets that name the workflow (or any, where the rollout has one workflow), those of nobody known
    included; a ticket belongs to the cohort of its person. Tickets of excluded days are left out.

When it cannot be given
    Without a tickets table, without persons in the log, or with fewer than 20 active people.

Source
    Quasi-Poisson mean with active people as exposure: McCullagh and Nelder, "Generalized Linear Models",
    1989. Interval: see `desirepath.statistics.rates`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.observe.counted import Counted, TicketSums
from desirepath.prove.person_rates import CASES_NEEDED, estimate_of, measurement, with_everyone
from desirepath.statistics.moments import Moments
from desirepath.statistics.rates import mean_of_counts
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="tickets_per_active_user",
    title="Tickets per active user",
    question="How much support does the workflow cost, for each person who works in it?",
    unit="tickets per active user",
    unit_without_people=None,
    better="down",
    needs=("events", "tickets"),
    source="McCullagh and Nelder 1989",
)


def measure(counted: Counted) -> Iterator[Measurement]:
    """The metric for everyone and each cohort, by period."""
    sums = counted.tickets or {}
    for place in with_everyone(counted, sums):
        found = sums.get(place)
        yield measurement(counted, METRIC, place, result=_result(counted, found), size=found.active if found else 0)


def _result(counted: Counted, sums: TicketSums | None) -> Estimate | NotEnoughData:
    if not counted.has_people:
        return NotEnoughData(observed=0, needed=CASES_NEEDED, because="active people: the log names no persons")
    if counted.tickets is None:
        return NotEnoughData(observed=0, needed=1, because="tickets: the rollout file names no table of them")
    if sums is None or sums.active < CASES_NEEDED:
        return NotEnoughData(observed=sums.active if sums else 0, needed=CASES_NEEDED, because="active people")
    moments = Moments(sums.active, sums.tickets, sums.squares)
    return estimate_of(mean_of_counts(moments), n=sums.active, unit=METRIC.unit)

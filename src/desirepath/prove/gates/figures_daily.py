"""Whether adherence, abandonment and tickets are seen day by day.

What it asks for
    The three figures for every workflow, from events that came in at most two days before the as-of date.

How it is read
    From the metrics since go-live for everyone, and from the latest time among the events that are known.

When it cannot be told
    While one of the figures cannot be given; the gate says which, and why.

Source
    The first phase of the plan.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from desirepath.prove.plan45.amounts import measured, metric_title
from desirepath.prove.plan45.reading import GateReading, fails, holds, too_little
from desirepath.prove.plan45.seen import Seen
from desirepath.vocabulary.plan45 import ProofGate

GATE = ProofGate(
    name="figures_daily",
    title="The figures are seen daily",
    phase=1,
    day=7,
    question="Are adherence, abandonment and tickets seen day by day?",
    needs=("events", "tickets"),
    source="The first phase of the plan",
)
FIGURES = ("process_adherence_rate", "abandonment_rate", "tickets_per_active_user")
FRESH = timedelta(days=2)


def read(seen: Seen) -> GateReading:
    """Holds where all three can be given for every workflow and the newest event is fresh."""
    figures = tuple(measured(seen, metric, one) for one in seen.workflows for metric in FIGURES)
    missing = next((one for one in figures if one.value is None), None)
    newest = _newest_event(seen)
    if missing is not None or newest is None or not figures:
        what = metric_title(FIGURES[0]) if missing is None else missing.title
        return too_little("Not measured yet: %(title)s.", *figures, title=what)
    age = seen.study.as_of - newest
    if age > FRESH:
        return fails("The newest event is %(n)s days old.", *figures, n=str(age.days))
    return holds("All three are measured, and the newest event is at most %(n)s h old.", *figures, n=_hours(age))


def _newest_event(seen: Seen) -> datetime | None:
    return max((one.last_at for one in seen.study.health.flows if one.table == "events"), default=None)


def _hours(age: timedelta) -> str:
    """Begun hours: an event of just now is at most one hour old."""
    return str(max(1, ceil(age / timedelta(hours=1))))

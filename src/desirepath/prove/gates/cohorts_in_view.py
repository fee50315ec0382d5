"""Whether the figures are seen for each cohort.

What it asks for
    Adherence, abandonment, tickets and exceptions for at least two cohorts of every workflow, by day 45.

How it is read
    From the metrics since go-live: a cohort counts where it has enough data and is not below the floor.

When it cannot be told
    While one of the four is missing; the gate says which.

Source
    The third phase of the plan.
"""

from __future__ import annotations

from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.prove.plan45.amounts import measured, metric_title
from desirepath.prove.plan45.reading import GateReading, holds, too_little
from desirepath.prove.plan45.seen import Seen
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.plan45 import ProofGate

GATE = ProofGate(
    name="cohorts_in_view",
    title="Cohorts are in view",
    phase=3,
    day=45,
    question="Are the figures seen for each cohort?",
    needs=("events", "people", "tickets"),
    source="The third phase of the plan",
)
FIGURES = ("process_adherence_rate", "abandonment_rate", "tickets_per_active_user", "exception_and_rework_rate")
LEAST = 2


def read(seen: Seen) -> GateReading:
    """Holds where each of the four is measured for at least two cohorts of every workflow."""
    figures = tuple(measured(seen, metric, one) for one in seen.workflows for metric in FIGURES)
    counts = {(metric, one): _cohorts(seen, metric, one) for one in seen.workflows for metric in FIGURES}
    missing = next((metric for (metric, _), number in counts.items() if number < LEAST), None)
    if missing is not None or not counts:
        return too_little("Not measured by cohort yet: %(title)s.", *figures, title=metric_title(missing or FIGURES[0]))
    return holds("All four are measured for at least %(n)s cohorts.", *figures, n=str(min(counts.values())))


def _cohorts(seen: Seen, metric: str, workflow: str) -> int:
    rows = (one for one in seen.rows(metric, workflow) if one.period == SINCE_GO_LIVE and not one.cohort.is_everyone)
    return len({one.cohort for one in rows if isinstance(one.result, Estimate)})

"""Support demand that gathers at one step.

What it sees
    Tickets at a step, per case that comes to it: those that support filed there, and those whose text is about it. A
    ticket counts by how likely its text is about the changed work at all, so that an outage elsewhere counts little.

How it is told from noise
    Each person counts once, with their tickets per case, against the same step before go-live; a step that is new
    against all tickets before, per case; without any from before against the other cohorts. More tickets of more
    cases are no excess.

When it is silent
    Where the excess is less than two tickets in a hundred cases. Beside another signal at the step tickets are evidence
    for that one and no trouble of their own.

Source
    Rates with exposure: Breslow and Day 1987. The search for the cohort is that of
    `desirepath.statistics.cohort_search`.
"""

from __future__ import annotations

from collections.abc import Iterator

from desirepath.detect.outcome import Kind, Outcome, told_at_step
from desirepath.observe.heard import HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.vocabulary.signal import Signal, Symptom

SIGNAL = Signal(
    name="ticket_cluster",
    title="Tickets cluster at a step",
    question="Which step makes people ask support?",
    unit="tickets per case that reaches the step",
    needs=("events", "tickets"),
    source="Breslow and Day 1987",
)
KIND = Kind(
    signal=SIGNAL.name,
    symptom=Symptom.TICKET_SPIKE,
    unit=SIGNAL.unit,
    material=0.02,
    loudness=0.25,
    heads=0.5,  # tickets go along with every trouble; they are one of their own where twice as many cases have one
)


def outcomes(tallies: StepTallies, heard: HeardByTable) -> Iterator[Outcome]:
    """One outcome for each step at which tickets were opened."""
    if "tickets" not in heard or not tallies.has_people:
        return
    tickets = heard["tickets"]
    for step in range(len(tallies.workflow.steps)):
        yield from KIND.at(step, told_at_step(tallies, tickets, step), [("tickets", tickets.at(step, since=True))])

"""Work beside the system.

What it sees
    Ways beside the system that people told of (a tracker, a shared inbox, notes), and bulk copying and bulk export that
    the page saw, per case that comes to the step.

How it is told from noise
    Each person counts once, with what was told or seen per case. Neither exists before go-live: a step is held
    against the workflow's other steps in the same weeks, and cohorts against one another.

When it is silent
    Where the excess is less than two in a hundred cases. It has no symptom of its own: work finished outside is
    `bypass`; what is done beside the system is told as duplicate handoffs.

Source
    The forms of workarounds that leave such traces: Alter 2014; Outmazgin and Soffer 2016. The search for the
    cohort is that of `desirepath.statistics.cohort_search`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from desirepath.detect.outcome import ChosenRows, Kind, Outcome, against_other_steps
from desirepath.observe.heard import Floats, HeardByTable
from desirepath.observe.step_tallies import StepTallies
from desirepath.statistics.tallies import tally
from desirepath.vocabulary.signal import Signal, Symptom

SIGNAL = Signal(
    name="shadow_process",
    title="Work beside the system",
    question="At which step do people keep a tracker, an inbox or notes of their own?",
    unit="reports and bulk copies per case that reaches the step",
    needs=("events", "reports", "signs"),
    source="Alter 2014; Outmazgin and Soffer 2016",
)
KIND = Kind(
    signal=SIGNAL.name,
    symptom=Symptom.DUPLICATE_HANDOFFS,
    unit=SIGNAL.unit,
    material=0.02,
    loudness=0.1,
    heads=0.2,  # what is done beside the system is seldom told: the symptom is another's, where there is one
)
BULK = ("bulk_copy", "bulk_export")


def outcomes(tallies: StepTallies, heard: HeardByTable) -> Iterator[Outcome]:
    """One outcome for each step beside which something was told or seen."""
    if not tallies.has_people:
        return
    rows, entered = len(tallies.person), tallies.since.of_steps["entered"]
    told = [list(beside(heard, step)) for step in range(len(entered))]
    seen = np.stack([_counted(heard, chosen, rows) for chosen in told]) * (entered > 0)
    for step, chosen in enumerate(told):
        others = tally(seen.sum(axis=0) - seen[step], entered.sum(axis=0) - entered[step])
        before, reference = against_other_steps(others)
        yield from KIND.at(step, (tally(seen[step], entered[step]), before, reference), chosen)


def beside(heard: HeardByTable, step: int) -> Iterator[ChosenRows]:
    """The rows that tell of a step done beside the system: reports, and signs of bulk copy and export."""
    if "reports" in heard:
        yield "reports", heard["reports"].at(step, since=True)
    if "signs" in heard:
        is_bulk = np.array([label in BULK for label in heard["signs"].labels], bool)
        yield "signs", heard["signs"].at(step, since=True) & is_bulk


def _counted(heard: HeardByTable, chosen: Sequence[ChosenRows], rows: int) -> Floats:
    return sum((heard[table].by_row(mine, rows) for table, mine in chosen), np.zeros(rows))

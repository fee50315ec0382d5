"""The measures that every intervention is held against: one it is decided by, the others to look for harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import numpy as np

from desirepath.observe.cases_of_people import Flags
from desirepath.observe.grouping import Numbers
from desirepath.prove.measured import Rows, Watch
from desirepath.vocabulary.intervention import Intervention
from desirepath.vocabulary.signal import Symptom

_A_SHARE, _A_CASE = "share of cases", "per case"


@dataclass(frozen=True, slots=True)
class Asked:
    """Tickets of people: who (a number, NONE for who has no case), when, and whether they are about the workflow."""

    person: Numbers
    opened: Numbers
    is_here: Flags


@dataclass(frozen=True, slots=True)
class Seen:
    """All that a measure may look at: one step of a workflow. `usual` is the instant before which all was as usual.

    What is made of it once is kept, by name: many interventions may be for one step.
    """

    watch: Watch
    asked: Asked | None
    usual: int
    kept: dict[str, Rows | None] = field(default_factory=dict)

    def rows(self, name: str, make: Callable[[], Rows | None]) -> Rows | None:
        """What is kept under this name, else what is made."""
        if name not in self.kept:
            self.kept[name] = make()
        return self.kept[name]

    def measured(self) -> dict[str, Rows]:
        """The rows of every measure that can be read."""
        found = {name: self.rows(name, partial(one.rows, self)) for name, one in MEASURES.items()}
        return {name: rows for name, rows in found.items() if rows is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure. `worthwhile` is the least change that matters; of a count, as a share of its level."""

    metric: str
    title: str
    unit: str
    better: Literal["up", "down"]
    rows: Callable[[Seen], Rows | None]
    at_step: bool = False
    worthwhile: float = 0.02

    @property
    def is_share(self) -> bool:
        return self.unit == _A_SHARE

    def least(self, level: float) -> float:
        """The least change that matters, in the measure's unit."""
        return self.worthwhile if self.is_share else max(self.worthwhile, 0.1 * abs(level))


def _tickets(seen: Seen, *, here: bool) -> Rows | None:
    if seen.asked is None:
        return None
    mine = seen.asked.is_here == here
    return seen.watch.tickets(seen.asked.person[mine], seen.asked.opened[mine])


MEASURES: Mapping[str, Measure] = {
    one.metric: one
    for one in (
        Measure(
            metric="abandonment_rate",
            title="Abandonment at the step",
            unit=_A_SHARE,
            better="down",
            at_step=True,
            rows=lambda seen: seen.watch.at_the_step(),
        ),
        Measure(
            metric="process_adherence_rate",
            title="Kept to the approved path",
            unit=_A_SHARE,
            better="up",
            rows=lambda seen: seen.watch.on_path(),
        ),
        Measure(
            metric="workflow_completion_rate",
            title="Completed",
            unit=_A_SHARE,
            better="up",
            rows=lambda seen: seen.watch.completed(),
        ),
        Measure(
            metric="exception_and_rework_rate",
            title="Exceptions and rework",
            unit=_A_CASE,
            better="down",
            rows=lambda seen: seen.watch.exceptions(),
        ),
        Measure(
            metric="tickets_per_active_user",
            title="Tickets about the workflow",
            unit="per active user and week",
            better="down",
            rows=lambda seen: _tickets(seen, here=True),
        ),
        Measure(
            metric="tickets_elsewhere",
            title="Tickets about other matters",
            unit="per active user and week",
            better="down",
            rows=lambda seen: _tickets(seen, here=False),
        ),
        Measure(
            metric="abandonment_at_other_steps",
            title="Abandonment at other steps",
            unit=_A_SHARE,
            better="down",
            rows=lambda seen: seen.watch.given_up_elsewhere(),
        ),
        Measure(
            metric="slow_cases",
            title="Completed cases that took long",
            unit=_A_SHARE,
            better="down",
            rows=lambda seen: seen.watch.slow(seen.usual),
        ),
    )
}
"""By metric, in the order in which they are told."""

ABOUT_NO_STEP = ("tickets_per_active_user", "tickets_elsewhere")
"""Their rows are the same for every step of a workflow."""

_SHOWS_IN: Mapping[Symptom, str] = {
    Symptom.ABANDONMENT_AT_STEP: "abandonment_rate",
    Symptom.APPROVAL_PATH_BYPASSED: "process_adherence_rate",
    Symptom.TICKET_SPIKE: "tickets_per_active_user",
    Symptom.EXCEPTIONS_RISING: "exception_and_rework_rate",
    Symptom.COHORT_GAP: "abandonment_rate",
    Symptom.DUPLICATE_HANDOFFS: "exception_and_rework_rate",
}


def decided_by(told: str | None, intervention: Intervention | None, *, has_tickets: bool) -> str:
    """The metric that an intervention is decided by: as told, else abandonment at its step.

    Where the kind of intervention is made for another symptom at least twice as much as for abandonment, it is what
    that symptom shows in.
    """
    if told is not None and told in MEASURES:
        return told
    if intervention is None or not intervention.symptoms:
        return "abandonment_rate"
    fits = intervention.symptoms
    best = max(fits, key=lambda symptom: (fits[symptom], symptom is Symptom.ABANDONMENT_AT_STEP))
    if fits[best] < 2 * fits.get(Symptom.ABANDONMENT_AT_STEP, 0.0):
        return "abandonment_rate"
    metric = _SHOWS_IN[best]
    return metric if has_tickets or metric != "tickets_per_active_user" else "abandonment_rate"


def nobody_asked() -> Asked:
    """A table of tickets without one."""
    return Asked(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, bool))

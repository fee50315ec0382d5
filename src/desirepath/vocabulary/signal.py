"""What signals are looked for, and what one of them found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desirepath.vocabulary.cohort import Cohort


class Symptom(StrEnum):
    """What a trouble at a step looks like."""

    ABANDONMENT_AT_STEP = "abandonment_at_step"
    APPROVAL_PATH_BYPASSED = "approval_path_bypassed"
    TICKET_SPIKE = "ticket_spike"
    EXCEPTIONS_RISING = "exceptions_rising"
    COHORT_GAP = "cohort_gap"
    DUPLICATE_HANDOFFS = "duplicate_handoffs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """The facts of a signal, as its page in the reference tells them. `needs` names tables."""

    name: str
    title: str
    question: str
    unit: str
    needs: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalFinding:
    """A signal that stands after all that were looked for are taken into account.

    `value` is the cohort's mean since go-live with its interval, `expected` what it would be without the trouble:
    its baseline, or the others. `q_value` is the share of false ones among all found at least as clear. `cases` is
    how many the value is over, `excess_cases` how many more than expected are touched. `first_seen` is the first
    day after which it could have been told.
    """

    signal: str
    symptom: Symptom
    workflow: str
    step: str
    cohort: Cohort
    value: float
    expected: float
    low: float
    high: float
    q_value: float
    people: int
    cases: int
    excess_cases: float
    unit: str
    first_seen: date | None = None

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the interval {self.low} to {self.high} does not hold its value {self.value}")

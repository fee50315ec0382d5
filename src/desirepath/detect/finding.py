"""What stands, with an interval that takes into account how many were looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from desirepath.detect.look import Seen
from desirepath.statistics.bounds import WeighedMean, count_bounds, share_bounds
from desirepath.vocabulary.rollout import Workflow
from desirepath.vocabulary.signal import SignalFinding, Symptom


@dataclass(frozen=True, slots=True)
class Judged:
    """How a signal stands among all: its q-value, the confidence of its interval, and the day it could be told."""

    q_value: float
    level: float
    first_seen: date | None = None


def finding_of(seen: Seen, symptom: Symptom, workflow: Workflow, judged: Judged) -> SignalFinding:
    """A signal at the level of confidence that belongs to a false-coverage rate of 5 % over all that are told."""
    low, high = interval_of(seen, judged.level)
    return SignalFinding(
        signal=seen.outcome.signal,
        symptom=symptom,
        workflow=workflow.id,
        step=workflow.steps[seen.outcome.step].id,
        cohort=seen.cohort,
        value=seen.value,
        expected=seen.expected,
        low=min(low, seen.value),
        high=max(high, seen.value),
        q_value=judged.q_value,
        people=seen.people,
        cases=seen.cases,
        excess_cases=seen.excess_cases,
        unit=seen.outcome.kind.unit,
        first_seen=judged.first_seen,
    )


def interval_of(seen: Seen, level: float) -> tuple[float, float]:
    """Bounds of the cohort's mean, persons as clusters."""
    since = seen.outcome.since
    ratios = since.ratios[seen.members & since.present]
    n = len(ratios)
    variance = float(np.var(ratios, ddof=1)) if n > 1 else 0.0
    mean = WeighedMean(seen.value, n, variance / n, max(n - 1, 1.0))
    bounds = share_bounds if since.is_of_shares else count_bounds
    low, high = bounds(mean, (1 - level) / 2)
    return low, high

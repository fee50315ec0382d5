"""Before anything is shipped: how long it would take to tell whether it helps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desirepath.vocabulary.cohort import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProof:
    """One step and cohort. `days` holds, by the share held out, after how many days the effect is told; None: too long.

    `least` holds the least effect that is told within 45 days, as a share. `level` is the share of cases given up at
    the step now, `cases_a_day` how many come to it, `people` how many of the cohort do. Where they are fewer than the
    floor, all three are None and the rest is empty.
    """

    workflow: str
    step: str
    step_title: str
    cohort: Cohort
    people: int | None
    cases_a_day: float | None
    level: float | None
    days: Mapping[float, int | None]
    least: Mapping[float, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPlan:
    """The plan for every friction point, or for every changed step where there is none. `effect` is the share told apart."""

    rollout: str
    title: str
    as_of: datetime
    effect: float
    power: float
    spots: tuple[PlannedProof, ...]

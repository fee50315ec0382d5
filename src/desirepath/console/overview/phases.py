"""The 45 days in their three phases, and where in them a study stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from desirepath.prove.plan45.phases import PLANNED
from desirepath.report.spoken import said
from desirepath.vocabulary.plan45 import DAYS
from desirepath.vocabulary.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One phase. `state` is "done", "now" or "ahead"."""

    first: int
    last: int
    title: str
    proof: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Day `day` of 45 (1 is go-live; below 1 before it). `at` is where the day lies on the bar, in per cent."""

    day: int
    at: str
    phases: tuple[Phase, ...]


def plan_at(study: Study) -> Plan:
    """Where the study stands, in local days of the rollout."""
    zone = ZoneInfo(study.timezone)
    last = study.as_of - timedelta(microseconds=1)  # what is known ends before the as-of time
    day = (last.astimezone(zone).date() - study.go_live.astimezone(zone).date()).days + 1
    return Plan(
        day=day,
        at=f"{min(max(day - 0.5, 0), DAYS) / DAYS * 100:.1f}%",
        phases=tuple(
            Phase(
                first=one.first,
                last=one.last,
                title=said(one.title),
                proof=said(one.goal),
                state=_state(day, one.first, one.last),
            )
            for one in PLANNED
        ),
    )


def _state(day: int, first: int, last: int) -> str:
    return "done" if day > last else "now" if day >= first else "ahead"

"""The 45 days in their three phases, and where in them a study stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from desirepath.vocabulary.study import Study

DAYS = 45
PHASES = (
    (1, 7, _("Contain drift"), _("One confirmed friction point, one fix live, the figures seen daily")),
    (8, 21, _("Stabilise"), _("A backlog with owners, fewer repeat issues")),
    (22, 45, _("Prove adherence"), _("A decision: keep on, redesign, clarify, or expand")),
)
"""First and last day, title, and what stands proved at its end."""


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
            Phase(first=first, last=last, title=str(title), proof=str(proof), state=_state(day, first, last))
            for first, last, title, proof in PHASES
        ),
    )


def _state(day: int, first: int, last: int) -> str:
    return "done" if day > last else "now" if day >= first else "ahead"

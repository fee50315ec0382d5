"""What was decided, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desirepath.console.decisions.models import Decision
from desirepath.report.spoken import said


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSeen:
    """One decision. `estimate` is what it stood on, empty where nothing could be told.

    `role` is what the person decided as, in words: `process owner`.
    """

    intervention: str
    decided: str
    proposed: str
    to: str
    because: str
    estimate: Mapping[str, Any]
    run: int
    by: str
    role: str
    at: datetime

    @property
    def role_title(self) -> str:
        """What the person decided as, in the reader's language; empty where it was not kept."""
        return said(self.role) if self.role else ""

    @property
    def follows_the_proposal(self) -> bool:
        """Whether it is what the rule proposed."""
        return self.decided == self.proposed


def decisions_of(rollout: int, intervention: str | None = None) -> tuple[DecisionSeen, ...]:
    """The decisions of a rollout, or of one of its interventions, newest first."""
    found = Decision.objects.filter(rollout=rollout).order_by("-pk")
    if intervention is not None:
        found = found.filter(intervention=intervention)
    return tuple(
        DecisionSeen(
            intervention=one.intervention,
            decided=one.decided,
            proposed=one.proposed,
            to=one.to,
            because=one.because,
            estimate=one.estimate,
            run=one.run,
            by=one.by,
            role=one.role.replace("_", " "),
            at=one.at,
        )
        for one in found
    )

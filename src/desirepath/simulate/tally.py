"""What was drawn, counted while it is drawn: the truth that a diagnosis can be held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from desirepath.simulate.activities import LABELS, Activity, Channel
from desirepath.simulate.cases import VERDICTS, Cases, Setting
from desirepath.simulate.events import Events
from desirepath.simulate.plan import SimulationPlan
from desirepath.simulate.trouble import STEPS, given_up_at
from desirepath.simulate.wording import WORKFLOW
from desirepath.vocabulary.case import Verdict

_CLOSED = [VERDICTS.index(verdict) for verdict in (Verdict.ON_PATH, Verdict.OFF_PATH, Verdict.ABANDONED)]
BEFORE, SINCE = "before_go_live", "since_go_live"


@dataclass(slots=True)
class Tally:
    """Sums over the pieces drawn so far."""

    rows: Counter[str] = field(default_factory=Counter)
    activities: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    given_up: Counter[str] = field(default_factory=Counter)
    cohorts: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_email: int = 0

    def add_cases(self, cases: Cases, setting: Setting) -> None:
        """Count the verdicts of these cases and, since go-live, where they were given up and by whom."""
        period = SINCE if cases.is_new[0] else BEFORE
        for verdict, number in zip(VERDICTS, np.bincount(cases.verdict, minlength=len(VERDICTS)), strict=True):
            self.verdicts[period, verdict.value] += int(number)
        if period == SINCE:
            self._add_given_up(cases, setting)

    def add_events(self, events: Events) -> None:
        """Count events by activity."""
        for label, number in zip(LABELS, np.bincount(events.activity, minlength=len(LABELS)), strict=True):
            self.activities[label] += int(number)
        self.by_email += int((events.channel == Channel.EMAIL).sum())

    def add_rows(self, batches: Mapping[str, pa.RecordBatch]) -> None:
        """Count the rows of a piece, table by table."""
        for table, batch in batches.items():
            self.rows[table] += batch.num_rows

    def _add_given_up(self, cases: Cases, setting: Setting) -> None:
        friction = setting.friction
        steps = given_up_at(cases)
        for step, number in zip(STEPS, np.bincount(steps, minlength=len(STEPS)), strict=True):
            self.given_up[step] += int(number)
        closed = np.isin(cases.verdict, _CLOSED)
        at_step = steps == STEPS.index(friction.step)
        member = setting.people.in_cohort(cases.person, friction.role, friction.region)
        for name, of_it in (("cohort", member), ("everyone_else", ~member)):
            self.cohorts[name, "closed"] += int((closed & of_it).sum())
            self.cohorts[name, "abandoned_at_step"] += int((at_step & of_it).sum())


def truth_of(plan: SimulationPlan, tally: Tally) -> dict[str, Any]:
    """The document `truth.json`: what was planted, and what can be counted exactly."""
    return {
        "schema": "desirepath/truth/1",
        "seed": plan.seed,
        "planted": [_planted(plan)] if plan.friction.is_planted else [],
        "expected": {
            "rows": dict(sorted(tally.rows.items())),
            "cases": {
                period: {verdict.value: tally.verdicts[period, verdict.value] for verdict in VERDICTS}
                for period in (BEFORE, SINCE)
            },
            "abandoned_since_go_live": {step: tally.given_up[step] for step in STEPS if tally.given_up[step] and step},
            "at_friction_step": {
                "step": plan.friction.step,
                **{
                    name: {what: tally.cohorts[name, what] for what in ("closed", "abandoned_at_step")}
                    for name in ("cohort", "everyone_else")
                },
            },
            "unknown_events": tally.activities[LABELS[Activity.NOTE]],
            "ignored_events": tally.activities[LABELS[Activity.REMINDER]],
            "events_by_email": tally.by_email,
        },
    }


def _planted(plan: SimulationPlan) -> dict[str, Any]:
    friction = plan.friction
    return {
        "workflow": WORKFLOW,
        "step": friction.step,
        "symptom": friction.kind,
        "cohort": {"region": friction.region, "role": friction.role},
        "blocker": "workflow_friction",
        "strength": friction.strength,
        "onset": plan.go_live.isoformat(),
    }

"""What gates, answers and proposals read: a study as it may be shown, what was proved, and what people keep beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from desirepath.observe.cases import SINCE_GO_LIVE
from desirepath.vocabulary.cohort import EVERYONE, Cohort
from desirepath.vocabulary.effect import Proof
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.friction import FrictionPoint, Standing
from desirepath.vocabulary.metric import Measurement
from desirepath.vocabulary.plan45 import OwnedFix, Register
from desirepath.vocabulary.study import Study

WEEK = "week_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The study, its proofs, and the register as it was then. `today` is the last local day that the study knows.

    `day` counts from go-live as 1; below 1 before it.
    """

    study: Study
    proofs: tuple[Proof, ...]
    register: Register
    today: date
    day: int

    @classmethod
    def of(cls, study: Study, proofs: tuple[Proof, ...], register: Register) -> Seen:
        """What is seen as of the study's date; what was kept in the register later is left out."""
        today = last_day_of(study)
        return cls(study=study, proofs=proofs, register=register.until(today), today=today, day=day_of(study, today))

    @property
    def points(self) -> tuple[FrictionPoint, ...]:
        return self.study.friction_points

    @property
    def confirmed(self) -> tuple[FrictionPoint, ...]:
        return tuple(one for one in self.points if one.standing is Standing.CONFIRMED)

    @property
    def workflows(self) -> tuple[str, ...]:
        return tuple(one.workflow for one in self.study.workflows)

    @property
    def has_enough(self) -> bool:
        """Whether work can be judged in every workflow, so that finding nothing says something."""
        return bool(self.workflows) and all(self.estimate("process_adherence_rate", one) for one in self.workflows)

    def row(
        self, metric: str, workflow: str, period: str = SINCE_GO_LIVE, cohort: Cohort = EVERYONE
    ) -> Measurement | None:
        """A workflow's measurement as a whole, or None."""
        found = (one for one in self.rows(metric, workflow) if (one.period, one.cohort) == (period, cohort))
        return next((one for one in found if one.category is None), None)

    def rows(self, metric: str, workflow: str) -> Iterator[Measurement]:
        """All measurements of a workflow as a whole."""
        for one in self.study.metrics:
            if (one.metric, one.workflow, one.step) == (metric, workflow, None):
                yield one

    def estimate(self, metric: str, workflow: str, period: str = SINCE_GO_LIVE) -> Estimate | None:
        """The same where there is enough data."""
        row = self.row(metric, workflow, period)
        return row.result if row is not None and isinstance(row.result, Estimate) else None

    def newest_week(self, metric: str, workflow: str) -> str | None:
        """The newest week after the first that is over and has enough data for everyone."""
        weeks = [
            int(one.period.removeprefix(WEEK))
            for one in self.rows(metric, workflow)
            if one.cohort.is_everyone
            and one.period.startswith(WEEK)
            and not one.partial
            and isinstance(one.result, Estimate)
        ]
        newest = max(weeks, default=1)
        return f"{WEEK}{newest}" if newest > 1 else None

    def title(self, workflow: str) -> str:
        """What people call a workflow; its id where the study does not say."""
        return next((one.title for one in self.study.workflows if one.workflow == workflow), workflow)

    def step_title(self, workflow: str, step: str) -> str:
        """What people call a step; its id where the study does not say."""
        maps = (one for picture in self.study.workflows if picture.workflow == workflow for one in picture.maps)
        return next((one.title for shown in maps for one in shown.steps if one.step == step), step)

    def live(self, point: FrictionPoint | None = None) -> tuple[Proof, ...]:
        """The interventions that were shown by now, by their start; of one step where a friction point is given."""
        found = (one for one in self.proofs if is_live(one) and self.began_on(one) <= self.today)
        if point is not None:
            found = (one for one in found if (one.shipped.workflow, one.shipped.step) == (point.workflow, point.step))
        return tuple(sorted(found, key=lambda one: one.shipped.starts_at))

    def began_on(self, proof: Proof) -> date:
        """The local day on which an intervention began."""
        return proof.shipped.starts_at.astimezone(ZoneInfo(self.study.timezone)).date()

    def fix_of(self, point: FrictionPoint) -> OwnedFix | None:
        """Who mends a friction point; a fix for everyone is one for each cohort."""
        for one in self.register.fixes:
            is_here = (one.workflow, one.step) == (point.workflow, point.step)
            if is_here and one.owner.strip() and one.cohort in (EVERYONE, point.cohort):
                return one
        return None


def is_live(proof: Proof) -> bool:
    """Whether somebody was shown it. Where exposures are not known, or too few to be counted, its start stands for it."""
    return proof.exposed.shown != 0


def last_day_of(study: Study) -> date:
    """The last local day that a study knows of: what is known ends before the as-of time."""
    return (study.as_of - timedelta(microseconds=1)).astimezone(ZoneInfo(study.timezone)).date()


def day_of(study: Study, day: date) -> int:
    """Which day of the rollout this is, counted from go-live as 1."""
    return (day - study.go_live.astimezone(ZoneInfo(study.timezone)).date()).days + 1

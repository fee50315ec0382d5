"""A study's measurements, found again by what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desirepath.report.comparison import Change, change
from desirepath.vocabulary.cohort import EVERYONE, TENURE_BANDS, Cohort
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import GROWS_WITH_TIME, Measurement, Metric
from desirepath.vocabulary.study import LikeForLike, Study

SINCE = "since_go_live"
BASELINE = "baseline"
_BANDS = tuple(name for name, _ in TENURE_BANDS)


@dataclass(frozen=True, slots=True)
class Measured:
    """The measurements of one workflow of a study."""

    workflow: str
    rows: tuple[Measurement, ...]
    like_for_like: tuple[LikeForLike, ...] = ()

    @classmethod
    def of(cls, study: Study, workflow: str) -> Measured:
        return cls(
            workflow,
            tuple(row for row in study.metrics if row.workflow == workflow),
            tuple(row for row in study.like_for_like if row.workflow == workflow),
        )

    def moved(self, metric: str, metrics: Mapping[str, Metric], *, step: str | None = None) -> Change | None:
        """How far everyone is from before go-live; like for like where groups joined. None without a baseline.

        None too where the figure grows with the period.
        """
        for row in self.like_for_like:
            if (row.metric, row.step) == (metric, step):
                return replace(change(row.since, row.before, metrics.get(metric)), like_for_like=True)
        now, before = self.estimate(metric, step=step), self.before(metric, step=step)
        return change(now, before, metrics.get(metric)) if now and before else None

    def before(self, metric: str, *, step: str | None = None) -> Estimate | None:
        """What the figure of since go-live may be held against; None where it grows with the period."""
        return None if metric in GROWS_WITH_TIME else self.estimate(metric, BASELINE, step=step)

    def row(
        self,
        metric: str,
        period: str = SINCE,
        *,
        step: str | None = None,
        cohort: Cohort = EVERYONE,
    ) -> Measurement | None:
        """The one row of a metric, or None where the study has none (below the floor, or no such data)."""
        for row in self.rows:
            place = (row.metric, row.period, row.step, row.cohort)
            if place == (metric, period, step, cohort) and row.cut is None and row.category is None:
                return row
        return None

    def estimate(
        self,
        metric: str,
        period: str = SINCE,
        *,
        step: str | None = None,
        cohort: Cohort = EVERYONE,
    ) -> Estimate | None:
        """The estimate of a metric; None where there is no row or not enough data."""
        row = self.row(metric, period, step=step, cohort=cohort)
        return row.result if row and isinstance(row.result, Estimate) else None

    def weeks(self, metric: str, step: str | None = None) -> tuple[Measurement, ...]:
        """Everyone's rows by week since go-live, earliest first."""
        found = (
            (week_number(row.period), row)
            for row in self.rows
            if row.metric == metric and row.step == step and row.cohort.is_everyone and row.cut is None
            if row.category is None
        )
        return tuple(row for week, row in sorted(_numbered(found), key=lambda pair: pair[0]))

    def cohort_values(self, cut: str) -> tuple[str, ...]:
        """The values of a cut that have a row since go-live: tenure from new to old, others by name."""
        seen = {cohort.pairs[0][1] for cohort in self.cohorts() if len(cohort.pairs) == 1 and cohort.pairs[0][0] == cut}
        if seen <= set(_BANDS):
            return tuple(band for band in _BANDS if band in seen)
        return tuple(sorted(seen, key=lambda value: (value.casefold(), value)))

    def cohorts(self) -> Iterator[Cohort]:
        return (row.cohort for row in self.rows if row.period == SINCE and not row.cohort.is_everyone)

    def spread(self, cut: str) -> Measurement | None:
        """How far the cohorts of a cut lie apart in adherence since go-live."""
        for row in self.rows:
            if row.metric == "cohort_variance" and row.cut == cut and row.period == SINCE:
                return row
        return None

    def ticket_drivers(self) -> tuple[Measurement, ...]:
        """Ticket categories since go-live, largest share first; those without a figure last."""
        found = [
            row
            for row in self.rows
            if row.metric == "repeat_ticket_drivers" and row.category is not None and row.period == SINCE
            if row.cohort.is_everyone
        ]
        return tuple(sorted(found, key=lambda row: (-_value(row), row.category or "")))


def week_number(period: str) -> int | None:
    """3 for `week_3`; None for the other periods."""
    match = re.fullmatch(r"week_(\d+)", period)
    return int(match[1]) if match else None


def _numbered(
    found: Iterator[tuple[int | None, Measurement]],
) -> Iterator[tuple[int, Measurement]]:
    for week, row in found:
        if week is not None:
            yield week, row


def _value(row: Measurement) -> float:
    match row.result:
        case Estimate(value=value):
            return value
        case NotEnoughData():
            return -1.0

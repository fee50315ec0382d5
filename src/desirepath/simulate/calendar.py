"""When cases begin: by the hours and days of work, in local time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from desirepath.simulate.plan import SimulationPlan

Moments = npt.NDArray[np.int64]

HOUR = 3_600_000_000
"""Microseconds of an hour."""
CASES_A_PIECE = 100_000
_BY_HOUR = (
    1,
    1,
    1,
    1,
    1,
    2,
    8,
    30,
    80,
    100,
    95,
    85,
    60,
    75,
    95,
    90,
    80,
    55,
    25,
    12,
    8,
    5,
    3,
    2,
)
_BY_WEEKDAY = (1.1, 1.15, 1.1, 1.0, 0.8, 0.12, 0.08)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive hours: where each begins and ends (UTC microseconds since 1970), and how many cases begin in it."""

    begins: Moments
    ends: Moments
    cases: Moments

    def draw(self, dice: np.random.Generator) -> Moments:
        """A moment for each case, the earliest first."""
        begins, ends = (
            np.repeat(self.begins, self.cases),
            np.repeat(self.ends, self.cases),
        )
        return np.sort(begins + (dice.random(len(begins)) * (ends - begins)).astype(np.int64))


@dataclass(frozen=True, slots=True)
class Span:
    """First moment, go-live and end of the data, in UTC microseconds since 1970. The end is not in it."""

    first: int
    go_live: int
    end: int


def span_of(plan: SimulationPlan) -> Span:
    """The span of a plan: all three at midnight in its timezone."""
    days = (-plan.days_before, 0, plan.days_after)
    return Span(*(_midnight(plan.go_live + timedelta(days=day), plan.timezone) for day in days))


def stretches(plan: SimulationPlan, cases: int, dice: np.random.Generator) -> Iterator[Stretch]:
    """All hours of the span in order, cut into stretches of about CASES_A_PIECE cases.

    An hour that holds more is cut into equal parts, so that no stretch is much larger at any size.
    """
    edges = _edges(span_of(plan), cases)
    weights = _weights(edges, plan.timezone)
    counts = dice.multinomial(cases, weights / weights.sum())
    number = (np.cumsum(counts) - counts) // CASES_A_PIECE
    for piece in range(int(number[-1]) + 1):
        here = number == piece
        if counts[here].sum():
            yield Stretch(edges[:-1][here], edges[1:][here], counts[here])


def _edges(span: Span, cases: int) -> Moments:
    hours = max(1, (span.end - span.first) // HOUR)
    parts = max(1, cases * 8 // (hours * CASES_A_PIECE))
    grid = np.arange(span.first, span.end, HOUR // parts, dtype=np.int64)
    return np.unique(np.concatenate((grid, np.array([span.go_live, span.end], dtype=np.int64))))


def _weights(edges: Moments, timezone: str) -> npt.NDArray[np.float64]:
    zone = ZoneInfo(timezone)
    local = [datetime.fromtimestamp(edge / 1e6, UTC).astimezone(zone) for edge in edges[:-1].tolist()]
    by_time = [_BY_HOUR[moment.hour] * _BY_WEEKDAY[moment.weekday()] for moment in local]
    return np.asarray(by_time) * np.diff(edges)


def _midnight(day: date, timezone: str) -> int:
    moment = datetime.combine(day, time(), ZoneInfo(timezone))
    return int(moment.timestamp()) * 1_000_000

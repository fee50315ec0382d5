"""When cases begin: by the hours, days and months of work, in local time."""

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
DAY = 24 * HOUR
CASES_A_PIECE = 100_000
_BY_HOUR = (1, 1, 1, 1, 1, 2, 8, 30, 80, 100, 95, 85, 60, 75, 95, 90, 80, 55, 25, 12, 8, 5, 3, 2)
_BY_WEEKDAY = (1.1, 1.15, 1.1, 1.0, 0.8, 0.12, 0.08)
_HOLIDAYS = ((1, 1), (5, 1), (8, 15), (10, 3), (11, 1), (12, 25), (12, 26))
"""Month and day of the holidays that all made-up organisations keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycles:
    """How much more is begun on the last three days of a month, on Mondays, and on holidays than on other days."""

    month_end: float = 1.3
    monday: float = 1.0
    holiday: float = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How the number of cases moves: by cycles, and by a factor from go-live on; `last_week` is one more factor."""

    cycles: Cycles = Cycles()
    since_go_live: float = 1.0
    last_week: float = 1.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive hours: where each begins and ends (UTC microseconds since 1970), and how many cases begin in it."""

    begins: Moments
    ends: Moments
    cases: Moments

    def draw(self, dice: np.random.Generator) -> Moments:
        """A moment for each case, the earliest first."""
        begins, ends = np.repeat(self.begins, self.cases), np.repeat(self.ends, self.cases)
        return np.sort(begins + (dice.random(len(begins)) * (ends - begins)).astype(np.int64))


@dataclass(frozen=True, slots=True)
class Span:
    """First moment, go-live and end of the data, in UTC microseconds since 1970. The end is not in it."""

    first: int
    go_live: int
    end: int


def span_of(plan: SimulationPlan) -> Span:
    """The span of a plan: all three at midnight in its timezone."""
    return Span(*(midnight(plan, day) for day in (-plan.baseline_days, 0, plan.days_after)))


def midnight(plan: SimulationPlan, day: int) -> int:
    """The beginning of a local day, counted from go-live, in UTC microseconds."""
    moment = datetime.combine(plan.go_live + timedelta(days=day), time(), ZoneInfo(plan.timezone))
    return int(moment.timestamp()) * 1_000_000


class Hours:
    """The hours of a plan's span, and how likely a case is to begin in each. An hour that holds very many is cut."""

    def __init__(self, plan: SimulationPlan, cases: int, volume: Volume) -> None:
        self._edges = _edges(span_of(plan), cases)
        self._weights = _weights(self._edges, plan, volume)

    def stretches(self, cases: int, dice: np.random.Generator) -> Iterator[Stretch]:
        """All hours in order, cut into stretches of about CASES_A_PIECE cases."""
        counts = dice.multinomial(cases, self._weights / self._weights.sum())
        number = (np.cumsum(counts) - counts) // CASES_A_PIECE
        for piece in range(int(number[-1]) + 1):
            here = number == piece
            if counts[here].sum():
                yield Stretch(self._edges[:-1][here], self._edges[1:][here], counts[here])


def is_month_end(day: date) -> bool:
    """Whether a day is among the last three of its month."""
    return (day + timedelta(days=3)).month != day.month


def _edges(span: Span, cases: int) -> Moments:
    hours = max(1, (span.end - span.first) // HOUR)
    parts = max(1, cases * 8 // (hours * CASES_A_PIECE))
    grid = np.arange(span.first, span.end, HOUR // parts, dtype=np.int64)
    return np.unique(np.concatenate((grid, np.array([span.go_live, span.end], dtype=np.int64))))


def _weights(edges: Moments, plan: SimulationPlan, volume: Volume) -> npt.NDArray[np.float64]:
    zone = ZoneInfo(plan.timezone)
    span = span_of(plan)
    by_day: dict[date, float] = {}
    weights = np.empty(len(edges) - 1)
    for number, edge in enumerate(edges[:-1].tolist()):
        local = datetime.fromtimestamp(edge / 1e6, UTC).astimezone(zone)
        day = local.date()
        if day not in by_day:
            by_day[day] = _of_day(day, volume.cycles)
        weights[number] = _BY_HOUR[local.hour] * by_day[day]
    weights[edges[:-1] >= span.go_live] *= volume.since_go_live
    weights[edges[:-1] >= span.end - 7 * DAY] *= volume.last_week
    return weights * np.diff(edges)


def _of_day(day: date, cycles: Cycles) -> float:
    weight = _BY_WEEKDAY[day.weekday()]
    weight *= cycles.monday if day.weekday() == 0 else 1.0
    weight *= cycles.month_end if is_month_end(day) else 1.0
    return weight * (cycles.holiday if (day.month, day.day) in _HOLIDAYS else 1.0)

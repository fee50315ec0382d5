"""Shares of rounds that came out right, each with its Wilson interval, and how well probabilities hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from bench.truth.outcomes import WITHIN, Outcome
from bench.truth.points import Point

Z = 1.959964
"""The quantile of the normal law that leaves 2.5 per cent on either side."""
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, and what was asked: at least, or at most, this share."""

    what: str
    right: int
    of: int
    at_least: float | None = None
    at_most: float | None = None

    @property
    def share(self) -> float:
        return self.right / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson (1927), at 95 per cent."""
        n, p = self.of, self.right / self.of
        centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, centre - half), min(1.0, centre + half)

    @property
    def holds(self) -> bool:
        enough = self.at_least is None or self.share >= self.at_least
        return enough and (self.at_most is None or self.share <= self.at_most)


def all_right_at_rank_one(outcome: Outcome) -> bool:
    """Step, symptom, cohort and blocker of the first point are those that were planted."""
    return bool(outcome.points) and outcome.truths[0].is_right(outcome.points[0], 0)


def all_found(outcome: Outcome) -> bool:
    """Every planted friction is among the first three points: step, symptom and an overlapping cohort."""
    first = outcome.points[:WITHIN]
    return all(any(truth.is_found_by(point, number) for point in first) for number, truth in enumerate(outcome.truths))


def has_confirmed(outcome: Outcome) -> bool:
    """Whether any point is confirmed."""
    return any(point.is_confirmed for point in outcome.points)


def share_of(what: str, outcomes: Iterable[Outcome], is_so: Callable[[Outcome], bool], **asked: float) -> Share | None:
    """The share of outcomes of which something holds; None without any."""
    said = [is_so(outcome) for outcome in outcomes]
    return Share(what=what, right=sum(said), of=len(said), **asked) if said else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """Days from onset until a friction was found. `days` are those of the ones that were."""

    strength: str
    days: tuple[int, ...]
    of: int

    @property
    def median(self) -> float:
        """The middle of all, those never found counting as last; infinite where that is the middle."""
        return float(median((*self.days, *([float("inf")] * (self.of - len(self.days))))))


def delay_of(strength: str, outcomes: Sequence[Outcome]) -> Delay | None:
    """The delay at one strength; None without any outcome."""
    mine = [one for one in outcomes if one.round.kind == "delay" and one.round.strength == strength]
    days = tuple(one.day for one in mine if one.day is not None)
    return Delay(strength=strength, days=days, of=len(mine)) if mine else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Probabilities between two tenths: how many, their mean, and the share of blockers that were right."""

    low: float
    number: int
    said: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How well the probabilities of blockers hold, over points at planted steps for overlapping cohorts."""

    bins: tuple[Bin, ...]
    number: int
    error: float
    elsewhere: int


def calibration_of(outcomes: Iterable[Outcome]) -> Calibration | None:
    """Ten equal bins and the expected error (Naeini et al. 2015); None where no point can be held against a truth.

    `elsewhere` counts the points that lie where nothing was planted: they have no right blocker.
    """
    pairs: list[tuple[float, bool]] = []
    elsewhere = 0
    for outcome in outcomes:
        for point in outcome.points:
            mine = [one for number, one in enumerate(outcome.truths) if one.is_touched_by(point, number)]
            if mine and point.probability is not None:
                pairs.append((point.probability, point.blocker == mine[0].blocker))
            elsewhere += not mine
    if not pairs:
        return None
    bins = tuple(_bin(number, pairs) for number in range(BINS))
    error = sum(one.number * abs(one.said - one.right) for one in bins) / len(pairs)
    return Calibration(bins=bins, number=len(pairs), error=error, elsewhere=elsewhere)


def _bin(number: int, pairs: Sequence[tuple[float, bool]]) -> Bin:
    mine = [pair for pair in pairs if min(BINS - 1, int(pair[0] * BINS)) == number]
    count = max(1, len(mine))
    return Bin(
        low=number / BINS,
        number=len(mine),
        said=sum(said for said, _ in mine) / count,
        right=sum(right for _, right in mine) / count,
    )


def stands_on_two_sources(point: Point) -> bool:
    """A point is confirmed where two sources or more speak for it, and only there."""
    return point.is_confirmed == (point.sources >= 2)

"""What a day's count usually is, by weekday and exposure, learnt from days of which some were not usual."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from desirepath.statistics.tallies import Floats, Integers

LEAST_FREEDOM = 3.0
"""However little days tell of their scatter, it is taken for so much."""
_FEWEST_OF_A_WEEKDAY = 6
_FEWEST_WEEKS = 6
_TAKEN_OFF = 1.1
"""What weighing down takes off the scatter of a baseline without any spike, by simulation."""
_SPIKE = 3.0
"""Days as far above the baseline as a normal number is once in 740 times count for less."""
_ROUNDS = 4
_KEPT = 0.9
_TRIMMED = 2.0
"""About what the highest tenth of days adds to the dispersion of the others where there is no spike."""


@dataclass(frozen=True, slots=True)
class Days:
    """Per day: how many were counted, the exposure (active people, cases reaching a step), and the weekday, 0 to 6.

    Raises ValueError for columns of unequal length, negative numbers, and counts on a day without exposure.
    """

    count: Floats
    exposure: Floats
    weekday: Integers

    def __post_init__(self) -> None:
        if not self.count.shape == self.exposure.shape == self.weekday.shape:
            raise ValueError("counts, exposures and weekdays list the same days")
        if np.any(self.count < 0) or np.any(self.exposure < 0) or np.any(self.count[self.exposure <= 0] > 0):
            raise ValueError("counts and exposures are not negative, and without exposure nothing is counted")
        if np.any((self.weekday < 0) | (self.weekday > 6)):
            raise ValueError("weekdays are numbered from 0 to 6")


def exposed(days: Days) -> Days:
    """The days on which anything could be counted."""
    some = days.exposure > 0
    return Days(days.count[some], days.exposure[some], days.weekday[some])


def kinds_of_day(before: Days, since: Days) -> Integers:
    """For every weekday the kind of day that it counts as, as finely as the baseline allows."""
    for kinds in (np.arange(7), np.array([0, 0, 0, 0, 0, 1, 1])):
        seen = np.bincount(kinds[before.weekday], minlength=7)
        needed = np.unique(kinds[np.concatenate([before.weekday, since.weekday])])
        if np.all(seen[needed] >= _FEWEST_OF_A_WEEKDAY):
            return kinds
    return np.zeros(7, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Baseline:
    """By kind of day the rate and the exposure it rests on; how much days scatter, and how well that is known.

    `spikes` is the share of weight that was taken off days far above the others.
    """

    rate: Floats
    exposure: Floats
    dispersion: float
    freedom: float
    spikes: float


def baseline(days: Days, kind: Integers) -> Baseline:
    """The rates of a quasi-Poisson model with exposure as offset, days far above it weighed down.

    The dispersion is that of days or, where it is larger, of weeks.
    Source: Farrington and others 1996, JRSS A; Noufaily and others 2013, Statistics in Medicine; the first look
    without the highest days is ours.
    """
    freedom = max(1, len(days.count) - len(np.unique(kind)))
    weight = _without_the_farthest(days, kind)
    dispersion_of = _TRIMMED
    for _ in range(_ROUNDS):
        exposure, rate, mean = _fit(days, kind, weight)
        square = weight * (days.count - mean) ** 2 / mean
        dispersion = max(1.0, dispersion_of * float(square.sum()) / freedom)
        far = _standing(days.count, mean, dispersion)
        weight = np.where(far > _SPIKE, np.maximum(far, _SPIKE) ** -2.0, 1.0)
        dispersion_of = 1.0
    dispersion = 1 + (dispersion - 1) * _TAKEN_OFF
    return Baseline(
        rate=rate,
        exposure=exposure,
        dispersion=max(dispersion, _dispersion_of_weeks(days.count, mean, weight)),
        freedom=max(LEAST_FREEDOM, freedom / (1 + _peakedness(mean, dispersion) / 2)),
        spikes=float(1 - weight.mean()),
    )


def _fit(days: Days, kind: Integers, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """By kind of day the exposure and the rate; for every day its mean."""
    kinds = int(kind.max()) + 1
    exposure = np.maximum(np.bincount(kind, weights=weight * days.exposure, minlength=kinds), 1e-300)
    rate = np.bincount(kind, weights=weight * days.count, minlength=kinds) / exposure
    return exposure, rate, np.maximum(rate[kind] * days.exposure, 1e-9)


def _without_the_farthest(days: Days, kind: Integers) -> Floats:
    """A first weight without the tenth of days that lie highest, so that a spike does not hide itself."""
    _, _, mean = _fit(days, kind, np.ones_like(days.count))
    off = (days.count - mean) / np.sqrt(mean)
    return np.where(off > np.quantile(off, _KEPT), 0.0, 1.0)


def _standing(count: Floats, mean: Floats, dispersion: float) -> Floats:
    """Where each count stands among those of a negative binomial, as a normal number."""
    size = mean / max(dispersion - 1, 1e-6)
    part = mean / (mean + size)
    reached = np.where(count > 0, special.betainc(np.maximum(count, 1e-9), size, part), 1.0)
    passed = special.betainc(count + 1, size, part)
    return np.asarray(-special.ndtri(np.clip((reached + passed) / 2, 1e-300, 1 - 1e-16)))


def _peakedness(mean: Floats, dispersion: float) -> float:
    """The excess kurtosis of days: with more of it a dispersion is less well known from as many days."""
    return float(np.mean((6 * (dispersion - 1) + 1 / dispersion) / np.maximum(mean, 0.5)))


def _dispersion_of_weeks(count: Floats, mean: Floats, weight: Floats) -> float:
    """The same for seven days at a time: larger where days of one week lean the same way."""
    weeks = len(count) // 7
    if weeks < _FEWEST_WEEKS:
        return 1.0
    last = slice(len(count) - 7 * weeks, None)
    off = (weight * (count - mean))[last].reshape(weeks, 7).sum(axis=1)
    usual = (weight * mean)[last].reshape(weeks, 7).sum(axis=1)
    return float(np.sum(off**2 / usual) / (weeks - 1))

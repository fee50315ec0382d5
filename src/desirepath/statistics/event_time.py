"""The effects of waves by the time since each wave's start, and whether the groups went together before it.

When not to use it
    As proof that groups would have gone on together: a test of the time before can show that they went apart, never
    that they would not have. With one period before the start.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from desirepath.statistics.effect_estimate import EffectEstimate
from desirepath.statistics.group_time import GroupTime, GroupTimes, averaged
from desirepath.statistics.wave_cases import Levels


@dataclass(frozen=True, slots=True)
class SinceStart:
    """The effect so many periods after the start (before it, if negative), over the groups that can be read then."""

    since: int
    estimate: EffectEstimate


@dataclass(frozen=True, slots=True)
class PreTrend:
    """How likely groups that go together differ so much before; by which of the looks it is the least likely.

    `looked` is "drift" for a steady going apart, else the number of periods from the start.
    """

    p: float
    looked: str


def by_event_time(found: GroupTimes) -> tuple[SinceStart, ...]:
    """The mean effect by periods since the start, groups by their cases; times with fewer than 10 persons are left out.

    Source: Callaway & Sant'Anna 2021, section 3.1 (event-study aggregation).
    """
    times = sorted({one.since for one in found.effects})
    return tuple(one for since in times if (one := _at(found, since)) is not None)


def pre_trend(found: GroupTimes) -> PreTrend | None:
    """Whether treated and waiting groups went together before; None with fewer than two periods before a start.

    Two looks, each for half of the error: a steady going apart, and the periods before one by one (Bonferroni). With
    few persons in a wave a joint test of all group-times at once would find too much: their covariance is as large as
    what it is made of.
    """
    drift = _drift(found.levels, found.before)
    if drift is None:
        return None
    single = [one for one in by_event_time(found) if one.since < 0]
    looks = [(2 * drift, "drift")]
    looks += [(2 * len(single) * _p(one.estimate), str(one.since)) for one in single]
    p, looked = min(looks)
    return PreTrend(min(1.0, p), looked)


def _at(found: GroupTimes, since: int) -> SinceStart | None:
    estimate = averaged(found.levels, [one for one in found.effects if one.since == since])
    return None if estimate is None else SinceStart(since, estimate)


def _drift(levels: Levels, before: Sequence[GroupTime]) -> float | None:
    """The p-value of the slope of the differences over the periods before, each group's around its own middle."""
    away = list(_away(before))
    scatter = sum(part * one.since for one, part in away)
    if scatter <= 0:
        return None
    weight = np.sum([one.weight * part for one, part in away], axis=0)
    variance, persons = levels.variance(weight), levels.persons_in(weight != 0)
    total = float(variance.sum())
    if total <= 0:
        return None
    doubt = float((variance**2 / np.maximum(persons - 1, 1)).sum())
    value = sum(part * one.value for one, part in away)
    return _two_sided(value / math.sqrt(total), total**2 / doubt)


def _away(before: Sequence[GroupTime]) -> Iterator[tuple[GroupTime, float]]:
    """Each group-time with how far it lies from the middle of its group's, by cases."""
    for start in {one.start for one in before}:
        mine = [one for one in before if one.start == start]
        cases = np.array([one.cases for one in mine])
        since = np.array([one.since for one in mine], dtype=np.float64)
        away = cases * (since - float(cases @ since) / max(float(cases.sum()), 1e-9))
        yield from zip(mine, away.tolist(), strict=True)


def _p(estimate: EffectEstimate) -> float:
    if estimate.standard_error <= 0:
        return float(estimate.value == 0)
    return _two_sided(estimate.value / estimate.standard_error, estimate.freedom)


def _two_sided(t: float, freedom: float) -> float:
    return float(2 * special.stdtr(freedom, -abs(t)) if math.isfinite(freedom) else 2 * special.ndtr(-abs(t)))

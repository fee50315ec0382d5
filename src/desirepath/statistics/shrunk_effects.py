"""The effect in each cohort, drawn to what the others show, the more the less it knows itself.

When not to use it
    For cohorts that are not of one cut; to say whether a cohort differs from the others at all (a drawn-in value
    leans to the middle on purpose).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from desirepath.statistics.effect_estimate import EffectEstimate
from desirepath.statistics.heterogeneity import FEWEST_GROUPS, spread_between


@dataclass(frozen=True, slots=True)
class ShrunkEffects:
    """The effects in the order given, drawn in, and how much cohorts truly differ (a standard deviation)."""

    cohorts: tuple[EffectEstimate, ...]
    spread: float


def shrunk_effects(cohorts: Sequence[EffectEstimate]) -> ShrunkEffects | None:
    """Each cohort's effect drawn to their mean; None for fewer than three cohorts or one without an error.

    Cohorts' true effects are taken to be normal around their mean; the spread is that of Paule and Mandel, or, where
    it is in doubt, half way to its upper bound, so that few cohorts do not pretend to be alike. The error holds the doubt about the mean too.
    Source: Efron & Morris 1975, JASA; Morris 1983, JASA.
    """
    noise = np.array([one.standard_error for one in cohorts])
    if len(cohorts) < FEWEST_GROUPS or not np.all(noise > 0):
        return None
    values = np.array([one.value for one in cohorts])
    between = spread_between(values.tolist(), noise.tolist())
    if between is None:
        return None
    spread = (between.value + between.high) / 2
    weights = 1 / (noise**2 + spread**2)
    middle, doubt = float(weights @ values / weights.sum()), 1 / float(weights.sum())
    own = spread**2 / (noise**2 + spread**2)
    drawn = own * values + (1 - own) * middle
    error = np.sqrt(own * noise**2 + (1 - own) ** 2 * doubt)
    found = (
        replace(one, value=float(value), standard_error=float(wide), with_it=one.without + float(value))
        for one, value, wide in zip(cohorts, drawn, error, strict=True)
    )
    return ShrunkEffects(tuple(found), math.sqrt(spread**2))

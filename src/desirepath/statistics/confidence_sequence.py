"""The difference of two arms with an interval that stays true however often it is read.

An ordinary interval holds the truth 95 times in 100 at one look fixed beforehand; read on each of 45 days, it
leaves it at some day far more often. This one holds it on all days at once in 95 rollouts of 100. The price is
an interval wider by a half to two thirds.

When not to use it
    With fewer than about fifty persons in an arm: it rests on sums being nearly normal. For rare yes or no, take
    that as fifty persons of whom ten have it. As a single look that was fixed beforehand: see `comparison`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desirepath.statistics.interval import LEVEL, Interval, around
from desirepath.statistics.tallies import Floats, Tally

FEWEST_PERSONS = 10
"""Below this in an arm there is no interval at all."""


@dataclass(frozen=True, slots=True)
class Arm:
    """What is known of one arm on a day: its mean, the variance of that mean, and how many persons it rests on."""

    mean: float
    variance: float
    persons: int

    def __post_init__(self) -> None:
        if not (math.isfinite(self.mean) and self.variance >= 0 and self.persons >= 1):
            raise ValueError(f"no arm has such a mean, variance and number of persons: {self}")


def arm_of_values(values: npt.ArrayLike) -> Arm:
    """The mean of one number per person, such as a share, a sum, or what a regression on the time before left.

    With residuals the difference of the arms is adjusted for what the regression knows; it has to be fitted
    without looking at the arms, or on both alike. Raises ValueError without persons.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1 or len(numbers) == 0 or not np.all(np.isfinite(numbers)):
        raise ValueError("an arm is a column of finite numbers, one for each person")
    mean = float(numbers.mean())
    return Arm(mean, _variance_of_mean(numbers - mean, len(numbers)), len(numbers))


def arm_of_ratio(tally: Tally) -> Arm:
    """The sum of all numerators over that of all denominators (a share of cases), persons being the clusters.

    The variance is that of the linearised ratio. Raises ValueError without a case. Source: Cochran 1977, chapter 6.
    """
    cases = float(tally.denominator.sum())
    if cases <= 0:
        raise ValueError("an arm without a case has no ratio")
    ratio = float(tally.numerator.sum()) / cases
    persons = int(tally.present.sum())
    pull = (tally.numerator - ratio * tally.denominator)[tally.present] * persons / cases
    return Arm(ratio, _variance_of_mean(pull, persons), persons)


def _variance_of_mean(residuals: Floats, persons: int) -> float:
    return float(residuals @ residuals) / (persons * max(persons - 1, 1))


def difference_at_any_time(with_it: Arm, without: Arm, *, tight_at: int, level: float = LEVEL) -> Interval | None:
    """The first arm's mean minus the second's, with bounds that hold on all days at once.

    `tight_at` is the number of persons in both arms together at which the interval is to be narrowest for what it
    is; fix it beforehand, at about what is expected when a decision is due. None where an arm has fewer than 10
    persons. Raises ValueError for a `tight_at` below 20 and a level outside 0 to 1.
    Source: Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2024, Annals of Statistics, "Time-uniform central limit
    theory and asymptotic confidence sequences", its Gaussian mixture; the widening for few persons is ours.
    """
    if tight_at < 2 * FEWEST_PERSONS or not 0 < level < 1:
        raise ValueError(f"an interval at {level} that is tight at {tight_at} persons cannot be")
    if min(with_it.persons, without.persons) < FEWEST_PERSONS:
        return None
    value = with_it.mean - without.mean
    few = sum(arm.variance * (arm.persons + 1) / (arm.persons - 3) for arm in (with_it, without))
    reach = math.sqrt(few) * multiple((with_it.persons + without.persons) / tight_at, level)
    return around(value, value - reach, value + reach, "asymptotic confidence sequence")


def multiple(progress: float, level: float = LEVEL) -> float:
    """How many standard errors the bound lies off, where so much of what it is tight at has been seen.

    Smallest near 1; about 3.0 there at 95 %, where a fixed interval has 1.96. Raises ValueError for no progress.
    """
    scale = mixed_over(progress)
    return math.sqrt((1 + 1 / scale) * (2 * math.log(1 / (1 - level)) + math.log1p(scale)))


def mixed_over(progress: float) -> float:
    """The variance of the effects that the bound is mixed over, in units of the estimate's own.

    It is chosen for 95 % and the same at every level, so that bounds of all levels come of one process and evidence
    can be added up (see `effect_estimate.evidence`). Raises ValueError for no progress.
    """
    if progress <= 0:
        raise ValueError("nothing was seen yet, so there is no bound")
    doubt = 1 - LEVEL
    return progress * (-2 * math.log(doubt) + math.log(-2 * math.log(doubt)) + 1)

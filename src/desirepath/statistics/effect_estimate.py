"""One effect with its standard error, and the two intervals around it: for one look, and for reading it every day.

The ordinary interval holds the truth 95 times in 100 at one look that was fixed beforehand. The other one holds it on
all days at once; it is wider by a half to two thirds (see `confidence_sequence`), and what it rests on can be added
up as evidence (see `evidence`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import special

from desirepath.statistics.confidence_sequence import FEWEST_PERSONS, Arm, mixed_over, multiple
from desirepath.statistics.interval import LEVEL, Interval, around

AT_ANY_TIME = "asymptotic confidence sequence"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectEstimate:
    """An effect, its standard error, the freedom of that, the units it rests on, and the level on both sides.

    `without` is what would have been without the intervention. All in the metric's unit.
    """

    value: float
    standard_error: float
    freedom: float
    units: int
    with_it: float
    without: float
    method: str

    def __post_init__(self) -> None:
        if not (math.isfinite(self.value) and self.standard_error >= 0 and self.freedom > 0):
            raise ValueError(f"no effect has such a value, error and freedom: {self}")


def of_arms(with_it: Arm, without: Arm, method: str) -> EffectEstimate | None:
    """The first arm's mean less the second's; None where one has fewer than 10 persons.

    The freedom is that of Welch; the error is widened for few persons as in `confidence_sequence`.
    """
    arms = (with_it, without)
    if min(arm.persons for arm in arms) < FEWEST_PERSONS:
        return None
    variance = sum(arm.variance for arm in arms)
    freedom = variance**2 / sum(arm.variance**2 / (arm.persons - 1) for arm in arms) if variance > 0 else math.inf
    return EffectEstimate(
        value=with_it.mean - without.mean,
        standard_error=math.sqrt(variance),
        freedom=freedom,
        units=sum(arm.persons for arm in arms),
        with_it=with_it.mean,
        without=without.mean,
        method=method,
    )


def read_once(estimate: EffectEstimate, level: float = LEVEL) -> Interval:
    """The ordinary interval, by Student's t."""
    tail = (1 + level) / 2
    finite = math.isfinite(estimate.freedom)
    quantile = special.stdtrit(estimate.freedom, tail) if finite else special.ndtri(tail)
    return _around(estimate, float(quantile) * estimate.standard_error, estimate.method)


def at_any_time(estimate: EffectEstimate, progress: float, level: float = LEVEL) -> Interval:
    """The interval that holds on all days at once.

    `progress` is how much has been seen of what was expected, beforehand, by the day a decision is due; the interval
    is narrowest for what it is near 1. Raises ValueError where nothing was seen.
    """
    reach = _wide(estimate) * multiple(progress, level)
    return _around(estimate, reach, f"{estimate.method}, {AT_ANY_TIME}")


def evidence(estimate: EffectEstimate, progress: float) -> float:
    """The e-value against no effect, at any time: at least 1/α exactly where the interval at level 1 - α leaves out 0.

    Source: the Gaussian mixture of Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2024; Robbins 1970.
    """
    error = _wide(estimate)
    if error <= 0:
        return math.inf if estimate.value else 1.0
    scale = mixed_over(progress)
    square = (estimate.value / error) ** 2
    return math.exp(min(700.0, square * scale / (2 * (1 + scale)) - math.log1p(scale) / 2))


def _wide(estimate: EffectEstimate) -> float:
    """The error, widened for a freedom that is small: its square is itself only known so well."""
    if not math.isfinite(estimate.freedom):
        return estimate.standard_error
    return estimate.standard_error * math.sqrt((estimate.freedom + 2) / max(estimate.freedom - 2, 0.5))


def _around(estimate: EffectEstimate, reach: float, method: str) -> Interval:
    return around(estimate.value, estimate.value - reach, estimate.value + reach, method)

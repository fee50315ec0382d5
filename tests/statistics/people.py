"""Made-up persons, drawn with a given seed, and their moments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desirepath.statistics.moments import Moments

Floats = npt.NDArray[np.float64]
Dice = np.random.Generator


def moments_of(values: Sequence[float] | Floats) -> Moments:
    numbers = np.asarray(values, dtype=np.float64)
    return Moments(len(numbers), float(numbers.sum()), float(numbers @ numbers))


def cases_per_person(dice: Dice, persons: int, kind: str) -> npt.NDArray[np.int64]:
    """`one` case each, `many` (20) each, or `zipf`: most have one, a few have up to 200."""
    if kind == "zipf":
        return np.minimum(dice.zipf(1.8, persons), 200)
    return np.full(persons, {"one": 1, "many": 20}[kind])


def chances(dice: Dice, persons: int, share: float, alike: float) -> Floats:
    """Each person's own probability: beta with this mean; the larger `alike`, the less they differ."""
    return np.full(persons, share) if np.isinf(alike) else dice.beta(share * alike, (1 - share) * alike, persons)


def rates(dice: Dice, persons: int, mean: float, alike: float) -> Floats:
    """Each person's own rate: gamma with this mean and shape."""
    return np.full(persons, mean) if np.isinf(alike) else dice.gamma(alike, mean / alike, persons)

"""What a simulation measures, and what it has to come to."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tests.statistics.people import Dice


@dataclass(frozen=True)
class Figure:
    """The mean of what `draw` gives is to lie between `least` and `most`.

    `quick` is how many draws fit into a test of a second or less, 0 where only the long lane has the time.
    """

    of: str
    setting: str
    what: str
    draw: Callable[[Dice], float]
    least: float = -math.inf
    most: float = math.inf
    quick: int = 0
    full: int = 2000


@dataclass(frozen=True)
class Measured:
    figure: Figure
    mean: float
    error: float
    draws: int

    @property
    def is_as_promised(self) -> bool:
        """Within the promise, but for three standard errors of the simulation itself."""
        slack = 3 * self.error
        return self.figure.least - slack <= self.mean <= self.figure.most + slack


def measure(figure: Figure, draws: int, seed: int = 1) -> Measured:
    dice = np.random.default_rng([seed, *f"{figure.of} {figure.setting} {figure.what}".encode()])
    values = np.array([figure.draw(dice) for _ in range(draws)], dtype=np.float64)
    # Where every draw came out alike, one more that did not is what chance may have hidden.
    error = max(float(values.std()), 1 / math.sqrt(draws) if np.ptp(values) == 0 else 0.0) / math.sqrt(draws)
    return Measured(figure, float(values.mean()), error, draws)

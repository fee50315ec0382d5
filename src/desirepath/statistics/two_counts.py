"""Whether one count is higher than another makes likely, where counts scatter more than chance alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import optimize, special

_FARTHEST = 20.0
"""Ratios beyond e to this power, and a dispersion so many times as large, are not looked at."""
_LEAST_P = 1e-12
_MOST = 1e12


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """A count against `base`, whose rate would make `times` as many of it here.

    `dispersion` is that of both were the rates equal; it grows with a higher rate, up to the one that was seen.
    `freedom` is how many days' worth is known of it. Given the sum of both, the count is binomial at counts that
    are divided by the dispersion.
    Source: Przyborowski & Wilenski 1940, Biometrika; Korn & Graubard 1998 for effective counts.
    """

    count: float
    base: float
    times: float
    dispersion: float
    freedom: float

    def higher(self, ratio: float) -> float:
        """The chance of the count or more, half of its own counted in, were the rate so many times the base's."""
        part = ratio * self.times / (1 + ratio * self.times)
        seen = self.count / max(self.times * self.base, _LEAST_P)
        dispersion = 1 + (self.dispersion - 1) * min(max(1.0, ratio), max(1.0, seen), _FARTHEST)
        count, base = self.count / dispersion, self.base / dispersion
        reached = special.betainc(count, base + 1, part) if count > 0 else 1.0
        passed = special.betainc(count + 1, base, part) if base > 0 else 0.0
        return self._with_doubt(float(reached + passed) / 2)

    def _with_doubt(self, p: float) -> float:
        """Normal to Student, as the dispersion is an estimate."""
        held = min(1 - _LEAST_P, max(_LEAST_P, p))
        return float(special.stdtr(self.freedom, special.ndtri(held)))

    def ratio_at(self, higher: float) -> float:
        """The ratio at which the chance of the count or more is this."""
        least, most = -_FARTHEST, _FARTHEST
        if self.higher(np.exp(least)) >= higher:
            return 0.0
        if self.higher(np.exp(most)) <= higher:
            return np.inf
        return float(np.exp(optimize.brentq(lambda log: self.higher(np.exp(log)) - higher, least, most, xtol=1e-9)))

    def excess_at(self, ratio: float) -> float:
        """How many more that is, the sum of both counts held fixed."""
        everything = self.times * (self.count + self.base)
        return everything / self.times if np.isinf(ratio) else (ratio - 1) * everything / (1 + ratio * self.times)

    def usual_at_most(self, tail: float) -> float:
        """The largest count, in place of the one seen, that is not rarer than the tail; infinite where none is."""
        expected = self.times * self.base
        most = expected + 10 * self.dispersion + 20 * (expected * self.dispersion * (1 + self.times)) ** 0.5

        def rarer(count: float) -> float:
            return replace(self, count=count).higher(1.0) - tail

        while rarer(most) > 0:
            most *= 2
            if most > _MOST:
                return np.inf
        return float(np.floor(optimize.brentq(rarer, 0.0, most, xtol=1e-6)))

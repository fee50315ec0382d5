"""How much more persons' counts scatter than single cases would: persons repeat themselves."""

from __future__ import annotations

import numpy as np

from desirepath.statistics.tallies import Flags, Tally


def scatter(found: Tally, rows: Flags) -> float:
    """The variance of the persons' counts over that of as many independent cases at one rate; at least 1.

    It is the sum of squares over the sum of what is expected, so that persons with few cases do not decide it.
    Source: the quasi-Poisson dispersion of McCullagh & Nelder 1989.
    """
    chosen = rows & found.present
    cases = float(found.denominator[chosen].sum())
    expected = found.denominator[chosen] * (float(found.numerator[chosen].sum()) / max(cases, 1.0))
    if not expected.any():
        return 1.0
    return max(1.0, float(np.sum((found.numerator[chosen] - expected) ** 2) / expected.sum()))

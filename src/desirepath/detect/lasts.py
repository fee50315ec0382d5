"""Whether a trouble lasts, or is the mark of a single day: rows that were lost, an outage, a test."""

from __future__ import annotations

import numpy as np

from desirepath.statistics.tallies import Floats, Integers

LEFT = 0.25
"""So much of the excess has to be left without the days that have most of it."""
_A_WEEK = 7


def lasts(day: Integers, part: Floats, whole: Floats, expected: float) -> bool:
    """Whether the excess over an expected share or rate is spread over days; columns of one length, in any order.

    Of a week or more the two worst days are taken away, of fewer days the worst; of a single day nothing can be told.
    """
    days, place = np.unique(day, return_inverse=True)
    if len(days) < 2:
        return True
    excess = np.bincount(place, weights=part - expected * whole)
    taken = 2 if len(days) >= _A_WEEK else 1
    left = float(np.sort(excess)[:-taken].sum())
    return bool(left >= LEFT * float(excess.sum()))

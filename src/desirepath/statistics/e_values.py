"""Many effects read every day: which stand together, and how wide their intervals must then be.

p-values lose their meaning when they are read again and again; e-values keep it, and may lean on each other in any
way. So several metrics and cohorts of one intervention are judged together by them.

When not to use it
    On the one effect that was declared to be decided by: it needs no company. On numbers read once: see
    `discoveries`, which finds more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desirepath.statistics.discoveries import RATE


@dataclass(frozen=True, slots=True)
class Standing:
    """The positions of those that stand, and the level at which intervals of all of them are to be given."""

    found: tuple[int, ...]
    level: float


def standing_at_any_time(e_values: Sequence[float], *, rate: float = RATE) -> Standing:
    """Those that stand while at most `rate` of what is told is false on average, whenever it is read.

    The k-th largest e-value stands where it is at least K / (k · rate), as do all larger ones. Intervals at the level
    1 - rate · (how many stand) / K, at least one, leave out zero for these and for no others.
    Raises ValueError for a negative e-value.
    Source: Wang & Ramdas 2022, JRSS B (e-BH); Xu, Wang & Ramdas 2024 (e-BY).
    """
    values = np.asarray(e_values, dtype=np.float64)
    if np.any(values < 0) or np.any(np.isnan(values)):
        raise ValueError("an e-value is at least 0")
    many = len(values)
    if not many:
        return Standing((), 1 - rate)
    order = np.argsort(-values, kind="stable")
    enough = values[order] >= many / (np.arange(1, many + 1) * rate)
    stand = int(np.max(np.flatnonzero(enough), initial=-1)) + 1
    return Standing(tuple(sorted(order[:stand].tolist())), 1 - rate * max(stand, 1) / many)

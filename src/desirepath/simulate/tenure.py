"""How long people have been there at go-live, in the bands that cohorts are made of."""

from __future__ import annotations

import calendar
from datetime import date

import numpy as np
import numpy.typing as npt

from desirepath.vocabulary.cohort import TENURE_BANDS

BANDS = tuple(name for name, _ in TENURE_BANDS)


def tenure_codes(hired_on: npt.NDArray[np.datetime64], go_live: date) -> npt.NDArray[np.int32]:
    """The band of each person, as a position in BANDS; whoever is hired after go-live is in the first."""
    codes = np.zeros(len(hired_on), np.int32)
    for code, (_, months) in enumerate(TENURE_BANDS):
        if months:
            codes[hired_on <= np.datetime64(_months_before(go_live, months), "D")] = code
    return codes


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

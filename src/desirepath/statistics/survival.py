"""Times to an event when some are still waiting and some have left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from desirepath.statistics.interval import LEVEL

_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """The share still waiting after each time at which somebody arrived, and Greenwood's sum for its variance."""

    times: _Numbers
    waiting: _Numbers
    greenwood: _Numbers


@dataclass(frozen=True, slots=True)
class MedianTime:
    """A median time with its 95 % interval; `high` is None where the curve does not reach so far."""

    value: float
    low: float
    high: float | None


def kaplan_meier(durations: npt.ArrayLike, arrived: npt.ArrayLike) -> Curve:
    """The product-limit curve. Who has not `arrived` is waited for until their duration. Source: Kaplan and Meier 1958."""
    times, arrivals, at_risk = _table(np.asarray(durations, float), np.asarray(arrived, bool))
    waiting = np.cumprod(1 - arrivals / at_risk).astype(np.float64)
    with np.errstate(divide="ignore"):
        greenwood = np.cumsum(np.where(at_risk > arrivals, arrivals / (at_risk * (at_risk - arrivals)), np.inf))
    return Curve(times, waiting, greenwood)


def _table(durations: _Numbers, arrived: npt.NDArray[np.bool_]) -> tuple[_Numbers, _Numbers, _Numbers]:
    times, arrivals = np.unique(durations[arrived], return_counts=True)
    at_risk = len(durations) - np.searchsorted(np.sort(durations), times, side="left")
    return times, arrivals.astype(float), at_risk.astype(float)


def median_with_interval(durations: npt.ArrayLike, arrived: npt.ArrayLike) -> MedianTime | None:
    """The first time at which at most half are still waiting, or None where more than half always are.

    Interval: the times at which the median cannot be refused, on the log-log scale. Source: Brookmeyer and
    Crowley 1982, Biometrics.
    """
    curve = kaplan_meier(durations, arrived)
    reached = np.flatnonzero(curve.waiting <= 0.5 + 1e-12)
    if not len(reached):
        return None
    quantile = float(stats.norm.ppf(0.5 + LEVEL / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.log(-np.log(curve.waiting))
        error = np.sqrt(curve.greenwood) / np.abs(np.log(curve.waiting))
        upper = np.exp(-np.exp(scale - quantile * error))
        lower = np.exp(-np.exp(scale + quantile * error))
    ends = curve.waiting == 0
    upper, lower = np.where(ends, np.nan, upper), np.where(ends, 0.0, lower)
    low = np.flatnonzero(np.nan_to_num(lower, nan=1.0) <= 0.5)
    high = np.flatnonzero(np.nan_to_num(upper, nan=1.0) <= 0.5)
    value = float(curve.times[reached[0]])
    return MedianTime(
        value,
        min(value, float(curve.times[low[0]])) if len(low) else value,
        float(curve.times[high[0]]) if len(high) else None,
    )

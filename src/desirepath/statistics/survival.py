"""How long until it is done, when not everyone is done yet and some have left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from desirepath.statistics.interval import UPPER_TAIL

Floats = npt.NDArray[np.float64]

_HALF = 0.5 + 1e-12  # a product of fractions that should be one half may come out a hair above it


@dataclass(frozen=True, slots=True)
class MedianTime:
    """The time by which half are done, in the unit of the durations, with its 95 % interval.

    `high` is None where the data do not bound the median from above (too few were seen long enough).
    """

    value: float
    low: float
    high: float | None
    method: str


@dataclass(frozen=True, slots=True)
class StillGoing:
    """The share not yet done after each time at which somebody was, with 95 % bounds. Times ascend."""

    times: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Incidence:
    """The share that has ended for one cause by each time at which anybody ended for any. Times ascend."""

    times: tuple[float, ...]
    share: tuple[float, ...]


def kaplan_meier(durations: npt.ArrayLike, finished: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> StillGoing:
    """The share still not done over time; who was not finished counts as waiting up to then, not as lost.

    `weights` says how many persons each row stands for. Bounds are those of the log-log scale with
    Greenwood's variance, point by point. Raises ValueError for negative durations or unequal lengths.
    Source: Kaplan & Meier 1958; Kalbfleisch & Prentice 1980 for the scale.
    """
    times, events, at_risk = _life_table(durations, np.asarray(finished, dtype=bool), weights)
    share = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        reach = float(special.ndtri(UPPER_TAIL)) * np.sqrt(greenwood) / np.log(share)
        low, high = np.exp(np.log(share) * np.exp(-reach)), np.exp(np.log(share) * np.exp(reach))
    # Once all are done the scale ends: the share is 0 and so are its bounds.
    low, high = (np.where(share > 0, bound, 0.0) for bound in (low, high))
    return StillGoing(*(tuple(column.tolist()) for column in (times, share, low, high)))


def median_with_interval(
    durations: npt.ArrayLike, finished: npt.ArrayLike, weights: npt.ArrayLike | None = None
) -> MedianTime | None:
    """The median time to finish, or None where half were never seen to finish.

    The interval holds the times that a 95 % test on the log-log scale does not reject. It leans to the
    wide side for few persons. Leavers who count as not finished are taken to be like those who stayed;
    where that is doubtful, see `cumulative_incidence`. Source: Brookmeyer & Crowley 1982.
    """
    curve = kaplan_meier(durations, finished, weights)
    value = _first_at_most_half(curve.times, curve.share)
    if value is None:
        return None
    low = _first_at_most_half(curve.times, curve.low)
    high = _first_at_most_half(curve.times, curve.high)
    return MedianTime(value, value if low is None else min(low, value), high, "Kaplan-Meier, log-log")


def cumulative_incidence(
    durations: npt.ArrayLike, cause: npt.ArrayLike, of: int = 1, weights: npt.ArrayLike | None = None
) -> Incidence:
    """The share that has ended for the cause `of` by each time, while other causes compete.

    `cause` is 0 for those still under way when last seen, and a positive number for each way to end
    (1 proficient, 2 left, say). Unlike one minus Kaplan-Meier it does not pretend that leavers would
    have finished. Source: Aalen & Johansen 1978.
    """
    causes = np.asarray(cause, dtype=np.int64)
    if np.any(causes < 0):
        raise ValueError("causes are 0 (still under way) or positive")
    times, events, at_risk = _life_table(durations, causes > 0, weights)
    _, all_times, amounts = _columns(durations, weights)
    wanted = causes == of
    of_this_cause = np.array([amounts[wanted & (all_times == time)].sum() for time in times], dtype=np.float64)
    before = np.concatenate([[1.0], np.cumprod(1 - events / at_risk)[:-1]]) if len(times) else events
    share = np.cumsum(before * of_this_cause / at_risk)
    return Incidence(tuple(times.tolist()), tuple(share.tolist()))


def _first_at_most_half(times: Sequence[float], share: Sequence[float]) -> float | None:
    return next((time for time, left in zip(times, share, strict=True) if left <= _HALF), None)


def _columns(durations: npt.ArrayLike, weights: npt.ArrayLike | None) -> tuple[int, Floats, Floats]:
    lengths = np.asarray(durations, dtype=np.float64)
    amounts = np.ones_like(lengths) if weights is None else np.asarray(weights, dtype=np.float64)
    if amounts.shape != lengths.shape:
        raise ValueError(f"{len(lengths)} durations, but {len(amounts)} weights")
    if not np.all(np.isfinite(lengths)) or np.any(lengths < 0):
        raise ValueError("durations are finite and not negative")
    if not np.all(np.isfinite(amounts)) or np.any(amounts < 0):
        raise ValueError("weights are finite and not negative")
    return len(lengths), lengths, amounts


def _life_table(
    durations: npt.ArrayLike, ended: npt.NDArray[np.bool_], weights: npt.ArrayLike | None
) -> tuple[Floats, Floats, Floats]:
    """Each time at which somebody ended, how many did, and how many were under way just before."""
    count, lengths, amounts = _columns(durations, weights)
    if len(ended) != count:
        raise ValueError(f"{count} durations, but {len(ended)} endings")
    times, where = np.unique(lengths, return_inverse=True)
    leaving = np.bincount(where, weights=amounts, minlength=len(times)).astype(np.float64)
    events = np.bincount(where, weights=amounts * ended, minlength=len(times)).astype(np.float64)
    at_risk = np.cumsum(leaving[::-1])[::-1].astype(np.float64)
    some = events > 0
    return times[some], events[some], at_risk[some]

"""Rates in which each person counts once: the walk over places that the metrics of cases share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.counted import Counted, Place, RatioSums
from desirepath.statistics.interval import Interval
from desirepath.statistics.moments import Moments
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric

CASES_NEEDED = 20


def rates(
    counted: Counted,
    metric: Metric,
    sums: Mapping[Place, RatioSums],
    interval: Callable[[Moments], Interval],
    *,
    counts: str = "closed cases",
) -> Iterator[Measurement]:
    """A measurement for every place of `sums`, and for everyone in the baseline and since go-live in any case."""
    unit = unit_of(counted, metric)
    for place in with_everyone(counted, sums):
        found = sums.get(place)
        yield measurement(
            counted,
            metric,
            place,
            result=_estimate(found, interval, unit, counts) if found else nothing(counts),
            size=int(found.moments.n) if found else 0,
        )


def unit_of(counted: Counted, metric: Metric) -> str:
    """The metric's unit, in people or in cases."""
    return counted.unit(metric.unit, metric.unit_without_people or metric.unit)


def _estimate(
    sums: RatioSums, interval: Callable[[Moments], Interval], unit: str, counts: str
) -> Estimate | NotEnoughData:
    if sums.cases < CASES_NEEDED:
        return NotEnoughData(observed=sums.cases, needed=CASES_NEEDED, because=counts)
    return estimate_of(interval(sums.moments), n=int(sums.moments.n), unit=unit)


def estimate_of(interval: Interval, *, n: int, unit: str) -> Estimate:
    """An interval as an estimate of this unit."""
    return Estimate(value=interval.value, low=interval.low, high=interval.high, n=n, unit=unit, method=interval.method)


def nothing(counts: str) -> NotEnoughData:
    """There is none of it at all."""
    return NotEnoughData(observed=0, needed=CASES_NEEDED, because=counts)


def with_everyone(counted: Counted, places: Mapping[Place, object]) -> tuple[Place, ...]:
    """The places, and everyone of each workflow in the baseline and since go-live, whether counted or not."""
    always = (
        Place(workflow=workflow, period=period) for workflow in counted.steps for period in (BASELINE, SINCE_GO_LIVE)
    )
    return tuple(dict.fromkeys((*always, *places)))


def measurement(
    counted: Counted,
    metric: Metric,
    place: Place,
    *,
    result: Estimate | NotEnoughData,
    size: int,
) -> Measurement:
    """One row of a metric at a place."""
    return Measurement(
        metric=metric.name,
        workflow=place.workflow,
        cohort=place.cohort,
        period=place.period,
        result=result,
        partial=place.period in counted.partial,
        size=size,
    )

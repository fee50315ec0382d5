"""How differently the same workflow is done from cohort to cohort.

What it tells
    For each cut, the standard deviation of process adherence between its cohorts, in percentage points,
    after taking out what chance alone would make of it.

How it is counted
    A random-effects model over the cohorts' adherence and its sampling error. Cohorts below the floor and
    those with fewer than 20 judged cases are left out.

When it cannot be given
    With fewer than three cohorts that can be told, or without judged cases.

Source
    Paule and Mandel 1982; interval by the Q-profile method of Viechtbauer 2007. See
    `desirepath.statistics.heterogeneity`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from desirepath.observe.cases import BASELINE
from desirepath.observe.counted import Counted, Place, RatioSums
from desirepath.prove.person_rates import CASES_NEEDED, measurement
from desirepath.statistics.heterogeneity import spread_between
from desirepath.statistics.shares import mean_of_shares
from desirepath.vocabulary.estimate import Estimate, NotEnoughData
from desirepath.vocabulary.metric import Measurement, Metric

METRIC = Metric(
    name="cohort_variance",
    title="Spread between cohorts",
    question="How differently is the same workflow done from cohort to cohort?",
    unit="percentage points",
    unit_without_people="percentage points",
    better="down",
    needs=("events", "people"),
    source="Paule and Mandel 1982; Viechtbauer 2007",
    ratios=(("on_path", "judged"),),
)
COHORTS_NEEDED = 3
_TWO_SIDED_95 = 1.959963984540054


def measure(counted: Counted) -> Iterator[Measurement]:
    """One row for each cut, workflow and period."""
    cohorts: dict[tuple[str, str, str], dict[Place, RatioSums]] = {}
    for place, sums in counted.ratios[METRIC.ratios[0]].items():
        judged = place.period != BASELINE or place.workflow in counted.judged_before
        if place.cut and judged and sums.cases >= CASES_NEEDED and sums.moments.n >= counted.floor:
            cohorts.setdefault((place.workflow, place.period, place.cut), {})[place] = sums
    for (workflow, period, cut), found in cohorts.items():
        size = int(sum(sums.moments.n for sums in found.values()))
        everyone = Place(workflow=workflow, period=period)
        yield replace(measurement(counted, METRIC, everyone, result=_result(found, size), size=size), cut=cut)


def _result(found: Mapping[Place, RatioSums], size: int) -> Estimate | NotEnoughData:
    if len(found) < COHORTS_NEEDED:
        return NotEnoughData(observed=len(found), needed=COHORTS_NEEDED, because="cohorts with enough judged cases")
    intervals = [mean_of_shares(sums.moments) for sums in found.values()]
    errors = [(interval.high - interval.low) / (2 * _TWO_SIDED_95) for interval in intervals]
    spread = spread_between([interval.value for interval in intervals], errors)
    if spread is None or not math.isfinite(spread.high):
        return NotEnoughData(observed=len(found), needed=len(found) + 1, because="cohorts with enough judged cases")
    return Estimate(
        value=spread.value * 100,
        low=spread.low * 100,
        high=spread.high * 100,
        n=size,
        unit=METRIC.unit,
        method=spread.method,
    )

"""Before and since go-live of the same groups, where others joined.

Where whole groups (units, regions) have hardly any cases before go-live, a plain comparison of before and since takes
what they bring with them for everyone's change. So the groups that were there are compared with themselves, weighed
since as they were before (direct standardisation), and what joined stands beside it.

Only groups whose rows are shown are counted, so that nothing can be had by subtraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from desirepath.observe.cases import BASELINE, SINCE_GO_LIVE
from desirepath.observe.counted import Counted, Place, RatioSums
from desirepath.observe.person_counts import reached, stopped
from desirepath.prove.person_rates import estimate_of, unit_of
from desirepath.statistics.moments import Moments
from desirepath.statistics.rates import mean_of_counts
from desirepath.statistics.shares import mean_of_shares
from desirepath.vocabulary.estimate import Estimate
from desirepath.vocabulary.metric import Measurement, Metric
from desirepath.vocabulary.study import LikeForLike

HARDLY = 0.1
"""A group joined if its part of all cases before go-live is less than this much of its part since."""
MATTERS = 0.05
"""So much of the cases since go-live must be of groups that joined."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A metric of a workflow, or of one of its steps, with the sums that it is estimated from."""

    metric: Metric
    workflow: str
    step: str | None
    sums: Mapping[Place, RatioSums]

    def told(self, shown: Sequence[Measurement], period: str) -> Mapping[str, Sequence[str]]:
        """By cut, the values whose row of a period is shown."""
        here = (self.metric.name, self.workflow, period, self.step)
        found: dict[str, list[str]] = {}
        for row in shown:
            if (row.metric, row.workflow, row.period, row.step) == here and len(row.cohort.pairs) == 1:
                [(cut, value)] = row.cohort.pairs
                if isinstance(row.result, Estimate):
                    found.setdefault(cut, []).append(value)
        return found


def like_for_like(counted: Counted, metrics: Sequence[Metric], shown: Sequence[Measurement]) -> Iterator[LikeForLike]:
    """For every metric of cases, by the cut in which most cases are of groups that joined; nothing where few are."""
    rows_of: dict[str, list[Measurement]] = {}
    for row in shown:
        rows_of.setdefault(row.metric, []).append(row)
    for asked in _all_asked(counted, metrics):
        split = _widest(asked, rows_of.get(asked.metric.name, []))
        if split is not None:
            yield _told(counted, asked, split)


def _all_asked(counted: Counted, metrics: Sequence[Metric]) -> Iterator[_Asked]:
    for metric in metrics:
        for workflow, steps in counted.steps.items():
            if metric.ratios:
                yield _Asked(metric, workflow, None, counted.ratios[metric.ratios[0]])
            if metric.at_steps:
                for number, step in enumerate(steps):
                    yield _Asked(metric, workflow, step, counted.ratios[stopped(number), reached(number)])


def _widest(asked: _Asked, shown: Sequence[Measurement]) -> _Split | None:
    before = asked.told(shown, BASELINE)
    since = asked.told(shown, SINCE_GO_LIVE).items()
    splits = (_split(asked, cut, values, frozenset(before.get(cut, ()))) for cut, values in since)
    matter = [one for one in splits if one.joined and one.stayed and one.cases_joined > MATTERS * one.cases]
    return max(matter, key=lambda one: (one.cases_joined, one.cut), default=None)


def _told(counted: Counted, asked: _Asked, split: _Split) -> LikeForLike:
    before, since = ([both[side].moments for both in split.stayed.values()] for side in (0, 1))
    weighed = standardised(since, [one.n for one in before])
    return LikeForLike(
        workflow=asked.workflow,
        metric=asked.metric.name,
        step=asked.step,
        cut=split.cut,
        stayed=len(split.stayed),
        joined=len(split.joined),
        cases_joined=split.cases_joined,
        cases=split.cases,
        before=_estimate(counted, asked.metric, _added(before)),
        since=replace(_estimate(counted, asked.metric, weighed), n=int(_added(since).n)),
        of_joined=_estimate(counted, asked.metric, _added([one.moments for one in split.joined.values()])),
    )


@dataclass(frozen=True, slots=True)
class _Split:
    """The values of a cut: those that were there, with their sums before and since, and those that joined."""

    cut: str
    stayed: Mapping[str, tuple[RatioSums, RatioSums]]
    joined: Mapping[str, RatioSums]

    @property
    def cases_joined(self) -> int:
        return sum(one.cases for one in self.joined.values())

    @property
    def cases(self) -> int:
        return self.cases_joined + sum(since.cases for _, since in self.stayed.values())


def _split(asked: _Asked, cut: str, values: Sequence[str], told_before: AbstractSet[str]) -> _Split:
    nothing = RatioSums(Moments(0, 0, 0), 0)

    def of(period: str) -> dict[str, RatioSums]:
        places = {value: Place(workflow=asked.workflow, period=period, cut=cut, value=value) for value in values}
        return {value: asked.sums.get(place, nothing) for value, place in places.items()}

    before, since = of(BASELINE), of(SINCE_GO_LIVE)
    all_before, all_since = (sum(one.cases for one in period.values()) for period in (before, since))
    joined = {
        value: since[value]
        for value in values
        if before[value].cases * all_since < HARDLY * since[value].cases * all_before
    }
    stayed = {value: (before[value], since[value]) for value in values if value in told_before and value not in joined}
    return _Split(cut, stayed, joined)


def _added(each: Sequence[Moments]) -> Moments:
    return sum(each, Moments(0, 0, 0))


def standardised(strata: Sequence[Moments], weights: Sequence[float]) -> Moments:
    """The moments of as many units as the weighted mean of strata is worth, with its mean and variance.

    The variance between strata counts as if it were drawn, so that intervals err to the wide side.
    Source: effective sample size, Kish, "Survey Sampling", 1965.
    """
    parts = [weight / sum(weights) for weight in weights]
    worth = 1 / sum(part**2 / one.n for part, one in zip(parts, strata, strict=True))
    mean = sum(part * one.mean for part, one in zip(parts, strata, strict=True))
    squares = sum(part * one.total_of_squares / one.n for part, one in zip(parts, strata, strict=True))
    return Moments(worth, worth * mean, worth * squares)


def _estimate(counted: Counted, metric: Metric, moments: Moments) -> Estimate:
    interval = (mean_of_shares if metric.is_share else mean_of_counts)(moments)
    return estimate_of(interval, n=int(moments.n), unit=unit_of(counted, metric))

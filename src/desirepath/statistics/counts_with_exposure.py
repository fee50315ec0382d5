"""Whether there are more tickets (or other events) a day than the people or cases there now would make anyway.

When not to use it
    For shares of cases: see `comparison`. Where the baseline holds no full weeks, or the work is seasonal and
    the same season is not in it: there is no trend and no month in the model, on purpose, since a few weeks do
    not tell one. Where days lean on each other for longer than a week, the interval is too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desirepath.statistics.daily_baseline import LEAST_FREEDOM, Days, baseline, exposed, kinds_of_day
from desirepath.statistics.interval import LEVEL, Interval, around
from desirepath.statistics.tallies import Floats
from desirepath.statistics.two_counts import TwoCounts

FEWEST_DAYS = 14
"""A baseline of less than two weeks does not tell how days scatter."""
_FARTHEST = 20.0


@dataclass(frozen=True, slots=True)
class CountExcess:
    """How many more were counted than expected.

    `excess` is in counts, `ratio` the counted over the expected (its upper bound may be infinite); `higher` is the
    one-sided p-value for more than expected; `usual_at_most` is what so many days pass once in forty times by
    chance; `dispersion` is the variance of a day's count over its mean; `spikes` is the share of the baseline's
    weight that was taken off days far above it.
    """

    observed: float
    expected: float
    excess: Interval
    ratio_low: float
    ratio_high: float
    higher: float
    usual_at_most: float
    dispersion: float
    spikes: float

    @property
    def p(self) -> float:
        """The two-sided p-value."""
        return min(1.0, 2 * min(self.higher, 1 - self.higher))


def excess_since(before: Days, since: Days, *, level: float = LEVEL) -> CountExcess | None:
    """The counts since, against what the baseline's rates make of the exposure since, weekday by weekday.

    Rates of the weekdays are those of a quasi-Poisson model with the exposure as offset; weekdays are told apart
    where each was seen six times, else workdays and weekends, else nothing. Days of the baseline that lie far
    above it (an outage) are weighed down. The dispersion is that of days or, where it is larger, of weeks; it
    grows with the level, as a negative binomial's does. Interval and p-values are those of the exact test of two
    counts given their sum, at the effective counts, with Student's tail for the dispersion: they hold for small
    counts too. That the exposure has grown gives no excess.
    None for a baseline of fewer than 14 days with exposure and for no exposure since.
    Source: Farrington and others 1996, JRSS A; Noufaily and others 2013, Statistics in Medicine; Przyborowski &
    Wilenski 1940 for two counts.
    """
    before = exposed(before)
    since = exposed(since)
    if len(before.count) < FEWEST_DAYS or len(since.count) == 0:
        return None
    kind = kinds_of_day(before, since)
    fit = baseline(before, kind[before.weekday])
    ahead = np.bincount(kind[since.weekday], weights=since.exposure, minlength=len(fit.rate))
    expected = float(ahead @ fit.rate)
    # Where the days are longer than those of the baseline, a rate that varies makes them scatter more.
    per_day = expected / len(since.count) / max(float(before.count.mean()), 1e-9)
    dispersion = 1 + (fit.dispersion - 1) * max(1.0, min(per_day, _FARTHEST))
    unsure = float(ahead**2 @ (fit.rate / fit.exposure))
    if expected > 0:
        base, times = expected**2 / unsure, unsure / expected
    else:
        base, times = 0.0, float(since.exposure.sum() / fit.exposure.sum())
    test = TwoCounts(float(since.count.sum()), base, times, dispersion, fit.freedom)
    return _excess(test, level, fit.spikes)


def excess_over_others(group: Days, others: Days, *, level: float = LEVEL) -> CountExcess | None:
    """The counts of a group, against what the others' rates make of the group's exposure, day by day.

    Both list the same days. What moves all alike (weekday, outage, growth) is taken out by the day. The dispersion
    is that of the group's part in each day's count. None where fewer than 14 days have exposure of both.
    Raises ValueError for unequal days. Source: as `excess_since`; Breslow & Day 1987 for the day as stratum.
    """
    if len(group.count) != len(others.count):
        raise ValueError("groups that are compared list the same days")
    both = (group.exposure > 0) & (others.exposure > 0)
    if both.sum() < FEWEST_DAYS:
        return None
    own, rest = group.count[both], others.count[both]
    exposures = group.exposure[both], others.exposure[both]
    ratio = _shared_ratio(own, rest, exposures)
    part = ratio * exposures[0] / (ratio * exposures[0] + exposures[1])
    spread = (own + rest) * part * (1 - part)
    # Days of many counts weigh in the sum as they do here, whatever makes them scatter.
    days = float(spread.sum() ** 2 / np.sum(spread**2)) if spread.any() else 1.0
    freedom = max(LEAST_FREEDOM, days - 1)
    seen = float(np.sum((own - (own + rest) * part) ** 2) / max(spread.sum(), 1e-9)) * days / max(days - 1, 1)
    plain = float(exposures[0].sum() / exposures[1].sum())
    times = float(own.sum() / (ratio * rest.sum())) if rest.any() and own.any() else plain
    test = TwoCounts(float(own.sum()), float(rest.sum()), times, max(1.0, seen), freedom)
    return _excess(test, level, 0.0)


def _shared_ratio(own: Floats, rest: Floats, exposures: tuple[Floats, Floats]) -> float:
    """The ratio of the two rates, the same on all days, by Mantel and Haenszel; 1 where one counted nothing."""
    both = exposures[0] + exposures[1]
    above, below = float(np.sum(own * exposures[1] / both)), float(np.sum(rest * exposures[0] / both))
    return above / below if above > 0 and below > 0 else 1.0


def _excess(test: TwoCounts, level: float, spikes: float) -> CountExcess:
    expected = test.times * test.base
    low, high = (test.ratio_at(tail) for tail in ((1 - level) / 2, (1 + level) / 2))
    bounds = test.excess_at(low), test.excess_at(high)
    return CountExcess(
        observed=test.count,
        expected=expected,
        excess=around(test.count - expected, *bounds, "two counts given their sum, overdispersed"),
        ratio_low=low,
        ratio_high=high,
        higher=test.higher(1.0),
        usual_at_most=test.usual_at_most((1 - level) / 2),
        dispersion=test.dispersion,
        spikes=spikes,
    )

"""Many cohorts at once: each one's share or rate drawn to what the others show, the more the less it knows itself.

When not to use it
    To test whether a cohort differs: a drawn-in value leans to the middle on purpose. For cohorts that are not of
    one kind (roles together with regions): they do not tell of each other. To say that a cohort is the worst: rank
    on the drawn-in value, and say with the intervals how little the ranks may mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import special

from desirepath.statistics.interval import UPPER_TAIL, Interval, around
from desirepath.statistics.moments import Moments
from desirepath.statistics.tallies import Floats

FEWEST_COHORTS = 3
"""Two cohorts say nothing of how cohorts differ."""
_WEIGHTS = np.exp(np.linspace(math.log(0.3), math.log(20_000.0), 40))
"""What the middle may weigh: from less than one person to so much that all cohorts are one."""
_STEPS = np.linspace(-3.0, 3.0, 13)
"""How far the middle may lie from its likeliest place, in standard errors."""
_BORROWED = 30.0
"""A cohort's own dispersion is drawn to that of all as if these were so many of its persons."""
_FEW = 4.0
"""With so many on the rarer side in all cohorts together, their dispersion is taken to be twice what is seen."""


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Every cohort's value with its 95 % credible interval, in the order given, and what they were drawn to.

    `middle` is the likeliest mean of all cohorts like these. `as_persons` is how many persons with a single answer
    weigh as much as the middle does in a cohort: the more alike the cohorts are, the larger it is.
    """

    cohorts: tuple[Interval, ...]
    middle: float
    as_persons: float

    @property
    def highest_first(self) -> tuple[int, ...]:
        """The positions of the cohorts by falling value; equals keep their order."""
        return tuple(sorted(range(len(self.cohorts)), key=lambda place: -self.cohorts[place].value))


def shrunk_shares(cohorts: Sequence[Moments]) -> Shrunk | None:
    """Each cohort's mean of persons' shares, drawn to the others'; None for fewer than three cohorts.

    A cohort counts as so many yes and no as have its variance. The cohorts' shares are taken to be beta
    distributed; `middle` and `as_persons` are those of the largest marginal likelihood. How far these are in doubt
    goes into the intervals: they are averaged over all priors by likelihood, so that few cohorts, or such as are
    alike (all 0, say), do not pretend to know how alike they are. On average over the cohorts the intervals hold
    the truth 93 to 100 times in 100, where the trouble is rare in cohorts of a dozen people 89; for one outlying
    cohort among many that are alike they hold it less often.
    Raises ValueError for a cohort without persons and a mean outside 0 to 1.
    Source: Efron & Morris 1975, JASA; Kass & Steffey 1989, JASA, and Gelman 2006 for the doubt about the prior.
    """
    if any(not -1e-9 <= cohort.mean <= 1 + 1e-9 for cohort in cohorts):
        raise ValueError("a mean of shares lies between 0 and 1")
    if len(cohorts) < FEWEST_COHORTS:
        return None
    share = np.clip([cohort.mean for cohort in cohorts], 0.0, 1.0)
    trials = _persons(cohorts) / _dispersions(cohorts, share * (1 - share))
    return _shrunk(share * trials, trials, _Shares())


def shrunk_rates(cohorts: Sequence[Moments]) -> Shrunk | None:
    """Each cohort's mean of persons' counts (tickets, failures per case), drawn to the others'; else as above.

    A cohort counts as so many independent events over so many persons as have its variance. None also where
    nothing was counted at all. Raises ValueError for a cohort without persons and for a negative mean.
    """
    rate = np.array([cohort.mean for cohort in cohorts])
    if np.any(rate < 0):
        raise ValueError("a mean of counts is not negative")
    if len(cohorts) < FEWEST_COHORTS or not rate.any():
        return None
    persons = _persons(cohorts) / _dispersions(cohorts, rate)
    return _shrunk(rate * persons, persons, _Rates())


def shrunk_counts(counts: Sequence[float], exposures: Sequence[float], dispersion: float = 1.0) -> Shrunk | None:
    """Each cohort's count over its exposure (tickets per active person-day), drawn to the others'.

    `dispersion` is the variance of a count over its mean, 1 where events are independent. None for fewer than three
    cohorts and where nothing was counted. Raises ValueError for a negative count, an exposure that is not positive
    and a dispersion below 1. Source: Clayton & Kaldor 1987, Biometrics; otherwise as `shrunk_shares`.
    """
    events, exposure = np.asarray(counts, dtype=np.float64), np.asarray(exposures, dtype=np.float64)
    if events.shape != exposure.shape or np.any(events < 0) or np.any(exposure <= 0) or dispersion < 1:
        raise ValueError("counts are not negative, exposures positive, and a dispersion is at least 1")
    if len(events) < FEWEST_COHORTS or not events.any():
        return None
    return _shrunk(events / dispersion, exposure / dispersion, _Rates())


def _persons(cohorts: Sequence[Moments]) -> Floats:
    return np.array([float(cohort.n) for cohort in cohorts])


def _dispersions(cohorts: Sequence[Moments], plain: Floats) -> Floats:
    """Each cohort's variance over what single answers have, drawn to that of all cohorts together."""
    persons = _persons(cohorts)
    seen = np.array([cohort.variance for cohort in cohorts]) * (persons - 1)
    expected = plain * persons
    doubt = 1 + _FEW / max(float(expected.sum()), 1.0)
    if not (seen.any() and expected.any()):
        return np.full(len(cohorts), doubt)
    together = float(seen.sum() / expected.sum())
    drawn = (seen + _BORROWED * together * plain.mean()) / (expected + _BORROWED * plain.mean())
    return np.asarray(np.maximum(drawn, 0.01) * doubt)


def _shrunk(yes: Floats, trials: Floats, family: _Family) -> Shrunk:
    weight = family.weights(yes, trials)[:, None]
    centre, error = family.centre(yes, trials)
    middle = family.from_line(family.to_line(centre)[:, None] + np.outer(error, _STEPS))
    likelihood = family.log_likelihood(yes, trials, middle, weight)
    # Every spread between cohorts is as likely as any other, and the steps are as wide as the error.
    credit = likelihood + np.log(error)[:, None] - np.log(weight) / 2
    credit = np.exp(credit - credit.max())
    credit /= credit.sum()
    best = np.unravel_index(int(np.argmax(likelihood)), likelihood.shape)
    cohorts = tuple(_credible(each, middle, weight, credit, family) for each in zip(yes, trials, strict=True))
    return Shrunk(cohorts, float(middle[best]), float(weight[best[0], 0]))


def _credible(cohort: tuple[float, float], middle: Floats, weight: Floats, credit: Floats, family: _Family) -> Interval:
    """The mean and the interval of the mixture of all that would follow from each prior."""
    yes, trials = cohort
    means = (middle * weight + yes) / (weight + trials)
    mean = float((credit * means).sum())
    variance = float((credit * (family.variances(means, weight + trials) + (means - mean) ** 2)).sum())
    low, high = (family.quantile(mean, variance, below) for below in (1 - UPPER_TAIL, UPPER_TAIL))
    return around(mean, low, high, family.method)


class _Family(Protocol):
    """A kind of answer. `middle` has a row for each weight and a column for each step."""

    method: str

    def weights(self, yes: Floats, trials: Floats) -> Floats:
        """What the middle may weigh, in trials."""

    def centre(self, yes: Floats, trials: Floats) -> tuple[Floats, Floats]:
        """For each weight the likeliest middle and its standard error, on the line."""

    def to_line(self, middle: Floats) -> Floats:
        """From a middle to all numbers."""

    def from_line(self, line: Floats) -> Floats:
        """And back."""

    def log_likelihood(self, yes: Floats, trials: Floats, middle: Floats, weight: Floats) -> Floats:
        """Of all cohorts together, up to what does not hang on middle and weight."""

    def variances(self, mean: Floats, weight: Floats) -> Floats:
        """Of a cohort's value, where all that is known of it weighs so much."""

    def quantile(self, mean: float, variance: float, below: float) -> float:
        """The value that this part lies below."""


class _Shares:
    method = "beta-binomial, averaged over priors"

    def weights(self, yes: Floats, trials: Floats) -> Floats:  # noqa: ARG002 - shares have no unit
        return _WEIGHTS

    def centre(self, yes: Floats, trials: Floats) -> tuple[Floats, Floats]:
        pull = trials / (1 + trials / (_WEIGHTS[:, None] + 1))
        total = pull.sum(axis=1) + 1
        middle = ((pull * yes / trials).sum(axis=1) + 0.5) / total
        return middle, 1 / np.sqrt(middle * (1 - middle) * total)

    def to_line(self, middle: Floats) -> Floats:
        return np.asarray(special.logit(middle))

    def from_line(self, line: Floats) -> Floats:
        return np.asarray(special.expit(line))

    def log_likelihood(self, yes: Floats, trials: Floats, middle: Floats, weight: Floats) -> Floats:
        a, b = middle * weight, (1 - middle) * weight
        each = special.betaln(a[..., None] + yes, b[..., None] + trials - yes) - special.betaln(a, b)[..., None]
        return np.asarray(each.sum(axis=-1))

    def variances(self, mean: Floats, weight: Floats) -> Floats:
        return np.asarray(mean * (1 - mean) / (weight + 1))

    def quantile(self, mean: float, variance: float, below: float) -> float:
        size = mean * (1 - mean) / variance - 1
        return float(special.betaincinv(mean * size, (1 - mean) * size, below))


class _Rates:
    method = "gamma-Poisson, averaged over priors"

    def weights(self, yes: Floats, trials: Floats) -> Floats:
        # As many events of the average, so that it does not hang on the unit of the exposure.
        return np.asarray(_WEIGHTS * trials.sum() / yes.sum())

    def centre(self, yes: Floats, trials: Floats) -> tuple[Floats, Floats]:
        pull = trials / (1 + trials / self.weights(yes, trials)[:, None])
        total = pull.sum(axis=1)
        middle = ((pull * yes / trials).sum(axis=1) + 0.5) / total
        return middle, 1 / np.sqrt(middle * total)

    def to_line(self, middle: Floats) -> Floats:
        return np.asarray(np.log(middle))

    def from_line(self, line: Floats) -> Floats:
        return np.asarray(np.exp(line))

    def log_likelihood(self, yes: Floats, trials: Floats, middle: Floats, weight: Floats) -> Floats:
        shape, exposure = (middle * weight)[..., None], weight[..., None]
        each = special.gammaln(shape + yes) - special.gammaln(shape) - yes * np.log(exposure + trials)
        return np.asarray((each - shape * np.log1p(trials / exposure)).sum(axis=-1))

    def variances(self, mean: Floats, weight: Floats) -> Floats:
        return np.asarray(mean / weight)

    def quantile(self, mean: float, variance: float, below: float) -> float:
        return float(special.gammaincinv(mean**2 / variance, below)) * variance / mean

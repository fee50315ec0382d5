"""The narrowest cohort that explains a trouble: everyone, a value of one cut, or where two values meet.

When not to use it
    To name persons or teams below the floor, or to prove a cause: the cohort is where the excess is, not why.
    Where persons of one team act alike, the team is one observation and the p-value is too small.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from desirepath.statistics.cohort_candidates import Candidates, Cohort, candidates
from desirepath.statistics.excess import Excess
from desirepath.statistics.tallies import Floats, Integers

RESAMPLES, RARE_RESAMPLES = 199, 1_999
"""More where hardly any of the first shuffles was as strong: what is judged among many needs chances below one in 200."""
_HARDLY_ANY = 1
_MOST_SHUFFLED = 5_000_000
"""Persons shuffled in all, at most, beyond the first times: counts of very many persons tell small chances by themselves.
"""
UNEVEN = 0.05
"""At or below this p-value of the largest difference, cohorts are taken to differ."""
_UNSURE = 0.2
"""Up to this one everyone is still the answer, but the strongest cohort is named as its rival."""
_EXPLAINED = 1.645
"""An excess that is left below so many standard errors is nothing that is left."""
_SURELY, _OF_SOME_SIZE = 3.0, 0.1
_AS_TROUBLED = 0.5
"""Those around a cohort share its trouble where their excess is at least this part of its own."""
_OFTEN_ENOUGH = 20
"""After so many shuffles with as strong a cohort, no more are needed (Besag and Clifford 1991)."""
_MOST_RIVALS = 5
_BATCH = 25
_NOTHING = 1e-300
EVERYONE: Cohort = ()


@dataclass(frozen=True, slots=True)
class FoundCohort:
    """The cohort, `()` for everyone, with how many persons since it has, and their excess per person.

    `excess` is over the baseline, or over the others where there is none. `p_uneven` is the chance of so large
    a difference between a cohort and its rest, somewhere among all `tried`, were all alike: small where a
    cohort stands out. `p_everyone` is one-sided for an excess of all persons together over the baseline, None
    without one. `held` is the part of all excess that the cohort holds, 0 to 1; None without a baseline or an
    excess. `rivals` explain the same trouble as well, the best first: the caller has to name them too. Where it
    is everyone's only because no cohort stands out surely, the strongest cohort is its rival. `strength` is the squared
    statistic of the cohort, 0 for everyone.
    """

    cohort: Cohort
    persons: int
    excess: float
    p_uneven: float
    p_everyone: float | None
    held: float | None
    rivals: tuple[Cohort, ...]
    tried: int
    strength: float = 0.0


def narrowest_cohort(
    excess: Excess, codes: Integers, dice: np.random.Generator, *, floor: int, resamples: int = RESAMPLES
) -> FoundCohort:
    """Where the excess is, among everyone, every value of a cut and every pair of values of two cuts.

    `codes` has a row for each person and a column for each cut, 0 for unknown; cohorts have `floor` persons or
    more, and so has their rest. Each is compared with its rest by a score statistic with a correction for the
    skewness of rare troubles; a pair has to be better than a single value by as much as there are more pairs
    to choose from. The largest is judged by shuffling persons (their standardised excess) against attributes.
    If it is not rare, or if the rest has at least half as much excess over the baseline, it is everyone's.
    A pair gives way to one of its values if the rest of that value shares the trouble.
    The same `dice` give the same answer. With few persons it finds nothing rather than something wrong.
    Source: Westfall & Young 1993 for the largest of many; Kulldorff 1997 for a cohort against its rest;
    the choice between nested cohorts is ours, held by simulation.
    """
    if len(codes) != len(excess.amount):
        raise ValueError(f"{len(codes)} rows of attributes, but {len(excess.amount)} persons")
    pool = candidates(codes, excess.since, floor)
    contrasts = _Contrasts.of(excess, pool)
    p_uneven, best = _rarest(contrasts, dice, resamples)
    if best is None or p_uneven > UNEVEN:
        unsure = (pool.cohorts[best],) if best is not None and p_uneven <= _UNSURE else ()
        return _everyone(contrasts, p_uneven, unsure)
    chosen = _wide_enough(contrasts, best)
    return _everyone(contrasts, p_uneven, ()) if chosen is None else _found(contrasts, chosen, p_uneven)


def got_better_somewhere(excess: Excess, codes: Integers, *, floor: int) -> bool:
    """Whether a cohort of some size surely has less than before, so that an excess of all is not everyone's."""
    pool = candidates(codes, excess.since, floor)
    return bool(pool.cohorts) and _some_got_better(_Contrasts.of(excess, pool), None)


@dataclass(frozen=True, slots=True)
class _Contrasts:
    """Every cohort against its rest; all columns have one number for each cohort.

    `amount` is the excess, `surplus` how much more that is than its persons' part of all excess, `spread` the
    variance of the surplus were all alike.
    """

    pool: Candidates
    excess: Excess
    amount: Floats
    weight: Floats
    variance: Floats
    part: Floats
    surplus: Floats
    spread: Floats
    penalty: Floats
    skew: float

    @classmethod
    def of(cls, excess: Excess, pool: Candidates) -> _Contrasts:
        amount, weight, variance = (pool.sums(each) for each in (excess.amount, excess.weight, excess.variance))
        part = weight / excess.weight.sum()
        return cls(
            pool=pool,
            excess=excess,
            amount=amount,
            weight=weight,
            variance=variance,
            part=part,
            surplus=amount - part * excess.amount.sum(),
            spread=variance * (1 - 2 * part) + part**2 * excess.variance.sum(),
            penalty=2 * np.log(np.bincount(pool.depth, minlength=3)[pool.depth]),
            skew=_skew(excess),
        )

    def strength(self, surplus: Floats) -> Floats:
        """The squared statistic of every cohort, less what so many of its kind reach by chance.

        Rare troubles have a long tail upwards; so the variance grows with the surplus, as that of counts does.
        """
        more = np.maximum(surplus, 0.0)
        return np.asarray(more**2 / np.maximum(self.spread + self.skew * more / 3, _NOTHING) - self.penalty)

    def left(self, one: int) -> Floats:
        """What `one` has more than its rest once each cohort's own excess is taken out, in standard errors."""
        inside = self.pool.is_in(one)
        shared_weight = self.pool.sums(self.excess.weight * inside)
        shared_variance = self.pool.sums(self.excess.variance * inside)
        along = (shared_weight - self.part[one] * self.weight) / (self.weight * (1 - self.part))
        total = self.excess.variance.sum() * self.part[one] * self.part
        shared_spread = shared_variance - self.part[one] * self.variance - self.part * self.variance[one] + total
        variance = self.spread[one] - 2 * along * shared_spread + along**2 * self.spread
        same = variance <= 1e-9 * self.spread[one]
        rest = self.surplus[one] - along * self.surplus
        return np.where(same, 0.0, rest / np.sqrt(np.where(same, 1.0, variance)))


def _skew(excess: Excess) -> float:
    """The third moment over the second: for a rare yes or no it is about 1, for even ones 0."""
    residual = _residual(excess)
    square = float(np.sum(residual**2))
    return max(0.0, float(np.sum(residual**3)) / square) if square > 0 else 0.0


def _residual(excess: Excess) -> Floats:
    return np.asarray(excess.amount - excess.weight * (excess.amount.sum() / excess.weight.sum()))


def _rarest(contrasts: _Contrasts, dice: np.random.Generator, resamples: int) -> tuple[float, int | None]:
    """The chance of a cohort as strong as the strongest were all alike, and which that is."""
    if not contrasts.pool.cohorts:
        return 1.0, None
    strengths = contrasts.strength(contrasts.surplus)
    best = int(np.argmax(strengths))
    as_strong, shuffles, most = 0, 0, resamples
    while shuffles < most and as_strong < _OFTEN_ENOUGH:
        shuffled = _shuffled(contrasts, dice, min(_BATCH, most - shuffles))
        as_strong += int(np.count_nonzero(shuffled >= strengths[best] - 1e-9))
        shuffles += len(shuffled)
        if shuffles == resamples and as_strong <= _HARDLY_ANY:
            most = max(most, min(RARE_RESAMPLES, _MOST_SHUFFLED // len(contrasts.excess.amount)))
    return (1 + as_strong) / (1 + shuffles), best


def _shuffled(contrasts: _Contrasts, dice: np.random.Generator, times: int) -> Floats:
    """The strength of the strongest cohort, each time that persons are shuffled against their attributes."""
    pool, excess = contrasts.pool, contrasts.excess
    scale = np.sqrt(excess.variance[pool.order])
    rows = np.flatnonzero(scale > 0)
    standard = _residual(excess)[pool.order][rows] / scale[rows]
    standard /= np.sqrt(np.mean(standard**2)) if standard.any() else 1.0
    sums = np.empty((len(pool.starts), times))
    drawn = np.zeros_like(scale)
    for time in range(times):
        drawn[rows] = scale[rows] * dice.permutation(standard)
        sums[:, time] = pool.by_kind(drawn)
    surplus = (pool.members @ sums - np.outer(contrasts.part, sums.sum(axis=0))).T
    return np.asarray(contrasts.strength(surplus).max(axis=1))


def _wide_enough(contrasts: _Contrasts, best: int) -> int | None:
    """The cohort, or a wider one where those around it share the trouble; None where that is everyone."""
    cohorts = contrasts.pool.cohorts
    parents = [cohorts.index((each,)) for each in cohorts[best] if len(cohorts[best]) > 1 and (each,) in cohorts]
    shared = [parent for parent in parents if _rest_shares_it(contrasts, parent, best)]
    if shared:
        strengths = contrasts.strength(contrasts.surplus)
        best = max(shared, key=lambda parent: (strengths[parent], -parent))
    return None if contrasts.excess.has_baseline and _all_share_it(contrasts, best) else best


def _rest_shares_it(contrasts: _Contrasts, parent: int, pair: int) -> bool:
    amount, weight = contrasts.amount, contrasts.weight
    total, everyone = contrasts.excess.amount.sum(), contrasts.excess.weight.sum()
    around = (total - amount[parent]) / (everyone - weight[parent])
    others = weight[parent] - weight[pair]
    if others <= 0:
        return False
    of_others = (amount[parent] - amount[pair]) / others - around
    of_pair = amount[pair] / weight[pair] - around
    return bool(of_others >= _AS_TROUBLED * of_pair and contrasts.left(parent)[pair] > _EXPLAINED)


def _all_share_it(contrasts: _Contrasts, cohort: int) -> bool:
    """Whether the rest has an excess over the baseline: at least half as large a person, or the larger part of all."""
    rest = contrasts.excess.amount.sum() - contrasts.amount[cohort]
    persons = contrasts.excess.weight.sum() - contrasts.weight[cohort]
    error = math.sqrt(max(contrasts.excess.variance.sum() - contrasts.variance[cohort], _NOTHING))
    own = contrasts.amount[cohort] / contrasts.weight[cohort]
    if _some_got_better(contrasts, cohort):
        return False
    shares_it = rest / persons >= _AS_TROUBLED * own or (rest > contrasts.amount[cohort] and rest > _SURELY * error)
    return bool(rest > _EXPLAINED * error and shares_it)


def _some_got_better(contrasts: _Contrasts, cohort: int | None) -> bool:
    """Whether another cohort of some size surely has less than before: then it is not everyone who has more."""
    size = contrasts.part >= _OF_SOME_SIZE
    error = np.sqrt(np.maximum(contrasts.variance, _NOTHING))
    better = size & (contrasts.amount < -_SURELY * error)
    if cohort is not None:
        better[cohort] = False
    return bool(better.any())


def _everyone(contrasts: _Contrasts, p_uneven: float, rivals: tuple[Cohort, ...]) -> FoundCohort:
    excess = contrasts.excess
    total = float(excess.amount.sum())
    return FoundCohort(
        cohort=EVERYONE,
        persons=int(np.count_nonzero(excess.since)),
        excess=total / float(excess.weight.sum()),
        p_uneven=p_uneven,
        p_everyone=_p_of_all(excess) if excess.has_baseline else None,
        held=1.0 if excess.has_baseline and total > 0 else None,
        rivals=rivals,
        tried=len(contrasts.pool.cohorts),
    )


def _found(contrasts: _Contrasts, chosen: int, p_uneven: float) -> FoundCohort:
    excess, pool = contrasts.excess, contrasts.pool
    total, amount = float(excess.amount.sum()), float(contrasts.amount[chosen])
    weight, part = float(contrasts.weight[chosen]), float(contrasts.part[chosen])
    return FoundCohort(
        cohort=pool.cohorts[chosen],
        persons=round(float(pool.sums(excess.since.astype(np.float64))[chosen])),
        excess=amount / weight if excess.has_baseline else float(contrasts.surplus[chosen]) / (weight * (1 - part)),
        p_uneven=p_uneven,
        p_everyone=_p_of_all(excess) if excess.has_baseline else None,
        held=min(1.0, max(0.0, amount / total)) if excess.has_baseline and total > 0 else None,
        rivals=_rivals(contrasts, chosen),
        tried=len(pool.cohorts),
        strength=float(contrasts.strength(contrasts.surplus)[chosen]),
    )


def _rivals(contrasts: _Contrasts, chosen: int) -> tuple[Cohort, ...]:
    """The cohorts beyond whose own excess the chosen one has none left, the strongest first."""
    strengths = contrasts.strength(contrasts.surplus)
    alike = (contrasts.left(chosen) < _EXPLAINED) & (contrasts.surplus > 0)
    alike[chosen] = False
    places = sorted(np.flatnonzero(alike).tolist(), key=lambda place: (-strengths[place], place))
    return tuple(contrasts.pool.cohorts[place] for place in places[:_MOST_RIVALS])


def _p_of_all(excess: Excess) -> float:
    total = float(excess.amount.sum())
    variance = float(excess.variance.sum()) + _skew(excess) * max(total, 0.0) / 3
    if variance <= 0:
        return 1.0 if total <= 0 else 0.0
    freedom = max(1, np.count_nonzero(excess.variance) - 1)
    return float(special.stdtr(freedom, -total / math.sqrt(variance)))

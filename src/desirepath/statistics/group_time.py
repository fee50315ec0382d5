"""What an intervention that came to groups one after the other changed: group by group, period by period.

A group that has it is compared, from before its start to a period since, with the groups that still wait for it in
that period. The plain regression with an effect for each group and period also takes groups that have it already for
the comparison; where effects differ or grow with time it then leans to one side, even to the wrong one.

When not to use it
    Where groups would have gone apart without the intervention as well: look at `event_time.pre_trend`, which can
    show that they did, never that they would not have. Where persons change their behaviour because the start is near.
    Where all groups start together. With waves of fewer than about twenty persons: the scatter of a wave is then
    itself hardly known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from desirepath.statistics.confidence_sequence import FEWEST_PERSONS
from desirepath.statistics.effect_estimate import EffectEstimate
from desirepath.statistics.tallies import Flags, Floats
from desirepath.statistics.wave_cases import NEVER, Levels, WaveCases, levels_of

METHOD = "group-time effects against those not yet treated"


class Base(StrEnum):
    """Which time before the start a period is held against.

    ALL_BEFORE takes every period before the start, and for one of those every other one: its mean is known better.
    PERIOD_BEFORE takes the last period before the start, and for one of those the one before it, as the paper does:
    it asks only that groups would have kept together since then.
    """

    ALL_BEFORE = "all periods before the start"
    PERIOD_BEFORE = "the period before the start"


@dataclass(frozen=True, slots=True)
class GroupTime:
    """The effect in one group (by its start) and period; before the start, what should be none.

    `cases` and `persons` are the group's in that period, `waiting` the persons of the groups that it is compared
    with. `with_it` is the group's level. `weight` says how the value is made of the levels, groups by periods.
    """

    start: int
    period: int
    value: float
    with_it: float
    cases: float
    persons: int
    waiting: int
    weight: Floats

    @property
    def since(self) -> int:
        """How many units of the periods it is since the start; negative before it."""
        return self.period - self.start


@dataclass(frozen=True, slots=True)
class GroupTimes:
    """All group-time effects that can be told, by start and period, and the levels that they are made of."""

    levels: Levels
    effects: tuple[GroupTime, ...]

    @property
    def treated(self) -> tuple[GroupTime, ...]:
        """Those since the start."""
        return tuple(one for one in self.effects if one.since >= 0)

    @property
    def before(self) -> tuple[GroupTime, ...]:
        """Those before it."""
        return tuple(one for one in self.effects if one.since < 0)

    @property
    def treated_cases(self) -> float:
        """The cases of the treated groups that the overall effect rests on: how much has been seen."""
        return sum(one.cases for one in self.treated)


def group_time_effects(cases: WaveCases, base: Base = Base.ALL_BEFORE) -> GroupTimes:
    """The effect in every group and period that has a time before it and groups that still wait; others are left out.

    The effect is the group's level less its base, less the same in the groups that are treated neither then nor in
    the base, all levels per case. Each waiting group is held against its own base over the same periods, so that a
    season falls out and groups of different levels can come with any number of cases; waiting groups and periods of
    the base count by how well they are known. With as many cases of every person in every period it is the
    difference of means of the paper. Without covariates.
    Source: Callaway & Sant'Anna 2021, Journal of Econometrics, "Difference-in-differences with multiple time periods";
    on the longer base Borusyak, Jaravel & Spiess 2024, Review of Economic Studies.
    """
    levels = levels_of(cases)
    found = (effect for row in range(len(levels.starts)) for effect in _of_group(levels, row, base))
    return GroupTimes(levels, tuple(found))


def overall(found: GroupTimes) -> EffectEstimate | None:
    """The mean effect over all treated groups and periods, per treated case: each counts by the group's cases.

    None where no group still waits, none has a time before, or one side has fewer than 10 persons. It is the effect
    on the cases there were, not on those of other weeks. Periods in which no group waits any more are not in it.
    """
    return averaged(found.levels, found.treated)


def averaged(levels: Levels, effects: Sequence[GroupTime]) -> EffectEstimate | None:
    """The mean of some group-time effects, by their cases; None where one side has fewer than 10 persons.

    Persons are the clusters; the freedom is Satterthwaite's over the groups. Units are all persons it rests on,
    those of the time before among them.
    """
    total = sum(one.cases for one in effects)
    if total <= 0:
        return None
    treated, waiting = _sides(levels, effects)
    if min(levels.persons_in(side).sum() for side in (treated, waiting)) < FEWEST_PERSONS:
        return None
    weight = np.sum([one.weight * one.cases for one in effects], axis=0) / total
    variance, persons = levels.variance(weight), levels.persons_in(weight != 0)
    doubt = float((variance**2 / np.maximum(persons - 1, 1)).sum())
    value = sum(one.value * one.cases for one in effects) / total
    with_it = sum(one.with_it * one.cases for one in effects) / total
    return EffectEstimate(
        value=value,
        standard_error=math.sqrt(float(variance.sum())),
        freedom=float(variance.sum()) ** 2 / doubt if doubt > 0 else math.inf,
        units=int(persons.sum()),
        with_it=with_it,
        without=with_it - value,
        method=METHOD,
    )


def _sides(levels: Levels, effects: Sequence[GroupTime]) -> tuple[Flags, Flags]:
    """The cells of the groups that are looked at, and those of the groups that they are held against, then."""
    treated = np.zeros(levels.cases.shape, dtype=bool)
    waiting = np.zeros(levels.cases.shape, dtype=bool)
    for one in effects:
        at = int(np.searchsorted(levels.periods, one.period))
        treated[levels.starts == one.start, at] = True
        waiting[:, at] |= one.weight[:, at] < 0
    return treated, waiting


def _of_group(levels: Levels, row: int, base: Base) -> Iterator[GroupTime]:
    start = int(levels.starts[row])
    if start == NEVER:
        return
    weight, told = _weights(levels, row, _base_periods(levels, start, base))
    values = np.einsum("tgs,gs->t", weight, levels.level)
    waiting = np.einsum("tgt->gt", weight) < 0
    for at in np.flatnonzero(told):
        yield GroupTime(
            start=start,
            period=int(levels.periods[at]),
            value=float(values[at]),
            with_it=float(levels.level[row, at]),
            cases=float(levels.cases[row, at]),
            persons=int(levels.persons[row, at]),
            waiting=int(levels.persons[waiting[:, at], at].sum()),
            weight=weight[at],
        )


def _base_periods(levels: Levels, start: int, base: Base) -> Flags:
    """For each period (row) the ones it is held against (columns)."""
    periods = levels.periods
    if base is Base.ALL_BEFORE:
        return np.asarray((periods < start) & ~np.eye(len(periods), dtype=bool))
    return np.asarray(periods == (np.minimum(periods, start) - 1)[:, np.newaxis])


def _weights(levels: Levels, row: int, base: Flags) -> tuple[Floats, Flags]:
    """How the effect of each period is made of the levels (periods by groups by periods), and which can be told."""
    known = levels.known
    noise = np.divide(1.0, levels.cases, out=np.full(levels.cases.shape, np.inf), where=known)
    # A pair of levels is known as well as the sum of their noises is small; what has no case has endless noise.
    pair = 1 / (noise + noise[row])
    in_base = base[:, np.newaxis, :] * pair
    of_base = _shares(in_base)
    base_cases = np.einsum("ts,gs,gs->tg", base, levels.cases, known & known[row])
    waits = _waits(levels, row, base) & (base_cases > 0) & known.T
    how_well = np.divide(1.0, noise.T + 1 / np.maximum(base_cases, 1e-9), out=np.zeros_like(base_cases), where=waits)
    of_waiting = _shares(how_well)
    told = known[row] & waits.any(axis=1)
    held = of_waiting[:, :, np.newaxis] * of_base
    at = np.arange(len(levels.periods))
    weight = held.copy()
    weight[at, :, at] -= of_waiting
    weight[:, row, :] -= held.sum(axis=1)
    weight[at, row, at] += 1
    return weight, told


def _waits(levels: Levels, row: int, base: Flags) -> Flags:
    """Which groups are treated neither in a period nor in what it is held against (periods by groups)."""
    last_of_base = np.where(base, levels.periods, np.iinfo(np.int64).min).max(axis=1)
    last = np.maximum(levels.periods, last_of_base)
    waits = np.asarray(levels.starts > last[:, np.newaxis])
    waits[:, row] = False
    return waits


def _shares(of: Floats) -> Floats:
    """Each row's parts of 1; all 0 where there is nothing."""
    total = of.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(of, total, out=np.zeros_like(of), where=total > 0), np.float64)

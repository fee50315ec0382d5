"""Before and after with a control, drawn many times and read every day. `python -m bench.effects.before_and_after 1000`.

Two parts of the house with people of their own pace and share; one gets the intervention on a day, the other never.
Each part has its own straight trend; both have the shape of the week and a slow season; each has days that are better
or worse for everyone in it, which hang together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.effects.runs import Row, Run
from desirepath.statistics.correlated_days import Days, coefficient
from desirepath.statistics.effect_estimate import EffectEstimate, at_any_time, read_once
from desirepath.statistics.interrupted_series import STRENGTHS, TwoSeries, level_changes
from desirepath.statistics.interval import Interval
from desirepath.statistics.tallies import Floats

BEFORE, AFTER, DUE, PACE_DAYS = 90, 45, 21, 28
PERSONS, A_DAY, SHARE, ALIKE = 2_000, 0.2, 0.22, 6.0
TRENDS, SEASON, WEEK = (-0.03, 0.02), 0.03, (0.02, 0.0, 0.0, -0.01, 0.03)
"""In 100 days each part's share moves by so much; the season's height; the days of a working week."""
SHOCK, KEPT = 0.01, 0.4
SETTINGS = {"helps": -0.08, "does nothing": 0.0, "harms": 0.08}
READERS = ("at any time", "read once", "read once, without control", "naive before and after")


@dataclass(frozen=True)
class Drawn:
    """The cases of both parts by day (0 is that of the start), and the true effect on those since the start."""

    series: TwoSeries
    truth: float


def drawn(dice: np.random.Generator, effect: float) -> Drawn:
    days = np.arange(-BEFORE, AFTER)
    common = SEASON * np.sin(2 * np.pi * days / 120) + np.array(WEEK)[days % len(WEEK)]
    sides = [_side(dice, days, common, trend, effect if side == 0 else 0.0) for side, trend in enumerate(TRENDS)]
    (given_up, cases), (beside, control) = sides
    return Drawn(TwoSeries(days, given_up, cases, beside, control), effect)


def _side(
    dice: np.random.Generator, days: np.ndarray, common: Floats, trend: float, effect: float
) -> tuple[Floats, Floats]:
    """Those given up and all cases, by day."""
    pace = dice.gamma(1.5, A_DAY / 1.5, PERSONS)
    own = dice.beta(SHARE * ALIKE, (1 - SHARE) * ALIKE, PERSONS)
    # Who repeats is one person with one share, whose cases the days divide among themselves by chance.
    many = dice.poisson(pace * len(days))
    person = np.repeat(np.arange(PERSONS), many)
    day = dice.integers(0, len(days), len(person))
    move = common + trend * days / 100 + _hanging_together(dice, len(days)) + np.where(days >= 0, effect, 0.0)
    # Everyone moves in proportion to the room that they have, so that no chance leaves 0 to 1.
    mean = float(np.average(own, weights=pace))
    room = np.where(move[day] < 0, own[person] / mean, (1 - own[person]) / (1 - mean))
    given_up = dice.random(len(person)) < own[person] + move[day] * room
    return np.bincount(day, given_up, minlength=len(days)), np.bincount(day, minlength=len(days)).astype(float)


def _hanging_together(dice: np.random.Generator, days: int) -> Floats:
    shocks, found = dice.normal(0, SHOCK * (1 - KEPT**2) ** 0.5, days), np.zeros(days)
    found[0] = dice.normal(0, SHOCK)
    for day in range(1, days):
        found[day] = KEPT * found[day - 1] + shocks[day]
    return found


def readings(one: Drawn) -> Iterator[tuple[int, tuple[Interval, ...]]]:
    """The day and what each reader says."""
    series = one.series
    recent = (series.day < 0) & (series.day >= -PACE_DAYS)
    expected = series.denominator[recent].sum() / PACE_DAYS * DUE
    seen = np.cumsum(np.where(series.day >= 0, series.denominator, 0.0))
    alone = dict(_without_control(series))
    for found in level_changes(series, 0, 2 * PERSONS):
        always = at_any_time(found.estimate, float(seen[found.day + BEFORE] / expected))
        yield found.day + 1, (always, read_once(found.estimate), alone[found.day], _naive(series, found.day))


def _without_control(series: TwoSeries) -> Iterator[tuple[int, Interval]]:
    """The same regression on the treated part alone."""
    since = series.day >= 0
    trend = series.day / len(series.day)
    days = Days(
        series.day,
        series.numerator / series.denominator,
        1 / series.denominator,
        np.column_stack([np.ones(len(since)), trend, since.astype(float)]),
    )
    counts = np.arange(BEFORE + 5, BEFORE + AFTER + 1)
    for count, found in zip(counts, coefficient(days, 2, STRENGTHS, counts), strict=True):
        estimate = EffectEstimate(
            value=found.value,
            standard_error=found.standard_error,
            freedom=found.freedom,
            units=PERSONS,
            with_it=found.value,
            without=0.0,
            method="interrupted series",
        )
        yield int(series.day[count - 1]), read_once(estimate)


def _naive(series: TwoSeries, day: int) -> Interval:
    """All cases since the start against all before, as if every case were a person of its own."""
    before, since = series.day < 0, (series.day >= 0) & (series.day <= day)
    p, n = (float(count[before].sum()) for count in (series.numerator, series.denominator))
    q, m = (float(count[since].sum()) for count in (series.numerator, series.denominator))
    p, q = p / n, q / m
    reach = 1.96 * (p * (1 - p) / n + q * (1 - q) / m) ** 0.5
    return Interval(q - p, q - p - reach, q - p + reach, "naive")


def run_of(read: list[tuple[int, Interval]], truth: float) -> Run:
    last = read[-1][1]
    return Run(
        held_always=all(interval.low <= truth <= interval.high for _, interval in read),
        held_at_end=last.low <= truth <= last.high,
        error=last.value - truth,
        helped_on=next((day for day, interval in read if interval.high < 0), None),
        harmed_on=next((day for day, interval in read if interval.low > 0), None),
    )


def rows(replications: int, seed: int) -> Iterator[Row]:
    """Each setting under each reader."""
    for setting, effect in SETTINGS.items():
        runs: dict[str, list[Run]] = {reader: [] for reader in READERS}
        for number in range(replications):
            one = drawn(np.random.default_rng([seed, number, *setting.encode()]), effect)
            read = list(readings(one))
            for place, reader in enumerate(READERS):
                runs[reader].append(run_of([(day, intervals[place]) for day, intervals in read], one.truth))
        for reader, found in runs.items():
            yield Row(design="before and after, with control", setting=setting, truth=effect, reader=reader, runs=found)


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for row in rows(many, 4):
        print(
            f"{row.design} | {row.setting} | {row.reader} | every day {row.held_always:.3f} | end {row.held_at_end:.3f}"
            f" | bias {100 * row.bias:+.2f} | helped {row.helped:.3f} | harmed {row.harmed:.3f} | told {row.days_until_told}"
        )

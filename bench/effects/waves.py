"""Staggered waves, drawn many times and read every week. `python -m bench.effects.waves 1000`.

Five groups of people with levels of their own get an intervention one week after the other, the last never; what it
does differs by group and grows with the time. Everyone's level falls (learning) and moves with a season, and from week
to week by chance.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.effects.runs import Row, Run
from desirepath.statistics.effect_estimate import EffectEstimate, at_any_time, read_once
from desirepath.statistics.group_time import group_time_effects, overall
from desirepath.statistics.interval import Interval
from desirepath.statistics.tallies import Floats
from desirepath.statistics.wave_cases import NEVER, Levels, WaveCases, levels_of

BEFORE, AFTER, DUE = 13, 6, 3
"""Weeks before the first start, since it (43 days and the weekend that ends them), and until a decision is due."""
A_WEEK, SHARE, ALIKE = 1.4, 0.22, 6.0
STARTS = np.array([0, 1, 2, 3, NEVER])
LEVELS = np.array([0.8, 1.2, 0.9, 1.1, 1.0])
BY_WAVE = np.array([0.7, 0.9, 1.1, 1.3, 0.0])
GROWTH = np.array([0.7, 0.85, 1.0, 1.15, 1.2, 1.25])
SETTINGS = {"helps": -0.08, "does nothing": 0.0, "harms": 0.08}
READERS = ("at any time", "read once", "two-way fixed effects", "naive before and after")


@dataclass(frozen=True)
class Drawn:
    """Cases and those given up by person and week (0 is that of the first start), and how many less without it."""

    cases: WaveCases
    done: Floats


def drawn(dice: np.random.Generator, persons: int, effect: float) -> Drawn:
    group = np.arange(persons) % len(STARTS)
    weeks = np.arange(-BEFORE, AFTER)
    pace = dice.gamma(1.5, A_WEEK / 1.5, persons)
    own = np.clip(dice.beta(SHARE * ALIKE, (1 - SHARE) * ALIKE, persons) * LEVELS[group], 0, 0.95)
    common = 1 + 0.15 * np.cos(2 * np.pi * weeks / 26) - 0.01 * weeks + dice.normal(0, 0.05, len(weeks))
    chance = np.clip(own[:, np.newaxis] * common, 0, 1)
    since = weeks - STARTS[group][:, np.newaxis].astype(float)
    size = np.where(since >= 0, GROWTH[np.clip(since, 0, AFTER - 1).astype(int)], 0.0)
    size *= effect * BY_WAVE[group][:, np.newaxis]
    mean = SHARE * LEVELS[group][:, np.newaxis]
    # In proportion to what a person could gain or lose, so that no chance leaves 0 to 1.
    room = chance / mean if effect < 0 else (1 - chance) / (1 - mean)
    done = np.clip(chance + size * room, 0, 1) - chance
    cases = dice.poisson(pace[:, np.newaxis], chance.shape)
    given_up = dice.binomial(cases, np.clip(chance + done, 0, 1))
    return Drawn(WaveCases(STARTS[group], weeks, given_up.astype(float), cases.astype(float)), done)


def until(one: Drawn, week: int) -> Drawn:
    """What is known at the end of a week."""
    kept, cases = one.cases.periods <= week, one.cases
    known = WaveCases(cases.start, cases.periods[kept], cases.numerator[:, kept], cases.denominator[:, kept])
    return Drawn(known, one.done[:, kept])


def truth_of(one: Drawn) -> float:
    """What it did to the cases that there were, where it can be read."""
    treated = one.cases.periods >= one.cases.start[:, np.newaxis]
    return float(np.average(one.done[treated], weights=one.cases.denominator[treated]))


def two_way(levels: Levels) -> EffectEstimate | None:
    """Least squares with an effect for each group and week, cells by cases: what is usually done."""
    groups, weeks = levels.cases.shape
    treated = (levels.periods >= levels.starts[:, np.newaxis]).astype(float)
    row, column = np.divmod(np.arange(groups * weeks), weeks)
    design = np.column_stack([np.eye(groups)[row], np.eye(weeks)[column][:, 1:]])
    root = np.sqrt(levels.cases.ravel())
    fitted = np.linalg.lstsq(design * root[:, np.newaxis], treated.ravel() * root, rcond=None)[0]
    left = treated.ravel() - design @ fitted
    weight = levels.cases.ravel() * left / float(levels.cases.ravel() @ left**2)
    value = float(weight @ levels.level.ravel())
    variance = float(levels.variance(weight.reshape(groups, weeks)).sum())
    return EffectEstimate(
        value=value,
        standard_error=variance**0.5,
        freedom=np.inf,
        units=int(levels.persons.max(axis=1).sum()),
        with_it=value,
        without=0.0,
        method="two-way fixed effects",
    )


def naive(one: WaveCases) -> Interval:
    """All cases of the waves since their start against all before, as if every case were a person of its own."""
    waves, treated = one.start != NEVER, one.periods >= one.start[:, np.newaxis]
    q, n = one.numerator[treated].sum(), one.denominator[treated].sum()
    before = waves[:, np.newaxis] & ~treated
    p, m = one.numerator[before].sum(), one.denominator[before].sum()
    p, q = p / m, q / n
    reach = 1.96 * np.sqrt(p * (1 - p) / m + q * (1 - q) / n)
    return Interval(q - p, q - p - reach, q - p + reach, "naive")


def readings(one: Drawn) -> Iterator[tuple[int, float, tuple[Interval, ...]]]:
    """The day, the truth and what each reader says, at the end of each week."""
    expected = one.cases.denominator[:, one.cases.periods < 0].sum() / BEFORE * DUE * 4 / 5
    for week in range(AFTER):
        known = until(one, week)
        effects = group_time_effects(known.cases)
        found, usual = overall(effects), two_way(levels_of(known.cases))
        if found is None or usual is None:
            continue
        always = at_any_time(found, effects.treated_cases / expected)
        yield 7 * (week + 1), truth_of(known), (always, read_once(found), read_once(usual), naive(known.cases))


def run_of(read: list[tuple[int, float, Interval]]) -> Run:
    _, truth, last = read[-1]
    return Run(
        held_always=all(interval.low <= true <= interval.high for _, true, interval in read),
        held_at_end=last.low <= truth <= last.high,
        error=last.value - truth,
        helped_on=next((day for day, _, interval in read if interval.high < 0), None),
        harmed_on=next((day for day, _, interval in read if interval.low > 0), None),
    )


def rows(replications: int, seed: int, *, persons: int = 2000) -> Iterator[Row]:
    """Each setting under each reader."""
    for setting, effect in SETTINGS.items():
        runs: dict[str, list[Run]] = {reader: [] for reader in READERS}
        for number in range(replications):
            read = list(readings(drawn(np.random.default_rng([seed, number, *setting.encode()]), persons, effect)))
            for place, reader in enumerate(READERS):
                runs[reader].append(run_of([(day, truth, intervals[place]) for day, truth, intervals in read]))
        for reader, found in runs.items():
            yield Row(design="waves", setting=setting, truth=effect, reader=reader, runs=found)


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for row in rows(many, 4):
        print(
            f"{row.design} | {row.setting} | {row.reader} | every day {row.held_always:.3f} | end {row.held_at_end:.3f}"
            f" | bias {100 * row.bias:+.2f} | helped {row.helped:.3f} | harmed {row.harmed:.3f} | told {row.days_until_told}"
        )

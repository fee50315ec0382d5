"""A random holdout, drawn many times and read every day. `python -m bench.effects.holdout 1000`.

Persons come to the step at their own pace and give up at their own rate, which everyone's learning lowers by the week;
they are drawn to be shown the intervention or held out. What became of a case is known two days later.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.effects.runs import Row, Run
from desirepath.statistics.adjusted_arms import adjusted_arms
from desirepath.statistics.effect_estimate import EffectEstimate, at_any_time, of_arms, read_once
from desirepath.statistics.interval import Interval
from desirepath.statistics.tallies import Floats, tally

BEFORE, AFTER, SETTLES, DUE = 28, 45, 2, 21
A_DAY, SHARE, ALIKE = 0.2, 0.22, 6.0
LEARNT = 0.25
"""By this much of itself the share falls over all the days, for everyone."""
SETTINGS = {"helps": -0.08, "does nothing": 0.0, "harms": 0.08}
READERS = ("at any time", "read as if once, daily", "naive before and after")


@dataclass(frozen=True)
class Drawn:
    """Cases and those given up by person and day since the start, and in all before it; who is shown."""

    cases: Floats
    given_up: Floats
    cases_before: Floats
    given_up_before: Floats
    shown: np.ndarray
    truth: float


def drawn(dice: np.random.Generator, persons: int, held_out: float, effect: float) -> Drawn:
    pace = dice.gamma(1.5, A_DAY / 1.5, persons)
    own = dice.beta(SHARE * ALIKE, (1 - SHARE) * ALIKE, persons)
    shown = dice.random(persons) >= held_out
    learning = 1 - LEARNT * np.arange(BEFORE + AFTER) / (BEFORE + AFTER)
    chance = own[:, np.newaxis] * learning
    # The intervention adds the effect to everyone's chance, in proportion to it where that would leave 0 to 1.
    mean = float(np.average(chance[:, BEFORE:].mean(axis=1), weights=pace))
    with_it = (
        chance[:, BEFORE:] * (1 + effect / mean)
        if effect < 0
        else chance[:, BEFORE:] + effect * (1 - chance[:, BEFORE:]) / (1 - mean)
    )
    cases = dice.poisson(pace[:, np.newaxis], (persons, BEFORE + AFTER))
    chance[:, BEFORE:] = np.where(shown[:, np.newaxis], with_it, chance[:, BEFORE:])
    given_up = dice.binomial(cases, np.clip(chance, 0, 1))
    return Drawn(
        cases=np.cumsum(cases[:, BEFORE:], axis=1, dtype=np.float64),
        given_up=np.cumsum(given_up[:, BEFORE:], axis=1, dtype=np.float64),
        cases_before=cases[:, :BEFORE].sum(axis=1, dtype=np.float64),
        given_up_before=given_up[:, :BEFORE].sum(axis=1, dtype=np.float64),
        shown=shown,
        truth=effect,
    )


def readings(one: Drawn) -> Iterator[tuple[int, EffectEstimate, float]]:
    """The day, the estimate and the progress, from the first day that has both arms."""
    before = tally(one.given_up_before, one.cases_before)
    expected = one.cases_before.sum() / BEFORE * DUE
    for day in range(SETTLES, AFTER):
        known = day - SETTLES
        cases = one.cases[:, known]
        arms = adjusted_arms(tally(one.given_up[:, known], cases), before, one.shown, ~one.shown)
        found = None if arms is None else of_arms(arms.shown, arms.held_out, "difference of arms")
        if found is not None and found.standard_error > 0:
            yield day + 1, found, float(cases.sum() / expected)


def naive(one: Drawn) -> Iterator[tuple[int, Interval]]:
    """All cases after the start against all before, as if every case were a person of its own."""
    p, n = one.given_up_before.sum() / one.cases_before.sum(), one.cases_before.sum()
    for day in range(SETTLES, AFTER):
        cases, given_up = one.cases[one.shown, day].sum(), one.given_up[one.shown, day].sum()
        q = given_up / cases
        reach = 1.96 * np.sqrt(p * (1 - p) / n + q * (1 - q) / cases)
        yield day + 1, Interval(q - p, q - p - reach, q - p + reach, "naive")


def run_of(intervals: list[tuple[int, Interval]], truth: float) -> Run:
    helped = next((day for day, one in intervals if one.high < 0), None)
    harmed = next((day for day, one in intervals if one.low > 0), None)
    last = intervals[-1][1]
    return Run(
        held_always=all(one.low <= truth <= one.high for _, one in intervals),
        held_at_end=last.low <= truth <= last.high,
        error=last.value - truth,
        helped_on=helped,
        harmed_on=harmed,
    )


def rows(replications: int, seed: int, *, persons: int = 2000, held_out: float = 0.5) -> Iterator[Row]:
    """Each setting under each reader."""
    for setting, effect in SETTINGS.items():
        runs: dict[str, list[Run]] = {reader: [] for reader in READERS}
        for number in range(replications):
            one = drawn(np.random.default_rng([seed, number, *setting.encode()]), persons, held_out, effect)
            read = list(readings(one))
            always = [(day, at_any_time(found, progress)) for day, found, progress in read]
            once = [(day, read_once(found)) for day, found, _ in read]
            for reader, intervals in zip(READERS, (always, once, list(naive(one))), strict=True):
                runs[reader].append(run_of(intervals, effect))
        for reader, found in runs.items():
            yield Row(
                design=f"holdout, {held_out:.0%} held out", setting=setting, truth=effect, reader=reader, runs=found
            )


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for share in (0.5, 0.2, 0.1):
        for row in rows(many, 4, held_out=share):
            print(
                f"{row.design} | {row.setting} | {row.reader} | every day {row.held_always:.3f} | end {row.held_at_end:.3f}"
                f" | bias {100 * row.bias:+.2f} | helped {row.helped:.3f} | harmed {row.harmed:.3f} | told {row.days_until_told}"
            )

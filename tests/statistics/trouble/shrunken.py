"""Many cohorts of few persons, alike or not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from desirepath.statistics.moments import Moments
from desirepath.statistics.shrinkage import Shrunk, shrunk_rates, shrunk_shares
from tests.statistics.people import Dice, Floats, cases_per_person, chances, moments_of, rates
from tests.statistics.trouble.figures import Figure

Kind = tuple[str, int, float, float, int]
"""Shares or rates, how many cohorts, their mean and standard deviation, the persons of a middling one."""


def cohorts(dice: Dice, kind: Kind) -> tuple[Floats, list[Moments]]:
    of, many, mean, spread, persons = kind
    if of == "shares":
        truth = chances(dice, many, mean, mean * (1 - mean) / spread**2 - 1 if spread else np.inf)
    else:
        truth = rates(dice, many, mean, (mean / spread) ** 2 if spread else np.inf)
    sizes = np.maximum(10, dice.poisson(persons, many) * dice.choice([0.5, 1, 3], many)).astype(np.int64)
    seen = []
    for own, size in zip(truth, sizes, strict=True):
        cases = cases_per_person(dice, int(size), "zipf")
        if of == "shares":
            seen.append(moments_of(dice.binomial(cases, chances(dice, int(size), own, 3.0)) / cases))
        else:
            seen.append(moments_of(dice.poisson(cases * rates(dice, int(size), own, 2.0)) / cases))
    return truth, seen


def drawn_in(kind: Kind, seen: list[Moments]) -> Shrunk | None:
    return shrunk_shares(seen) if kind[0] == "shares" else shrunk_rates(seen)


def _held(dice: Dice, kind: Kind) -> float:
    truth, seen = cohorts(dice, kind)
    found = drawn_in(kind, seen)
    if found is None:
        return 1.0
    return float(np.mean([each.low <= own <= each.high for each, own in zip(found.cohorts, truth, strict=True)]))


def _error_less(dice: Dice, kind: Kind) -> float:
    """How much smaller the mean squared error is than that of the raw values, in units of their spread."""
    truth, seen = cohorts(dice, kind)
    found = drawn_in(kind, seen)
    if found is None:
        return 0.0
    drawn = np.array([each.value for each in found.cohorts])
    raw = np.array([each.mean for each in seen])
    return float(np.mean((raw - truth) ** 2) - np.mean((drawn - truth) ** 2)) / max(kind[3], 0.1 * kind[2]) ** 2


def _worst_less(dice: Dice, kind: Kind) -> float:
    """How much worse the true value of the cohort at the top is, than by the raw ranking."""
    truth, seen = cohorts(dice, kind)
    found = drawn_in(kind, seen)
    if found is None:
        return 0.0
    top = found.highest_first[0]
    return float(truth[top] - truth[int(np.argmax([each.mean for each in seen]))]) / kind[3]


def figures() -> Iterator[Figure]:
    for of, levels in (
        ("shares", ((0.3, 0.1), (0.3, 0.0), (0.05, 0.03), (0.9, 0.05))),
        ("rates", ((0.5, 0.2), (0.5, 0.0), (3.0, 1.0))),
    ):
        for many in (3, 12, 50):
            for mean, spread in levels:
                for persons in (12, 60):
                    kind = (of, many, mean, spread, persons)
                    setting = f"{many} cohorts of about {persons}, {of} of {mean} ± {spread}"
                    quick = 120 if many == 12 and persons == 60 else 0
                    # So few persons of so few cohorts hardly tell how alike the cohorts are.
                    least = 0.93 if persons == 60 else 0.89
                    held, less = partial(_held, kind=kind), partial(_error_less, kind=kind)
                    yield Figure("shrinkage", setting, "intervals that hold", held, least, 1, quick, 400)
                    yield Figure("shrinkage", setting, "squared error saved", less, 0, np.inf, quick, 400)
                    if spread:
                        top = partial(_worst_less, kind=kind)
                        yield Figure("shrinkage", setting, "true value gained at the top", top, 0, np.inf, 0, 400)

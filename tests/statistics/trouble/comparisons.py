"""Groups and spans without a difference, and with one that is only the mix."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from desirepath.statistics.comparison import Comparison, Strata, compare_counts, compare_shares
from desirepath.statistics.tallies import Tally, split_in_two, tally
from tests.statistics.people import Dice, cases_per_person, chances, rates
from tests.statistics.trouble.figures import Figure

GROUPS = ((10, 10), (10, 30), (30, 200), (200, 200))
SPANS = ((10, 0, 0), (20, 5, 5), (10, 20, 20), (100, 30, 30))
"""How many are in both spans, before only, and since only."""


def two_groups(dice: Dice, sizes: tuple[int, int], share: float, *, counts: bool = False) -> tuple[Tally, Tally]:
    persons = sum(sizes)
    cases = cases_per_person(dice, persons, "zipf")
    if counts:
        seen = dice.poisson(cases * rates(dice, persons, share, 0.5))
    else:
        seen = dice.binomial(cases, chances(dice, persons, share, 3.0))
    return split_in_two(tally(seen, cases), np.arange(persons) < sizes[0])


def two_spans(dice: Dice, sizes: tuple[int, int, int], share: float, *, counts: bool = False) -> tuple[Tally, Tally]:
    both, before, since = sizes
    persons = both + before + since
    own = rates(dice, persons, share, 0.5) if counts else chances(dice, persons, share, 1.0)
    spans = []
    for absent in (slice(both, both + before), slice(both + before, persons)):
        cases = cases_per_person(dice, persons, "zipf")
        cases[absent] = 0
        spans.append(tally(dice.poisson(cases * own) if counts else dice.binomial(cases, own), cases))
    return spans[0], spans[1]


def another_mix(dice: Dice, persons: int, cells: int = 12) -> tuple[Tally, Tally, Strata]:
    """Cells differ much and are of different weight before and since, most persons being there in one span only."""
    cell = dice.integers(0, cells, persons)
    level = np.linspace(0.05, 0.6, cells)[cell]
    own = dice.beta(level * 3, (1 - level) * 3)
    since = dice.random(persons) < np.linspace(0.1, 0.6, cells)[cell]
    both = dice.random(persons) < 0.3
    spans = []
    for present in (since | both, ~since | both):
        cases = np.where(present, cases_per_person(dice, persons, "zipf"), 0)
        spans.append(tally(dice.binomial(cases, own), cases))
    return spans[0], spans[1], Strata(cell)


def _rejected(found: Comparison | None, at: float) -> float:
    return float(found is not None and found.p < at)


def _groups(dice: Dice, sizes: tuple[int, int], share: float, at: float, *, counts: bool) -> float:
    one, other = two_groups(dice, sizes, share, counts=counts)
    return _rejected((compare_counts if counts else compare_shares)(one, other), at)


def _spans(dice: Dice, sizes: tuple[int, int, int], share: float, at: float, *, counts: bool) -> float:
    one, other = two_spans(dice, sizes, share, counts=counts)
    return _rejected((compare_counts if counts else compare_shares)(one, other), at)


def _mix(dice: Dice, persons: int, *, adjusted: bool) -> float:
    one, other, strata = another_mix(dice, persons)
    return _rejected(compare_shares(one, other, strata if adjusted else None), 0.05)


def figures() -> Iterator[Figure]:
    for counts, levels in ((False, (0.05, 0.2, 0.5)), (True, (0.05, 0.5, 2.0))):
        kind = "counts" if counts else "shares"
        for level in levels:
            for at in (0.05, 0.001):
                what = f"found at {at} where nothing is"
                for sizes in GROUPS:
                    quick = 300 if at == 0.05 and level == levels[1] else 0
                    draw = partial(_groups, sizes=sizes, share=level, at=at, counts=counts)
                    yield Figure("comparison", f"{kind} of {level}, groups of {sizes}", what, draw, 0, 1.1 * at, quick)
                for spans in SPANS:
                    quick = 300 if at == 0.05 and level == levels[-1] else 0
                    draw = partial(_spans, sizes=spans, share=level, at=at, counts=counts)
                    setting = f"{kind} of {level}, both, before, since {spans}"
                    yield Figure("comparison", setting, what, draw, 0, 1.1 * at, quick)
    for persons in (40, 100, 400):
        setting = f"another mix of 12 cells, {persons} persons"
        fixed = partial(_mix, persons=persons, adjusted=True)
        yield Figure("comparison", setting, "found at 0.05, mix held fixed", fixed, 0, 0.055, quick=200)
    plain = partial(_mix, persons=400, adjusted=False)
    yield Figure("comparison", "another mix of 12 cells, 400 persons", "found at 0.05, mix left", plain, 0.3, 1, 100)

"""Persons with ways of their own, in two groups or two spans."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from desirepath.statistics.permutation import Drift, Ways, drift
from tests.statistics.people import Dice, Floats
from tests.statistics.trouble.figures import Figure

KINDS = 20
BASE = np.exp(-0.4 * np.arange(KINDS)) / np.exp(-0.4 * np.arange(KINDS)).sum()
NEW_WAY = 9


def ways(dice: Dice, persons: range | list[int], own: Floats, shifted: float) -> Ways:
    rows = []
    for person in persons:
        mix = own[person] * (1 - shifted)
        mix[NEW_WAY] += shifted
        counts = dice.multinomial(min(200, int(dice.zipf(1.8))), mix)
        rows.extend((person, kind, count) for kind, count in enumerate(counts) if count)
    person, kind, count = np.array(rows).T
    return Ways(person, kind, count.astype(np.float64))


def told(dice: Dice, sizes: tuple[int, int, int], shifted: float, resamples: int = 999) -> Drift:
    both, before, _ = sizes
    own = dice.dirichlet(5 * BASE, sum(sizes))
    first = ways(dice, range(both + before), own, 0.0)
    second = ways(dice, [*range(both), *range(both + before, sum(sizes))], own, shifted)
    found = drift(first, second, dice, resamples=resamples)
    assert found is not None
    return found


def _differs(dice: Dice, sizes: tuple[int, int, int], shifted: float) -> float:
    return float(told(dice, sizes, shifted, resamples=199).p <= 0.05)


def _any_kind(dice: Dice, sizes: tuple[int, int, int]) -> float:
    return float(bool(told(dice, sizes, 0.0).kinds.found))


def _the_kind(dice: Dice, sizes: tuple[int, int, int], shifted: float) -> float:
    return float(NEW_WAY in told(dice, sizes, shifted).kinds.found)


def figures() -> Iterator[Figure]:
    for sizes in ((0, 20, 40), (30, 0, 0), (40, 20, 20), (40, 100, 20)):
        setting = f"both, first, second {sizes}"
        yield Figure("permutation", setting, "p at most 0.05 where nothing is",
                     partial(_differs, sizes=sizes, shifted=0.0), 0, 0.055, 80, 1000)  # fmt: skip
        yield Figure("permutation", setting, "a kind found where nothing is",
                     partial(_any_kind, sizes=sizes), 0, 0.05, 0, 1000)  # fmt: skip
    for sizes, shifted in (((100, 50, 50), 0.2), ((0, 150, 150), 0.2)):
        setting = f"both, first, second {sizes}, {shifted} go a new way"
        yield Figure("permutation", setting, "p at most 0.05", partial(_differs, sizes=sizes, shifted=shifted),
                     0.9, 1, 20, 300)  # fmt: skip
        yield Figure("permutation", setting, "the new way named", partial(_the_kind, sizes=sizes, shifted=shifted),
                     0.9, 1, 20, 300)  # fmt: skip

"""People of seven cuts, and a trouble that is nobody's, everyone's, one value's or where two values meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from desirepath.statistics.cohort_candidates import Cohort
from desirepath.statistics.cohort_search import EVERYONE, FoundCohort, narrowest_cohort
from desirepath.statistics.excess import Excess, excess_over_baseline, excess_over_others
from desirepath.statistics.tallies import Integers, joint_cells, tally
from tests.statistics.people import Dice, cases_per_person
from tests.statistics.trouble.figures import Figure

CUTS = (
    (0.3, 0.25, 0.2, 0.15, 0.1), (0.4, 0.3, 0.2, 0.1), (0.15, 0.25, 0.3, 0.3), (0.25, 0.2, 0.2, 0.15, 0.1, 0.1),
    (0.5, 0.35, 0.15), (0.85, 0.15), (0.5, 0.3, 0.2),
)  # fmt: skip
"""The share of each value: role, region, tenure, unit, environment, manager, permission."""
ALWAYS_SLOW = np.array([0.5, 0.75, 1.0, 1.0, 1.25, 1.5])
"""What the units make of the level, before and since."""
NOBODY: Cohort | None = None


@dataclass(frozen=True)
class World:
    """So many persons, the level before, the level of those in trouble since, and who that is."""

    persons: int
    level: float
    raised: float
    planted: Cohort | None
    has_baseline: bool = True
    role_in_region: float = 0.0


def people(dice: Dice, world: World) -> Integers:
    codes = np.stack([dice.choice(len(shares), world.persons, p=shares) + 1 for shares in CUTS], axis=1)
    moved = (codes[:, 0] == 5) & (dice.random(world.persons) < world.role_in_region)
    codes[moved, 1] = 3
    codes[dice.random(codes.shape) < 0.02] = 0
    return codes


def drawn(dice: Dice, world: World) -> tuple[Integers, Excess]:
    """Persons differ and repeat by Zipf's law; some were there only before, more are there only since."""
    codes = people(dice, world)
    level = np.full(world.persons, world.level)
    if world.has_baseline:
        level = world.level * ALWAYS_SLOW[codes[:, 3] - 1]
    own = dice.beta(3 * level, 3 * (1 - level))
    inside = np.full(world.persons, world.planted is not None)
    for cut, value in world.planted or ():
        inside &= codes[:, cut] == value
    # As much as lifts the average person from the one level to the other.
    lift = (world.raised - world.level) / (1 - world.level)
    troubled = np.where(inside, own + lift * (1 - own), own)
    then, now = (cases_per_person(dice, world.persons, "zipf") for _ in range(2))
    place = dice.random(world.persons)
    then[place < 0.15], now[place > 0.925] = 0, 0
    since = tally(dice.binomial(now, troubled), now)
    if not world.has_baseline:
        return codes, excess_over_others(since)
    return codes, excess_over_baseline(since, tally(dice.binomial(then, own), then), joint_cells(codes[:, [0, 3]]))


def search(dice: Dice, world: World) -> FoundCohort:
    codes, excess = drawn(dice, world)
    return narrowest_cohort(excess, codes, dice, floor=10)


def _right(dice: Dice, world: World) -> float:
    return float(search(dice, world).cohort == (world.planted or EVERYONE))


def _uneven(dice: Dice, world: World) -> float:
    return float(search(dice, world).p_uneven <= 0.05)


PLANTED: dict[str, Cohort] = {
    "a value, 30 % of people": ((0, 1),),
    "a value, 10 %": ((0, 5),),
    "a pair, 12 %": ((0, 1), (1, 1)),
    "a pair, 10 %": ((1, 1), (2, 2)),
    "a pair, 8 %": ((0, 2), (1, 2)),
}


def figures() -> Iterator[Figure]:
    for baseline in (True, False):
        against = "baseline" if baseline else "others"
        for persons, level in ((400, 0.1), (400, 0.03), (2000, 0.1)):
            setting = f"{persons} persons at {level}, against the {against}"
            quick = 40 if (persons, level) == (400, 0.1) else 0
            even = partial(_uneven, world=World(persons, level, level, NOBODY, baseline))
            yield Figure("cohort_search", setting + ", nothing wrong", "p at most 0.05", even, 0, 0.06, quick, 300)
            all_of_them = partial(_right, world=World(persons, level, level + 0.25, EVERYONE, baseline))
            yield Figure(
                "cohort_search", setting + ", everyone's", "told as everyone's", all_of_them, 0.9, 1, quick, 600
            )
        for name, planted in PLANTED.items():
            clear = partial(_right, world=World(400, 0.1, 0.6, planted, baseline))
            setting = f"400 persons, {name} from 0.1 to 0.6, against the {against}"
            yield Figure("cohort_search", setting, "the very cohort", clear, 0.95, 1, 20, 200)
        for name, planted in PLANTED.items():
            moderate = partial(_right, world=World(400, 0.1, 0.45, planted, baseline))
            setting = f"400 persons, {name} from 0.1 to 0.45, against the {against}"
            yield Figure("cohort_search", setting, "the very cohort", moderate, 0.7, 1, 0, 200)
        for name, planted in (("the role", ((0, 5),)), ("the region", ((1, 3),))):
            world = World(400, 0.1, 0.6, planted, baseline, role_in_region=0.8)
            setting = f"400 persons, role within region to 80 %, planted in {name}, against the {against}"
            yield Figure("cohort_search", setting, "the very cohort", partial(_right, world=world), 0.95, 1, 20, 200)

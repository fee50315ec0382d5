"""A few people with very many cases, and habits of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor, habit, one_of, steps_that_slip
from desirepath.simulate.stage import Stage

DISTRACTOR = Distractor(
    name="hyperactive_team",
    looks_like="One unit's cases fail more often than any other's.",
    is_none_because="A handful of people begin a large part of them, in their own way, before go-live as after.",
)
_TEAM = 5


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """Five people of one unit begin a sixth to a quarter of all cases, fail more at one step and skip more."""
    units = stage.people.attributes["business_unit"]
    unit = int(dice.integers(len(units.values)))
    team = dice.choice(np.flatnonzero(units.codes == unit), _TEAM, replace=False)
    share = float(dice.uniform(0.16, 0.25))
    factor = np.ones(len(stage.people))
    busy = stage.people.busy[0]
    factor[team] = share / (1 - share) * (busy.sum() - busy[team].sum()) / busy[team].sum()
    step = one_of(steps_that_slip(stage), dice)
    worse = np.ones(len(stage.people))
    worse[team] = dice.uniform(2.0, 4.0)
    people = stage.people.with_busy(before=factor, since=factor)
    return replace(
        stage, people=people, habits=(habit(stage, "slips", step, worse), habit(stage, "skips", step, worse))
    )

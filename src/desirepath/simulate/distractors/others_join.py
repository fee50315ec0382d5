"""Units that always worked differently join at go-live."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor, habit, one_of, some_of, steps_that_slip
from desirepath.simulate.stage import Stage

DISTRACTOR = Distractor(
    name="others_join",
    looks_like="Rejections rise for everyone, and most for the units that are new.",
    is_none_because="The units that join always had more of them, as the few cases that they had before show.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """Two units had few cases before go-live and have their full number since; their rates were always higher."""
    joins = some_of(stage, "business_unit", 2, dice)
    step = one_of(steps_that_slip(stage), dice)
    people = stage.people.with_busy(before=np.where(joins, 0.15, 1.0))
    volume = replace(stage.volume, since_go_live=float(people.busy[1].sum() / people.busy[0].sum()))
    slips = habit(stage, "slips", step, np.where(joins, dice.uniform(2.0, 3.0), 1.0))
    quits = habit(stage, "quits", step, np.where(joins, dice.uniform(1.3, 2.0), 1.0))
    return replace(stage, people=people, volume=volume, habits=(slips, quits))

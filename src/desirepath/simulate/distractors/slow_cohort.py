"""A cohort that was always slow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor, habit, kept_step, one_of
from desirepath.simulate.stage import Stage

DISTRACTOR = Distractor(
    name="slow_cohort",
    looks_like="A step takes one cohort three to four times as long as the others.",
    is_none_because="It took them as long before go-live.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """One cohort waits longer at one step, before go-live as after."""
    attribute = one_of(("region", "role", "business_unit"), dice)
    found = stage.people.attributes[attribute]
    weight = np.bincount(found.codes, stage.people.busy[1], minlength=len(found.values))
    slow = found.codes == int(np.argsort(weight)[-2])
    factor = np.where(slow, dice.uniform(3.0, 4.0), 1.0)
    return replace(stage, habits=(habit(stage, "hours", kept_step(stage, dice), factor),))

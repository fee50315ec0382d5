"""The mix of cohorts changes, and no cohort does (Simpson 1951)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor, habit, kept_step, one_of, steps_that_slip
from desirepath.simulate.stage import Stage, Usual

DISTRACTOR = Distractor(
    name="mix_shift",
    looks_like="Taken together, a step is done worse after go-live than before.",
    is_none_because="A cohort that always did it worse begins more of the cases; within each cohort nothing changed.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """One cohort is three to four times as likely to fail, and grows from a small share of the cases to a large one."""
    attribute = one_of(("region", "business_unit", "role"), dice)
    found = stage.people.attributes[attribute]
    weight = np.bincount(found.codes, stage.people.busy[1], minlength=len(found.values))
    worse = found.codes == int(np.argsort(weight)[-2])
    usual: Usual = "quits" if dice.random() < 0.5 else "slips"
    step = kept_step(stage, dice) if usual == "quits" else one_of(steps_that_slip(stage), dice)
    factor = np.where(worse, dice.uniform(3.0, 4.0), 1.0)
    people = stage.people.with_busy(before=np.where(worse, 0.35, 1.0), since=np.where(worse, 1.8, 1.0))
    return replace(stage, people=people, habits=(habit(stage, usual, step, factor),))

"""A step that has always been bad."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor, habit, kept_step, one_of, steps_that_slip, usually
from desirepath.simulate.stage import Stage, Usual

DISTRACTOR = Distractor(
    name="always_bad_step",
    looks_like="A fifth to a third of all cases fail, or are given up, at one step.",
    is_none_because="They did so before go-live, at the same rate.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """One step fails, or is given up, five to ten times as often as others, before go-live as after."""
    share = float(dice.uniform(0.18, 0.3))
    usual: Usual = "quits" if dice.random() < 0.5 else "slips"
    step = kept_step(stage, dice) if usual == "quits" else one_of(steps_that_slip(stage), dice)
    return replace(stage, habits=(habit(stage, usual, step, usually(stage, step, share, usual)),))

"""An activity gets another name at go-live, and the rollout file places both."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor, kept_step
from desirepath.simulate.stage import Stage

DISTRACTOR = Distractor(
    name="renamed_activity",
    looks_like="An activity ends on the day of go-live, and one that nobody knew begins.",
    is_none_because="They are one step under two names, and the rollout file says so.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """One step that was there before is called differently from go-live on."""
    step = kept_step(stage, dice)
    return replace(stage, renamed={step: f"{stage.world.step(step).says} (v2)"})

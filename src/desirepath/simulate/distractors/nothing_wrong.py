"""Nothing is wrong: people and teams differ, things slip as they always did."""

from __future__ import annotations

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor
from desirepath.simulate.stage import Stage

DISTRACTOR = Distractor(
    name="nothing_wrong",
    looks_like="The noise of any rollout: persons and teams that differ, and chance.",
    is_none_because="Nothing changed but the system.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:  # noqa: ARG001 - nothing is left to chance
    """The stage as it is."""
    return stage

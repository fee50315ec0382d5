"""Rows that arrive late, and many cases under way at the end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor
from desirepath.simulate.stage import LateRows, Stage

DISTRACTOR = Distractor(
    name="late_rows",
    looks_like="The last days hold fewer finished cases, and more that seem to have stopped.",
    is_none_because="Their rows are still to come, or the cases are still under way.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """Up to a third of the cases arrive up to one and a half days late; more cases than usual begin in the last week."""
    late = LateRows(share=float(dice.uniform(0.15, 0.35)))
    volume = replace(stage.volume, last_week=float(dice.uniform(1.3, 1.8)))
    return replace(stage, late=late, volume=volume)

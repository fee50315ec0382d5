"""A day of which rows are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from desirepath.simulate.calendar import HOUR, midnight
from desirepath.simulate.distractors.distractor import Distractor
from desirepath.simulate.stage import LostDay, Stage

DISTRACTOR = Distractor(
    name="lost_day",
    looks_like="Steps seem to be skipped, and cases to stop, all at once.",
    is_none_because="The rows of a day, or of an afternoon, were lost; in half of the rollouts the file says so.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """A working day is lost whole and excluded in the file, or its afternoon is lost and nobody says so."""
    day = int(dice.integers(5, max(6, stage.plan.days_after - 8)))
    local = stage.plan.go_live + timedelta(days=day)
    day += {5: 2, 6: 1}.get(local.weekday(), 0)
    local = stage.plan.go_live + timedelta(days=day)
    begins, ends = midnight(stage.plan, day), midnight(stage.plan, day + 1)
    if dice.random() < 0.5:
        return replace(stage, lost=(LostDay(since=begins, until=ends, told=local),))
    return replace(stage, lost=(LostDay(since=begins + 14 * HOUR, until=begins + 17 * HOUR, told=None),))

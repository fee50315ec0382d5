"""The organisation grows: more people, more cases, more tickets in proportion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor
from desirepath.simulate.stage import Stage

DISTRACTOR = Distractor(
    name="growth",
    looks_like="Cases, failures and tickets rise by half or more after go-live.",
    is_none_because="So do the people; per case nothing changed.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """A third to half of the people begin with go-live, and cases grow as they do."""
    joins = dice.random(len(stage.people)) < dice.uniform(0.3, 0.5)
    people = stage.people.with_busy(before=np.where(joins, 0.02, 1.0))
    volume = replace(stage.volume, since_go_live=float(people.busy[1].sum() / people.busy[0].sum()))
    return replace(stage, people=people, volume=volume)

"""Other changes come at the same time, elsewhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor
from desirepath.simulate.other_changes import TITLES
from desirepath.simulate.stage import Burst, OtherChange, Stage
from desirepath.vocabulary.cohort import Cohort

DISTRACTOR = Distractor(
    name="change_load",
    looks_like="One region goes through four changes within three weeks, and asks support more than ever.",
    is_none_because="It asks about those other changes; this workflow is done as before.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """Four other changes around go-live, and tickets about them."""
    values = stage.people.attributes["region"].values
    region = Cohort((("region", values[int(dice.integers(len(values)))]),))
    changes = tuple(
        OtherChange(day=float(dice.uniform(-7, 14)), title=title, application=application, cohort=region)
        for title, application in TITLES[:4]
    )
    bursts = tuple(
        Burst(day=max(0, int(change.day)), share=0.08, topic="other_change", marked=0.03) for change in changes
    )
    return replace(stage, changes=(*stage.changes, *changes), bursts=bursts)

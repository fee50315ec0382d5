"""Something else breaks on the day of go-live."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.distractors.distractor import Distractor, one_of
from desirepath.simulate.stage import Burst, Stage

DISTRACTOR = Distractor(
    name="unrelated_outage",
    looks_like="Tickets jump on the day of go-live or soon after, some of them filed under the workflow.",
    is_none_because="They are about another matter, as their words say.",
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """A quarter to a half of the people write about an outage on one day, fewer on the next."""
    day = int(dice.integers(0, 8))
    topic = one_of(("network", "mail", "printing", "sign_in"), dice)
    share, marked = float(dice.uniform(0.25, 0.5)), float(dice.uniform(0.05, 0.12))
    first = Burst(day=day, share=share, topic=topic, marked=marked)
    return replace(stage, bursts=(first, replace(first, day=day + 1, share=share / 4)))

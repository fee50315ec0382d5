"""A step that is new and works: people look it up, and do it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desirepath.simulate.blueprint import Slip, WorkStep
from desirepath.simulate.distractors.distractor import Distractor
from desirepath.simulate.stage import Burst, Stage
from desirepath.vocabulary.case import Outcome, StepKind

DISTRACTOR = Distractor(
    name="new_step_works",
    looks_like="A step without any past has failures, and searches about it in its first days.",
    is_none_because="They are as few as at any other step, and what was looked up was found.",
)
_STEP = WorkStep(
    id="confirm",
    title="Confirm the summary",
    says="Summary confirmed",
    things=("summary page", "confirmation box"),
    category="Summary",
    kind=StepKind.VALIDATION,
    changed=True,
    given_up=0.008,
    slips=(Slip(outcome=Outcome.FAILED, share=0.03),),
)


def bend(stage: Stage, dice: np.random.Generator) -> Stage:
    """One more step in the new path; a few people search for it in the first days and find what they need."""
    place = int(dice.integers(2, len(stage.world.path)))
    world = stage.world.with_step_after(_STEP, place)
    bursts = tuple(Burst(day=day, share=0.03 / (1 + day), topic="new_step") for day in range(4))
    return replace(stage, world=world, bursts=bursts)

"""The facts of a distractor, and what several of them need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from desirepath.simulate.people import Flags, Numbers
from desirepath.simulate.stage import Habit, Stage, Usual


@dataclass(frozen=True, slots=True, kw_only=True)
class Distractor:
    """What it looks like, and why it is none of the rollout's business.

    Its family is drawn with go-live on one of `go_lives`, where the day matters.
    """

    name: str
    looks_like: str
    is_none_because: str
    go_lives: tuple[date, ...] = field(default=())


def kept_steps(stage: Stage) -> tuple[str, ...]:
    """The steps that were there before go-live, are needed, and are not the first."""
    before = {step for part in stage.world.before for step in part.steps}
    return tuple(part.steps[0] for part in stage.world.path[1:] if part.is_required and part.steps[0] in before)


def kept_step(stage: Stage, dice: np.random.Generator) -> str:
    """One of them."""
    steps = kept_steps(stage)
    return steps[int(dice.integers(len(steps)))]


def usually(stage: Stage, step: str, share: float, usual: Usual) -> float:
    """The factor that brings what usually happens at a step to this share."""
    found = stage.world.step(step)
    now = found.given_up if usual == "quits" else sum(slip.share for slip in found.slips)
    return share / now


def habit(stage: Stage, usual: Usual, step: str, factor: Numbers | float) -> Habit:
    """A habit of all people, by one factor or by one each."""
    return Habit(usual=usual, step=step, factor=np.ones(len(stage.people)) * factor)


def steps_that_slip(stage: Stage) -> tuple[str, ...]:
    """The kept steps at which something usually goes wrong."""
    return tuple(step for step in kept_steps(stage) if stage.world.step(step).slips)


def one_of(choices: tuple[str, ...], dice: np.random.Generator) -> str:
    """One of these, each as likely."""
    return choices[int(dice.integers(len(choices)))]


def some_of(stage: Stage, attribute: str, number: int, dice: np.random.Generator) -> Flags:
    """The people of so many values of an attribute, drawn."""
    found = stage.people.attributes[attribute]
    chosen = dice.choice(len(found.values), number, replace=False)
    member: Flags = np.isin(found.codes, chosen)
    return member

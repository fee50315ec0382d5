"""Where a walkthrough goes on: by its button, by itself, over branches; as pages do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from desirepath.vocabulary.guidance.contents import WalkStep, Walkthrough
from desirepath.vocabulary.guidance.rules import Locator, Rule

_MOST_BEEN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Where somebody is in a walkthrough, and by which steps they came, the latest last."""

    at: str
    been: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Whether the person is where the step is, and if they are lost, the step whose element is there instead."""

    state: Literal["here", "waits", "lost"]
    to: str | None = None


def onward(walkthrough: Walkthrough, walk: Walk, holds: Callable[[Rule], bool]) -> Walk | None:
    """The step after this one: by the first branch whose rule holds, else the next in order; None at the end."""
    ids = [step.id for step in walkthrough.steps]
    index = ids.index(walk.at)
    meant = [branch for branch in walkthrough.steps[index].branches if branch.to in {"end", *ids}]
    following = ids[index + 1] if index + 1 < len(ids) else "end"
    to = next((branch.to for branch in meant if holds(branch.when)), following)
    return None if to == "end" else Walk(at=to, been=(*walk.been, walk.at)[-_MOST_BEEN:])


def settled(walkthrough: Walkthrough, walk: Walk, holds: Callable[[Rule], bool]) -> Walk | None:
    """Past all steps that go on by themselves and whose rule holds already. Steps in a circle are gone through once."""
    at: Walk | None = walk
    for _ in walkthrough.steps:
        rule = _step_of(walkthrough, at.at).goes_on_when if at else None
        if at is None or rule is None or not holds(rule):
            return at
        at = onward(walkthrough, at, holds)
    return at


def whereabouts(walkthrough: Walkthrough, walk: Walk, is_there: Callable[[Locator], bool]) -> Whereabouts:
    """Whether the step's element is there, or instead of it that of another step, the nearest later one first."""
    index = walkthrough.steps.index(_step_of(walkthrough, walk.at))
    at = walkthrough.steps[index].at
    if at is None or is_there(at):
        return Whereabouts(state="here")
    others = (*walkthrough.steps[index + 1 :], *reversed(walkthrough.steps[:index]))
    other = next((step for step in others if step.at and is_there(step.at)), None)
    return Whereabouts(state="lost", to=other.id) if other else Whereabouts(state="waits")


def _step_of(walkthrough: Walkthrough, at: str) -> WalkStep:
    return next(step for step in walkthrough.steps if step.id == at)

"""What one event means for the path, once the rollout file has placed its activity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from desirepath.vocabulary.case import Outcome
from desirepath.vocabulary.rollout import Workflow

TokenKind: TypeAlias = Literal["step", "failure", "outside", "withdrawn", "unknown"]


@dataclass(frozen=True, slots=True)
class Token:
    """One event's meaning: a step passed, an attempt that went wrong, done outside, taken back, or unknown.

    `step` is None for outside activities and where nothing is known of the step; `name` is that of an
    unknown activity.
    """

    kind: TokenKind
    step: str | None = None
    outcome: Outcome | None = None
    name: str | None = None


def token_of(workflow: Workflow, activity: str, outcome: str | None, channel: str | None) -> Token | None:
    """The meaning of an event, or None for one that says nothing about the path.

    What `failures` says of an activity holds over the `outcome` column. A step done over a channel other than
    `app` was done outside, unless the attempt went wrong.
    """
    if activity in workflow.ignore:
        return None
    if activity in workflow.withdrawn:
        return Token("withdrawn")
    if activity in workflow.outside:
        return Token("outside")
    if activity in workflow.failures:
        failure = workflow.failures[activity]
        return Token("failure", failure.step, failure.outcome)
    step = _steps_of(workflow).get(activity)
    if step is None:
        return Token("unknown", name=activity)
    if outcome is not None and outcome != Outcome.OK:
        return Token("failure", step, Outcome(outcome))
    if channel is not None and channel.strip().lower() not in ("", "app"):
        return Token("outside", step)
    return Token("step", step)


def _steps_of(workflow: Workflow) -> dict[str, str]:
    return _steps_by_activity(workflow.steps)


@lru_cache(maxsize=64)
def _steps_by_activity(steps: tuple[object, ...]) -> dict[str, str]:
    return {activity: step.id for step in steps for activity in step.activities}  # type: ignore[attr-defined]
